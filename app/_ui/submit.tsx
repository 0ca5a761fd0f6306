'use client';

import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonKind, buttonStyle } from './button-style.ts';

/** A form's button: says what it does while it does it, and cannot be pressed twice meanwhile. */
export function Submit({
  children,
  pending,
  kind,
  className,
  name,
  value,
}: {
  children: ReactNode;
  pending?: ReactNode;
  kind?: ButtonKind;
  className?: string;
  name?: string;
  value?: string;
}) {
  const status = useFormStatus();
  const own = status.pending && (name === undefined || status.data?.get(name) === value);
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={buttonStyle(kind, className)}
      aria-disabled={status.pending}
      onClick={status.pending ? (event) => event.preventDefault() : undefined}
    >
      {own && pending ? pending : children}
    </button>
  );
}
