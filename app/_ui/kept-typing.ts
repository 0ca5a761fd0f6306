'use client';

import { type FormEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control by its place among those of its name: an answer may put another element there. */
interface Kept {
  readonly name: string;
  readonly at: number;
  readonly value: string;
  readonly checked: boolean;
  readonly files: FileList | null;
}

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (each): each is Control =>
      each instanceof HTMLInputElement || each instanceof HTMLSelectElement || each instanceof HTMLTextAreaElement,
  );
}

function named(form: HTMLFormElement, name: string): Control[] {
  return controls(form).filter((each) => each.name === name);
}

/** The same files in a list of their own: a reset empties the very list that the control had. */
function copyOf(files: FileList): FileList {
  const copy = new DataTransfer();
  for (const file of files) copy.items.add(file);
  return copy.files;
}

function keep(form: HTMLFormElement, control: Control): Kept {
  const input = control instanceof HTMLInputElement ? control : null;
  return {
    name: control.name,
    at: named(form, control.name).indexOf(control),
    value: control.value,
    checked: input?.checked ?? false,
    files: input?.type === 'file' && input.files ? copyOf(input.files) : null,
  };
}

function putBack(form: HTMLFormElement, kept: Kept): void {
  const control = named(form, kept.name)[kept.at];
  if (!control) return;
  if (!(control instanceof HTMLInputElement)) {
    // A list that came back without the choice keeps its own.
    if (control instanceof HTMLTextAreaElement || [...control.options].some((each) => each.value === kept.value))
      control.value = kept.value;
  } else if (control.type === 'file') control.files = kept.files;
  else if (control.type === 'checkbox' || control.type === 'radio') control.checked = kept.checked;
  else control.value = kept.value;
}

/**
 * React resets a form when its action has answered. What was typed, ticked or chosen while the answer was on its way is newer than the
 * answer and stays; files, which no answer brings back, stay when something was wrong.
 */
export function useKeptTyping(form: RefObject<HTMLFormElement | null>, state: FormState) {
  const late = useRef(new Map<Control, Kept>());
  const files = useRef<readonly Kept[]>([]);

  useLayoutEffect(() => {
    if (!form.current) return;
    if (state.status === 'error') for (const each of files.current) putBack(form.current, each);
    for (const each of late.current.values()) putBack(form.current, each);
    files.current = [];
    late.current.clear();
  }, [form, state]);

  return {
    onSubmit({ currentTarget }: FormEvent<HTMLFormElement>) {
      late.current.clear();
      files.current = controls(currentTarget)
        .filter((each) => each.type === 'file')
        .map((each) => keep(currentTarget, each));
    },
    onInput({ currentTarget, target }: FormEvent<HTMLFormElement>) {
      const control = controls(currentTarget).find((each) => each === target);
      if (control?.name) late.current.set(control, keep(currentTarget, control));
    },
  };
}
