'use client';

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useFormState } from '#app/_ui/form.tsx';

/** Sends the form around it when a choice in it changes, and puts the focus back where it was. Without script a button does it. */
export function SendOnChange({ children, className }: { children: ReactNode; className?: string }) {
  const around = useRef<HTMLDivElement>(null);
  const changed = useRef('');
  const state = useFormState();

  useEffect(() => {
    if (state.status === 'error' || !changed.current) return;
    const [name, value] = changed.current.split('\n');
    changed.current = '';
    const fields = [...(around.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select') ?? [])];
    const field =
      fields.find((each) => each.name === name && (each.type !== 'radio' || each.value === value)) ?? fields[0];
    field?.focus({ preventScroll: true });
  }, [state]);

  function onChange({ target }: FormEvent<HTMLDivElement>): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    changed.current = `${target.name}\n${target.value}`;
    target.form?.requestSubmit();
  }

  return (
    <div ref={around} onChange={onChange} className={className}>
      {children}
    </div>
  );
}
