'use client';

import { useEffect, useRef, useState } from 'react';
import { FieldNote } from '#app/_studio/desk/field-note.tsx';
import { Checkbox, type Option, Select, TextInput } from '#app/_ui/field.tsx';
import { useFormState } from '#app/_ui/form.tsx';

/** A field for one attribute, in the reader's words. */
export interface AttributeField {
  readonly name: string;
  /** As the form sends it. */
  readonly field: string;
  readonly label: string;
  readonly hint: string;
  readonly kind: 'one' | 'several' | 'number' | 'text';
  readonly options: readonly Option[];
  readonly value: string;
  readonly values: readonly string[];
  /** So many choices stand before the fold that `more` opens. */
  readonly after: number;
  readonly more: string;
}

export interface AttributeWordsOfForm {
  readonly title: string;
  readonly lead: string;
  readonly optional: string;
  readonly required: string;
  readonly unsaid: string;
}

interface Props {
  /** Of every category: what was typed under one is still there when it is chosen again. */
  readonly fields: readonly AttributeField[];
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly required: Readonly<Record<string, readonly string[]>>;
  readonly saved: string;
  /** The hidden field that tells which fields were in sight. */
  readonly shownField: string;
  readonly words: AttributeWordsOfForm;
}

/** The category that the form around has chosen: as it was sent last, and then as it is changed. */
function useCategory(saved: string) {
  const sent = useFormState().values?.['category'];
  const [chosen, setChosen] = useState<string>();
  const anchor = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const form = anchor.current?.form;
    const follow = ({ target }: Event) => {
      if (target instanceof HTMLSelectElement && target.name === 'category') setChosen(target.value);
    };
    form?.addEventListener('change', follow);
    return () => form?.removeEventListener('change', follow);
  }, []);
  return { anchor, category: chosen ?? (typeof sent === 'string' ? sent : saved) };
}

/** What the chosen category asks of a listing. Without script it is what the saved category asks. */
export function AttributeFields({ fields, names, required, saved, shownField, words }: Props) {
  const { anchor, category } = useCategory(saved);
  const shown = names[category] ?? [];
  return (
    <fieldset ref={anchor} className="grid gap-5" hidden={shown.length === 0}>
      <legend className="mb-1 font-serif text-large">{words.title}</legend>
      <p className="text-muted text-small">{words.lead}</p>
      <input type="hidden" name={shownField} value={shown.join(' ')} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {fields.map((field) => (
          <div
            key={field.name}
            hidden={!shown.includes(field.name)}
            className={field.kind === 'several' ? 'sm:col-span-2' : ''}
          >
            <Field
              field={field}
              note={required[category]?.includes(field.name) ? words.required : words.optional}
              unsaid={words.unsaid}
            />
            <FieldNote field={field.field.replace('[]', '')} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Field({ field, note, unsaid }: { field: AttributeField; note: string; unsaid: string }) {
  const { field: name, label, hint, kind, options, value } = field;
  if (kind === 'several') return <Several field={field} note={note} />;
  const common = { name, label, optional: note, defaultValue: value, ...(hint ? { hint } : {}) };
  if (kind === 'one') return <Select {...common} options={options} empty={unsaid} />;
  return <TextInput {...common} {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})} />;
}

function Several({
  field: { field, label, hint, options, values, after, more },
  note,
}: {
  field: AttributeField;
  note: string;
}) {
  const error = useFormState().fields?.[field.replace('[]', '')];
  const boxes = (some: readonly Option[]) => (
    <div className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
      {some.map((option) => (
        <Checkbox
          key={option.value}
          name={field}
          value={option.value}
          label={option.label}
          defaultChecked={values.includes(option.value)}
        />
      ))}
    </div>
  );
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-small">
        {label}
        <span className="font-normal text-muted"> · {note}</span>
      </legend>
      {hint && <p className="-mt-1 mb-2 text-muted text-small">{hint}</p>}
      {boxes(options.slice(0, after))}
      {options.length > after && (
        <details>
          <summary className="link inline-flex min-h-11 items-center text-small">{more}</summary>
          <div className="pt-1">{boxes(options.slice(after))}</div>
        </details>
      )}
      {error && <p className="mt-1.5 text-cinnabar text-small">{error}</p>}
    </fieldset>
  );
}
