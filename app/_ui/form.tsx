'use client';

import { unstable_rethrow } from 'next/navigation';
import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef, useState } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';
import { useKeptTyping } from './kept-typing.ts';
import { type SpareWords, useSpareWords } from './spare-words.tsx';

const idle: FormState = { status: 'idle' };
const Context = createContext<FormState>(idle);

/** What the form around a field knows: its errors and what was typed. */
export function useFormState(): FormState {
  return useContext(Context);
}

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** More than any field of ours takes, and little enough to be sent back with an answer. */
const longest = 100_000;

function typed(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter((value) => typeof value === 'string');
    if (name.endsWith('[]')) values[name.slice(0, -2)] = texts;
    else values[name] = texts.at(-1) ?? '';
  }
  return values;
}

/**
 * The action as a browser with script calls it: a field no server would take is said before it is sent, and a dead network or a busy
 * server becomes a sentence above the form with everything typed still in it, where React would take the page away.
 */
function guarded(action: Action, words: SpareWords): Action {
  return async (_state, form) => {
    const values = typed(form);
    const tooLong = Object.entries(values).filter(([, value]) => value.length > longest);
    if (tooLong.length > 0)
      return {
        status: 'error',
        message: words.tooLong,
        fields: Object.fromEntries(tooLong.map(([name]) => [name, words.tooLong])),
        values,
      };
    try {
      // Our actions ask nothing of the state before; what was typed need not travel twice.
      return await action(idle, form);
    } catch (error) {
      unstable_rethrow(error);
      return { status: 'error', message: words.unsent, values };
    }
  };
}

interface Props {
  readonly action: Action;
  readonly children: ReactNode;
  readonly className?: string;
  readonly id?: string;
  /** Off where the browser must not put back what once stood in the fields. */
  readonly autoComplete?: 'off';
  /** Shown when the form succeeded and said nothing itself. */
  readonly doneMessage?: string;
}

/**
 * A form that sends to one of our actions. Without JavaScript it is a plain form; with it, errors come back beside their fields, the
 * summary takes the focus, and what was typed stays, before and after it was sent.
 */
export function Form({ action, children, className, id, autoComplete, doneMessage }: Props) {
  const words = useSpareWords();
  // The page comes with the server's own action, which works without script; once there is script, the guard stands before it.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const [state, send] = useActionState(live ? guarded(action, words) : action, idle);
  const form = useRef<HTMLFormElement>(null);
  const kept = useKeptTyping(form, state);
  const summary = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state.status === 'error') summary.current?.focus();
  }, [state]);
  const said = state.message ?? (state.status === 'done' ? doneMessage : undefined);
  return (
    <form ref={form} action={send} {...kept} className={className} id={id} autoComplete={autoComplete} noValidate>
      <Context value={state}>
        {said && (
          <p
            ref={summary}
            tabIndex={-1}
            role={state.status === 'error' ? 'alert' : 'status'}
            className={
              state.status === 'error'
                ? 'col-span-full mb-5 border-cinnabar border-l-3 py-1 pl-4 text-cinnabar'
                : 'col-span-full mb-5 border-jade border-l-3 py-1 pl-4 text-jade'
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
