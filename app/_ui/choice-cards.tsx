'use client';

import { type ReactNode, useId } from 'react';
import { useFormState } from './form.tsx';

export interface ChoiceCard {
  readonly value: string;
  readonly title: string;
  readonly text: string;
  /** Said small below: what it takes. */
  readonly note?: string;
  readonly picture: ReactNode;
}

/** One of a few things that each need a picture and a sentence. */
export function ChoiceCards({
  name,
  legend,
  hint,
  cards,
  defaultValue,
}: {
  name: string;
  legend: string;
  hint?: string;
  cards: readonly ChoiceCard[];
  defaultValue?: string;
}) {
  const id = useId();
  const state = useFormState();
  const error = state.fields?.[name];
  const typed = state.values?.[name];
  const chosen = typeof typed === 'string' ? typed : defaultValue;
  return (
    <fieldset aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}>
      <legend className="font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-small">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-cinnabar text-small">
          {error}
        </p>
      )}
      <div className="mt-3 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map((card) => (
          <label
            key={card.value}
            className="grid cursor-pointer grid-cols-[56px_1fr] items-start gap-4 rounded-md border border-edge/60 bg-card p-4 hover:border-ink has-checked:border-ink has-checked:bg-silk has-focus-visible:outline-2 has-focus-visible:outline-amber"
          >
            <input
              key={chosen}
              type="radio"
              name={name}
              value={card.value}
              defaultChecked={card.value === chosen}
              aria-labelledby={`${id}-${card.value}`}
              aria-describedby={`${id}-${card.value}-text`}
              className="sr-only"
            />
            <span aria-hidden="true" className="grid aspect-square place-items-center rounded-md bg-paper text-amber">
              {card.picture}
            </span>
            <span className="min-w-0">
              <span id={`${id}-${card.value}`} className="font-medium">
                {card.title}
              </span>
              <span id={`${id}-${card.value}-text`} className="mt-0.5 block text-small">
                {card.text}
                {card.note && <span className="mt-1.5 block text-muted">{card.note}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
