'use client';

import { useId } from 'react';
import { Checkbox } from '#app/_ui/field.tsx';
import { useFormState } from '#app/_ui/form.tsx';

export interface RoleWords {
  readonly role: string;
  readonly name: string;
  readonly may: string;
}

/** The roles somebody can have, each with what it allows in plain words; several may be chosen. */
export function RoleFields({
  legend,
  roles,
  chosen = [],
}: {
  legend: string;
  roles: readonly RoleWords[];
  chosen?: readonly string[];
}) {
  const id = useId();
  const error = useFormState().fields?.['roles'];
  return (
    <fieldset aria-describedby={error ? id : undefined}>
      <legend className="mb-2 font-medium text-small">{legend}</legend>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {roles.map(({ role, name, may }) => (
          <Checkbox
            key={role}
            name="roles[]"
            value={role}
            defaultChecked={chosen.includes(role)}
            label={
              <>
                {name}
                <span className="block text-muted text-small">{may}</span>
              </>
            }
          />
        ))}
      </div>
      {error && (
        <p id={id} className="mt-2 text-cinnabar text-small">
          {error}
        </p>
      )}
    </fieldset>
  );
}
