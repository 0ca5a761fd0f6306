'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

/** Long enough for a thumb that still moves. */
const pause = 250;

/**
 * A plain form of questions that asks again by itself when something in it changes. A slider (`data-mirrors`) writes into the field of that
 * name, and the field moves the slider. Without script it is sent by its button.
 */
export function LiveForm({ path, className, children }: { path: string; className: string; children: ReactNode }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const ask = () => {
    if (!form.current) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) if (typeof value === 'string') query.set(name, value);
    router.replace(`${path}?${query}`, { scroll: false });
  };
  const changed = (target: EventTarget) => {
    if (target instanceof HTMLInputElement && form.current) mirror(form.current, target);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(ask, pause);
  };
  return (
    <form
      ref={form}
      className={className}
      action="#what-if"
      onInput={(event) => changed(event.target)}
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(waiting.current);
        ask();
      }}
    >
      {children}
    </form>
  );
}

function mirror(form: HTMLFormElement, input: HTMLInputElement): void {
  const name = input.dataset['mirrors'];
  const other = name ? form.elements.namedItem(name) : form.querySelector(`[data-mirrors="${input.name}"]`);
  if (other instanceof HTMLInputElement && /^\d+$/.test(input.value)) other.value = input.value;
}
