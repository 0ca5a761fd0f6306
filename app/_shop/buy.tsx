'use client';

import { useActionState, useEffect, useState } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';
import { refreshVisitor } from '#app/_frame/visitor.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { ChoiceOption, ChoiceVariant } from './choices.ts';
import { firstChoice } from './choices.ts';
import { useChosen } from './chosen.tsx';
import type { Offer } from './offer.ts';
import { Options, type OptionWords } from './options.tsx';
import { HowMany, PriceSteps } from './price-steps.tsx';

interface Props {
  readonly locale: string;
  readonly options: readonly ChoiceOption[];
  /** The offer of the variant that is chosen first, in the language's usual country; the visitor's own is fetched. */
  readonly offer: Offer;
  readonly words: OptionWords & {
    readonly choose: string;
    readonly add: string;
    readonly adding: string;
    readonly toCart: string;
    readonly added: string;
    readonly more: string;
    readonly business: string;
    readonly pieces: string;
    readonly each: string;
    readonly quantity: string;
  };
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** The terms of the chosen variant for this visitor, as they are now; the page's own until they have come. */
function useOffer(variantId: string, locale: string, usual: Offer): { offer: Offer; fresh: boolean } {
  const [found, show] = useState<{ variantId: string; offer: Offer } | null>(null);
  useEffect(() => {
    const stopped = new AbortController();
    fetch(`/api/v1/variants/${variantId}/offer?locale=${locale}`, { signal: stopped.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((offer: Offer | null) => offer && show({ variantId, offer }))
      .catch(() => undefined);
    return () => stopped.abort();
  }, [variantId, locale]);
  return { offer: found?.offer ?? usual, fresh: found === null || found.variantId === variantId };
}

/** Price, delivery, choice and the one amber button of a listing. Works without JavaScript; with it, shows the visitor's own terms. */
export function Buy({ locale, options, offer: usual, words, action }: Props) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState);
  const { variants, variant } = useChosen();
  const { offer, fresh } = useOffer(variant?.id ?? '', locale, usual);
  useEffect(() => {
    if (state.status === 'done') refreshVisitor();
  }, [state]);
  return (
    <form action={send}>
      <div aria-live="polite" aria-busy={!fresh} className={fresh ? undefined : 'opacity-60'}>
        <p className="num mt-5 text-large">
          {offer.price}
          {offer.before && <s className="ml-3 text-base text-muted">{offer.before.price}</s>}
        </p>
        {offer.before && <p className="text-cinnabar text-small">{offer.before.note}</p>}
        <p className="mt-1 text-muted text-small">{offer.delivery}</p>
        <p className="text-muted text-small">{offer.duty}</p>
        <PriceSteps steps={offer.steps} title={words.more} words={words} />
        <PriceSteps steps={offer.wholesale} title={words.business} words={words} />
      </div>
      <input type="hidden" name="variantId" value={variant?.id ?? ''} />
      {variants.length > 1 && (
        <>
          <Options options={options} words={words} />
          <noscript>
            <PlainChoice variants={variants} words={words} />
          </noscript>
        </>
      )}
      <div className="mt-5 flex flex-wrap items-center gap-3">
        {offer.available && offer.steps.length + offer.wholesale.length > 0 && <HowMany label={words.quantity} />}
        {offer.available && (
          <Submit pending={words.adding} className="w-full sm:w-auto">
            {words.add}
          </Submit>
        )}
        {offer.stock && (
          <p className={offer.available ? 'text-jade text-small' : 'text-cinnabar text-small'}>
            <span aria-hidden="true">● </span>
            {offer.stock}
          </p>
        )}
      </div>
      <p role="status" className="mt-3 text-small empty:hidden">
        {state.status === 'done' && (
          <>
            {words.added}{' '}
            <a href={`/${locale}/cart`} className="link">
              {words.toCart}
            </a>
          </>
        )}
        {state.status === 'error' && (
          <span className="text-cinnabar">{state.fields?.['quantity'] ?? state.message}</span>
        )}
      </p>
    </form>
  );
}

/** Every variant with its price, for a browser without JavaScript. Sent after the hidden field, so that it is what counts. */
function PlainChoice({ variants, words }: { variants: readonly ChoiceVariant[]; words: Props['words'] }) {
  const first = firstChoice(variants);
  return (
    <fieldset className="mt-5">
      <legend className="mb-2 text-muted text-small">{words.choose}</legend>
      {variants.map((variant) => (
        <label key={variant.id} className="flex min-h-11 items-center gap-3 border-line border-b">
          <input
            type="radio"
            name="variantId"
            value={variant.id}
            defaultChecked={variant.id === first?.id}
            disabled={!variant.available}
            className="size-5"
          />
          <span className={variant.available ? undefined : 'text-muted line-through'}>{variant.name}</span>
          <span className="num ml-auto text-small">{variant.available ? variant.price : words.soldOut}</span>
        </label>
      ))}
    </fieldset>
  );
}
