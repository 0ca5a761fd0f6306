import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { supposeAction } from '#app/[locale]/(rights)/licences/actions.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money, parseAmount, typedAmount } from '#lib/core/money.ts';
import { type RoyaltyTerms, reportedSoFar, rulesOf, whatIf } from '#lib/royalties/index.ts';
import { LiveForm } from './live-form.tsx';
import { RoyaltyFields } from './royalty-fields.tsx';
import { royaltyWords } from './royalty-words.ts';
import { readSupposed } from './supposed.ts';
import { RoyaltyCurve, TierTable } from './what-if-result.tsx';

const mostUnits = 1_000_000;

interface Props {
  readonly actor: Actor;
  readonly number: string;
  readonly terms: RoyaltyTerms;
  readonly locale: string;
  readonly asked: Readonly<Record<string, string | undefined>>;
}

/** Terms that were tried out, where they hang together; the licence's own else. */
function termsAsked(word: string | undefined, own: RoyaltyTerms): { terms: RoyaltyTerms; supposed: boolean } {
  const found = readSupposed(word);
  if (!found || found.currency !== own.currency) return { terms: own, supposed: false };
  try {
    rulesOf(found);
    return { terms: found, supposed: true };
  } catch {
    return { terms: own, supposed: false };
  }
}

function readPrice(text: string | undefined, currency: string): bigint | null {
  try {
    return parseAmount(text ?? '10', currency).minor;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** "At 20,000 pieces you would pay …": a plain form that answers by itself where there is script. Nothing is stored. */
export async function WhatIfCalculator({ actor, number, terms: own, locale, asked }: Props) {
  const t = await getTranslations('royalties.what_if');
  const { terms, supposed } = termsAsked(asked['terms'], own);
  const units = /^\d{1,7}$/.test(asked['units'] ?? '') ? Math.min(Number(asked['units']), mostUnits) : 1_000;
  const price = readPrice(asked['price'], terms.currency);
  const onTop = asked['on_top'] === 'on';
  const before = onTop ? await reportedSoFar(actor, number) : [];
  const answer = price === null ? null : whatIf(terms, { units, priceMinor: price }, before);
  const words = royaltyWords(locale, terms.currency);
  const field =
    'block w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 hover:border-edge focus:border-ink';
  return (
    <section id="what-if" aria-labelledby="what-if-title" className="mt-16 scroll-mt-6 border-line border-t pt-10">
      <h2 id="what-if-title" className="text-title">
        {t('title')}
      </h2>
      <p className="mt-2 mb-8 max-w-[60ch] text-muted">{t('lead')}</p>
      {supposed && (
        <div className="mb-8">
          <Notice>
            {t('supposed')}{' '}
            <Link href={`/licences/${number}#what-if`} className="link">
              {t('own_terms')}
            </Link>
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[340px_1fr]">
        <LiveForm path={`/${locale}/licences/${number}`} className="grid gap-5">
          {supposed && <input type="hidden" name="terms" value={asked['terms']} />}
          <div>
            <label htmlFor="what-if-units" className="mb-1.5 block font-medium text-small">
              {t('units')}
            </label>
            <input id="what-if-units" name="units" inputMode="numeric" defaultValue={units} className={field} />
            <input
              type="range"
              aria-label={t('slider')}
              data-mirrors="units"
              min={0}
              max={Math.max(10_000, units * 2)}
              step={Math.max(10, 10 ** (String(Math.max(units, 1)).length - 2))}
              defaultValue={units}
              className="mt-3 block h-11 w-full"
            />
          </div>
          <div>
            <label htmlFor="what-if-price" className="mb-1.5 block font-medium text-small">
              {t('price', { currency: terms.currency })}
            </label>
            <input
              id="what-if-price"
              name="price"
              inputMode="decimal"
              defaultValue={price === null ? asked['price'] : typedAmount(money(price, terms.currency), locale)}
              aria-invalid={price === null || undefined}
              aria-describedby={price === null ? 'what-if-price-error' : undefined}
              className={field}
            />
            {price === null && (
              <p id="what-if-price-error" className="mt-1.5 text-cinnabar text-small">
                {t('not_a_price')}
              </p>
            )}
          </div>
          <div className="flex items-start gap-3">
            <input
              id="what-if-top"
              type="checkbox"
              name="on_top"
              defaultChecked={onTop}
              className="mt-1 size-5 shrink-0"
            />
            <label htmlFor="what-if-top" className="py-0.5">
              {t('on_top')}
            </label>
          </div>
          <button type="submit" className={buttonStyle('quiet')}>
            {t('reckon')}
          </button>
        </LiveForm>
        {answer && (
          <div className="min-w-0" aria-live="polite">
            <p className="text-large">
              {t('answer', { units, royalty: words.money(answer.step.works[0]?.royalty ?? 0n) })}
            </p>
            <p className="mt-1 mb-6 text-muted text-small">
              {t('paid', {
                payable: words.money(answer.step.payable),
                recouped: words.money(answer.step.pools[0]?.recouped ?? 0n),
              })}
            </p>
            <RoyaltyCurve answer={answer} units={units} locale={locale} currency={terms.currency} />
            <TierTable answer={answer} terms={terms} locale={locale} />
          </div>
        )}
      </div>
      <details className="mt-10">
        <summary className="link inline-flex min-h-11 items-center">{t('other_terms')}</summary>
        <Form action={supposeAction} className="mt-6 grid max-w-[820px] gap-7">
          <input type="hidden" name="number" value={number} />
          <RoyaltyFields terms={terms} />
          <Submit kind="quiet">{t('try')}</Submit>
        </Form>
      </details>
    </section>
  );
}
