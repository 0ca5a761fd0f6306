'use client';

import { type ReactNode, useId } from 'react';
import { useFormState } from './form.tsx';

interface RadioLine {
  readonly value: string;
  readonly label: ReactNode;
  /** Said small below. */
  readonly note?: ReactNode;
  /** Stands at the end: a price. */
  readonly end?: ReactNode;
}

/** One of a few, each on a line of its own. */
export function RadioLines({
  name,
  legend,
  lines,
  defaultValue,
}: {
  name: string;
  legend: ReactNode;
  lines: readonly RadioLine[];
  defaultValue: string;
}) {
  const id = useId();
  const typed = useFormState().values?.[name];
  const chosen = typeof typed === 'string' && lines.some(({ value }) => value === typed) ? typed : defaultValue;
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <div className="divide-y divide-line rounded-md border border-edge/60 bg-card">
        {lines.map((line) => (
          <label
            key={line.value}
            htmlFor={`${id}-${line.value}`}
            className="flex min-h-11 cursor-pointer items-start gap-3 px-4 py-3 has-checked:bg-silk"
          >
            <input
              key={chosen}
              id={`${id}-${line.value}`}
              type="radio"
              name={name}
              value={line.value}
              defaultChecked={line.value === chosen}
              className="mt-1 size-5 shrink-0"
            />
            <span className="min-w-0 grow">
              {line.label}
              {line.note && <span className="block text-muted text-small">{line.note}</span>}
            </span>
            <span className="num whitespace-nowrap">{line.end}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
