'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { useFormState } from './form.tsx';

interface Common {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Said after the label of a field that may stay empty. */
  readonly optional?: string;
  readonly defaultValue?: string | undefined;
  readonly className?: string;
  readonly lang?: string | undefined;
}

const box =
  'block w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 text-ink placeholder:text-muted hover:border-edge focus:border-ink aria-invalid:border-cinnabar';

/** Fields of one line are equally high, whatever the browser's own height of a choice is. */
const line = classNames(box, 'h-12 leading-6');

/** Label, hint and error of a field, tied to it for those who listen. */
function useField({ name, hint, defaultValue }: Common) {
  const id = useId();
  const state = useFormState();
  const error = state.fields?.[name];
  const typed = state.values?.[name];
  const describedBy = classNames(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined;
  return {
    id,
    error,
    value: typeof typed === 'string' ? typed : defaultValue,
    input: { id, name, className: box, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined },
  };
}

function Around({
  id,
  field,
  error,
  children,
}: {
  id: string;
  field: Common;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={classNames('min-w-0', field.className)}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {field.label}
        {field.optional && <span className="font-normal text-muted"> · {field.optional}</span>}
      </label>
      {children}
      {field.hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-muted text-small">
          {field.hint}
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

/** One line of text. */
export function TextInput({
  type = 'text',
  autoComplete,
  inputMode,
  required,
  suggestions,
  ...field
}: Common & {
  type?: 'text' | 'email' | 'password' | 'search' | 'tel' | 'date' | 'time' | 'datetime-local';
  autoComplete?: string;
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel';
  required?: boolean;
  /** Words to choose from, some with what they mean; any other may be typed. */
  suggestions?: readonly (string | Option)[];
}) {
  const { id, error, value, input } = useField(field);
  return (
    <Around id={id} field={field} error={error}>
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) =>
            typeof each === 'string' ? (
              <option key={each} value={each} />
            ) : (
              <option key={each.value} value={each.value} label={each.label} />
            ),
          )}
        </datalist>
      )}
      <input
        key={value}
        {...input}
        className={line}
        type={type}
        defaultValue={value}
        autoComplete={autoComplete}
        inputMode={inputMode}
        aria-required={required}
        lang={field.lang}
        list={suggestions ? `${id}-list` : undefined}
      />
    </Around>
  );
}

/** Several lines of text. One that `grows` shows all of it, for texts that are read over as often as written. */
export function TextArea({
  rows = 5,
  required,
  grows,
  ...field
}: Common & { rows?: number; required?: boolean; grows?: boolean }) {
  const { id, error, value, input } = useField(field);
  return (
    <Around id={id} field={field} error={error}>
      <textarea
        key={value}
        {...input}
        className={classNames(input.className, grows && 'field-sizing-content min-h-28')}
        rows={rows}
        defaultValue={value}
        aria-required={required}
        lang={field.lang}
      />
    </Around>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of a list. */
export function Select({ options, empty, ...field }: Common & { options: readonly Option[]; empty?: string }) {
  const { id, error, value, input } = useField(field);
  return (
    <Around id={id} field={field} error={error}>
      <select key={value} {...input} className={line} defaultValue={value ?? ''}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** Yes or no, or one of several under one name. */
export function Checkbox({
  name,
  label,
  value = 'on',
  defaultChecked,
  className,
}: {
  name: string;
  label: ReactNode;
  value?: string;
  defaultChecked?: boolean;
  className?: string;
}) {
  const id = useId();
  const state = useFormState();
  const error = state.fields?.[name];
  const typed = state.values?.[name.replace(/\[\]$/, '')];
  const checked = state.values ? (Array.isArray(typed) ? typed.includes(value) : typed === value) : defaultChecked;
  return (
    <div className={className}>
      <div className="flex items-start gap-3">
        <input
          key={String(checked)}
          id={id}
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="mt-1 size-5 shrink-0"
        />
        <label htmlFor={id} className="py-0.5">
          {label}
        </label>
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1 ml-8 text-cinnabar text-small">
          {error}
        </p>
      )}
    </div>
  );
}
