'use client';

import type { ReactNode } from 'react';
import { useFormState } from './form.tsx';

/** A part of a form that opens when it is asked for, and is open where something in it is wrong. */
export function FormDetails({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const { status } = useFormState();
  return (
    <details open={status === 'error' || undefined}>
      <summary className="link inline-flex min-h-11 items-center text-small">{summary}</summary>
      <div className="grid gap-4 pt-2">{children}</div>
    </details>
  );
}
