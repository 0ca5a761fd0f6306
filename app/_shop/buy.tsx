'use client';

import { useActionState, useEffect, useState } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';
import { refreshVisitor } from '#app/_frame/visitor.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Offer } from './offer.ts';

interface Props {
  readonly locale: string;
  readonly variants: readonly { readonly id: string; readonly name: string }[];
  /** The offer of the first variant in the language's usual country; the visitor's own is fetched. */
  readonly offer: Offer;
  readonly words: {
    readonly choose: string;
    readonly add: string;
    readonly adding: string;
    readonly toCart: string;
    readonly added: string;
  };
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
}

/** Price, delivery, choice and the one amber button of a listing. Works without JavaScript; with it, shows the visitor's own terms. */
export function Buy({ locale, variants, offer: usual, words, action }: Props) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState);
  const [variantId, choose] = useState(variants[0]?.id ?? '');
  const [offer, show] = useState(usual);
  useEffect(() => {
    const stopped = new AbortController();
    fetch(`/api/v1/variants/${variantId}/offer?locale=${locale}`, { signal: stopped.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((fresh: Offer | null) => fresh && show(fresh))
      .catch(() => undefined);
    return () => stopped.abort();
  }, [variantId, locale]);
  useEffect(() => {
    if (state.status === 'done') refreshVisitor();
  }, [state]);
  return (
    <form action={send}>
      <p className="num mt-5 text-large">{offer.price}</p>
      <p className="mt-1 text-muted text-small">{offer.delivery}</p>
      <p className="text-muted text-small">{offer.duty}</p>
      {variants.length > 1 ? (
        <fieldset className="mt-5">
          <legend className="mb-2 text-muted text-small">{words.choose}</legend>
          <div className="flex flex-wrap gap-2">
            {variants.map((variant) => (
              <label
                key={variant.id}
                className="flex min-h-11 cursor-pointer items-center rounded-md border border-line px-3.5 has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-amber"
              >
                <input
                  type="radio"
                  name="variantId"
                  value={variant.id}
                  checked={variant.id === variantId}
                  onChange={() => choose(variant.id)}
                  className="sr-only"
                />
                {variant.name}
              </label>
            ))}
          </div>
        </fieldset>
      ) : (
        <input type="hidden" name="variantId" value={variantId} />
      )}
      <div className="mt-5 flex flex-wrap items-center gap-3">
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
        {state.status === 'error' && <span className="text-cinnabar">{state.message}</span>}
      </p>
    </form>
  );
}
