'use client';

import { type ReactNode, useId } from 'react';
import { useFormState } from '#app/_ui/form.tsx';

/** The checkboxes of countries, with what is wrong with them together said once and not at each. */
export function Countries({ legend, children }: { legend: string; children: ReactNode }) {
  const id = useId();
  const error = useFormState().fields?.['countries'];
  return (
    <fieldset aria-describedby={error ? id : undefined}>
      <legend className="mb-2 font-medium text-small">{legend}</legend>
      {error && (
        <p id={id} className="mb-3 text-cinnabar text-small">
          {error}
        </p>
      )}
      <div className="grid grid-cols-1 gap-x-4 gap-y-2 min-[420px]:grid-cols-2 sm:grid-cols-3">{children}</div>
    </fieldset>
  );
}
