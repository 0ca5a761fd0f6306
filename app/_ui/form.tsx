'use client';

import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';

const idle: FormState = { status: 'idle' };
const Context = createContext<FormState>(idle);

/** What the form around a field knows: its errors and what was typed. */
export function useFormState(): FormState {
  return useContext(Context);
}

interface Props {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly children: ReactNode;
  readonly className?: string;
  readonly id?: string;
  /** Shown when the form succeeded and said nothing itself. */
  readonly doneMessage?: string;
}

/**
 * A form that sends to one of our actions. Without JavaScript it is a plain form; with it, errors come back beside their fields, the
 * summary takes the focus, and what was typed stays.
 */
export function Form({ action, children, className, id, doneMessage }: Props) {
  const [state, send] = useActionState(action, idle);
  const summary = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state.status === 'error') summary.current?.focus();
  }, [state]);
  const said = state.message ?? (state.status === 'done' ? doneMessage : undefined);
  return (
    <form action={send} className={className} id={id} noValidate>
      <Context value={state}>
        {said && (
          <p
            ref={summary}
            tabIndex={-1}
            role={state.status === 'error' ? 'alert' : 'status'}
            className={
              state.status === 'error'
                ? 'mb-5 border-cinnabar border-l-3 py-1 pl-4 text-cinnabar'
                : 'mb-5 border-jade border-l-3 py-1 pl-4 text-jade'
            }
          >
            {said}
          </p>
        )}
        {children}
      </Context>
    </form>
  );
}
