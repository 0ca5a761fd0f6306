'use client';

import { type ReactNode, useId } from 'react';
import { useFormState } from './form.tsx';
import { Star } from './stars.tsx';

/**
 * One to five stars as a group of radio buttons: arrow keys choose, and without script the chosen star and those before it are filled
 * as well. `labels` says each in words, one star first.
 */
export function StarsField({
  name,
  label,
  hint,
  labels,
  defaultValue,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  labels: readonly string[];
  defaultValue?: string | undefined;
}) {
  const id = useId();
  const state = useFormState();
  const error = state.fields?.[name];
  const typed = state.values?.[name];
  const chosen = typeof typed === 'string' ? typed : defaultValue;
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className="min-w-0" aria-describedby={describedBy}>
      <legend className="mb-1.5 font-medium text-small">{label}</legend>
      <div className="-ml-2 flex" key={chosen}>
        {labels.map((each, at) => (
          <label
            key={each}
            className="flex size-11 cursor-pointer items-center justify-center rounded-md text-[28px] text-edge hover:text-amber has-checked:text-amber has-focus-visible:outline-2 has-focus-visible:outline-amber [&:has(~label>:checked)]:text-amber [&:has(~label:hover)]:text-amber"
          >
            <input
              type="radio"
              name={name}
              value={String(at + 1)}
              defaultChecked={chosen === String(at + 1)}
              aria-invalid={error ? true : undefined}
              className="sr-only"
            />
            <Star />
            <span className="sr-only">{each}</span>
          </label>
        ))}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-small">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-cinnabar text-small">
          {error}
        </p>
      )}
    </fieldset>
  );
}
