'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { useFormState } from './form.tsx';

/** Files to send with a form; after a mistake elsewhere they are still chosen (without script they are chosen again). */
export function FileField({
  name,
  label,
  optional,
  hint,
  accept,
}: {
  /** Ends in [] where several may be chosen. */
  name: string;
  label: ReactNode;
  optional?: string;
  hint?: ReactNode;
  accept: string;
}) {
  const id = useId();
  const error = useFormState().fields?.[name.replace(/\[\]$/, '')];
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {label}
        {optional && <span className="font-normal text-muted"> · {optional}</span>}
      </label>
      <input
        id={id}
        type="file"
        name={name}
        multiple={name.endsWith('[]')}
        accept={accept}
        aria-invalid={error ? true : undefined}
        aria-describedby={classNames(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined}
        className="block w-full rounded-md border border-edge/70 border-dashed bg-card p-3 text-small file:mr-4 file:min-h-11 file:rounded-md file:border file:border-edge/60 file:bg-paper file:px-4 hover:border-edge"
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-muted text-small">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-cinnabar text-small">
          {error}
        </p>
      )}
    </div>
  );
}
