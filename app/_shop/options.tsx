'use client';

import { type RefObject, useEffect, useEffectEvent, useId, useRef } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import { type ChoiceOption, isPossible } from './choices.ts';
import { useChosen } from './chosen.tsx';

/** More than fit on two lines are a list that opens. */
const mostButtons = 8;

export interface OptionWords {
  /** Between an option and what is chosen of it. */
  readonly soldOut: string;
  /** With {names} in it. */
  readonly impossible: string;
}

/** Chooses a variant option by option. What cannot be bought together cannot be chosen, and says why. */
export function Options({ options, words }: { options: readonly ChoiceOption[]; words: OptionWords }) {
  return (
    <div className="mt-5 grid gap-5 noscript:hidden">
      {options.map((option, at) => (
        <OptionChoice key={option.id} option={option} at={at} words={words} />
      ))}
    </div>
  );
}

/** What was pressed before the page's script began, or what the browser brings back on reload: the choice follows it. */
function useEarlierPress(fieldset: RefObject<HTMLFieldSetElement | null>, take: (value: string) => void): void {
  const follow = useEffectEvent(take);
  useEffect(() => {
    const pressed = fieldset.current?.querySelector<HTMLInputElement | HTMLSelectElement>('select, input:checked');
    if (pressed) follow(pressed.value);
  }, [fieldset]);
}

function OptionChoice({ option, at, words }: { option: ChoiceOption; at: number; words: OptionWords }) {
  const { variants, variant, choose } = useChosen();
  const reason = useId();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const chosen = variant?.valueIds ?? [];
  const value = option.values.find((each) => each.id === chosen[at]);
  const possible = (id: string) => isPossible(variants, chosen, at, id);
  useEarlierPress(fieldset, (pressed) => pressed !== value?.id && choose(at, pressed));
  const impossible = option.values.filter((each) => !possible(each.id)).map((each) => each.name);
  return (
    <fieldset ref={fieldset} aria-describedby={impossible.length > 0 ? reason : undefined}>
      <legend className="mb-2 text-small">
        <span className="text-muted" lang={option.lang}>
          {option.name}
        </span>{' '}
        <span lang={value?.lang}>{value?.name}</span>
      </legend>
      {option.values.length > mostButtons ? (
        <select
          aria-label={option.name}
          value={value?.id}
          onChange={(event) => choose(at, event.target.value)}
          className="block w-full max-w-[360px] rounded-md border border-edge/70 bg-card px-3.5 py-2.5"
        >
          {option.values.map((each) => (
            <option key={each.id} value={each.id} lang={each.lang} disabled={!possible(each.id)}>
              {possible(each.id) ? each.name : `${each.name} (${words.soldOut})`}
            </option>
          ))}
        </select>
      ) : (
        <div className="flex flex-wrap gap-2">
          {option.values.map((each) => (
            <label
              key={each.id}
              lang={each.lang}
              className={classNames(
                'flex min-h-11 items-center rounded-md border px-3.5 has-checked:border-ink has-checked:bg-silk has-focus-visible:outline-2 has-focus-visible:outline-amber',
                possible(each.id)
                  ? 'cursor-pointer border-edge/60 hover:border-ink'
                  : 'cursor-not-allowed border-line border-dashed text-muted line-through',
              )}
            >
              <input
                type="radio"
                name={`option:${option.id}`}
                value={each.id}
                checked={each.id === value?.id}
                disabled={!possible(each.id)}
                onChange={() => choose(at, each.id)}
                className="sr-only"
              />
              {each.name}
            </label>
          ))}
        </div>
      )}
      {impossible.length > 0 && (
        <p id={reason} className="mt-1.5 text-muted text-small">
          {words.impossible.replace('{names}', impossible.join(', '))}
        </p>
      )}
    </fieldset>
  );
}
