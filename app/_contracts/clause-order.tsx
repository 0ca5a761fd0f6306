'use client';

import { useState } from 'react';
import { ArrowDown, ArrowUp } from '#app/_ui/icons.tsx';
import { stepped } from '#lib/core/order.ts';

export interface OrderedClause {
  readonly slot: string;
  readonly title: string;
}

/** Clauses in their order, as one hidden field of the form around them; each moves a step at a time. Without script the order stays. */
export function ClauseOrder({
  clauses,
  words,
}: {
  clauses: readonly OrderedClause[];
  /** With {clause} where the clause's title stands. */
  words: { readonly earlier: string; readonly later: string };
}) {
  const [slots, setSlots] = useState<readonly string[]>(clauses.map(({ slot }) => slot));
  const titles = new Map(clauses.map(({ slot, title }) => [slot, title]));
  const button = 'inline-flex size-11 items-center justify-center disabled:opacity-30';
  return (
    <>
      <input type="hidden" name="order" value={slots.join(',')} />
      <ol className="max-h-[420px] overflow-y-auto rounded-md border border-line">
        {slots.map((slot, at) => (
          <li
            key={slot}
            className="flex items-center justify-between gap-3 border-line border-b pl-4 text-small last:border-0"
          >
            <span className="min-w-0">{titles.get(slot)}</span>
            <span className="flex shrink-0">
              {(['earlier', 'later'] as const).map((direction) => (
                <button
                  key={direction}
                  type="button"
                  className={button}
                  aria-label={words[direction].replace('{clause}', titles.get(slot) ?? '')}
                  disabled={direction === 'earlier' ? at === 0 : at === slots.length - 1}
                  onClick={() => setSlots(stepped(slots, slot, direction))}
                >
                  {direction === 'earlier' ? <ArrowUp size={18} /> : <ArrowDown size={18} />}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
