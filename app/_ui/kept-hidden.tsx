'use client';

import { useFormState } from './form.tsx';

/** A hidden value that an answer of the form's action may change. */
export function KeptHidden({ name, defaultValue }: { name: string; defaultValue: string }) {
  const kept = useFormState().values?.[name];
  return <input type="hidden" name={name} value={typeof kept === 'string' ? kept : defaultValue} readOnly />;
}
