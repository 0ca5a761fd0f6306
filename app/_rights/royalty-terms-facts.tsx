import { getTranslations } from 'next-intl/server';
import { Facts } from '#app/_ui/layout.tsx';
import type { RoyaltyTerms } from '#lib/royalties/index.ts';
import { royaltyWords } from './royalty-words.ts';

/** Royalty terms in words, without what they do not have. */
export async function RoyaltyTermsFacts({
  terms,
  locale,
  titles = {},
}: {
  terms: RoyaltyTerms;
  locale: string;
  /** Of the works, by their ids, where there are several. */
  titles?: Readonly<Record<string, string>>;
}) {
  const t = await getTranslations('royalties');
  const words = royaltyWords(locale, terms.currency);
  const rate = (text: string) => (terms.base === 'unit' ? words.exact(text) : words.percent(text));
  const end = (text: string) =>
    terms.tierBy === 'units' ? t('terms.pieces', { count: Number(text) }) : words.money(text);
  const tiers = (
    <ul>
      {terms.tiers.map((tier, at) => (
        <li key={tier.upTo ?? 'open'}>
          {terms.tiers.length === 1
            ? rate(tier.rate)
            : tier.upTo === null
              ? t('terms.above', { rate: rate(tier.rate), end: end(terms.tiers[at - 1]?.upTo ?? '0') })
              : t('terms.up_to', { rate: rate(tier.rate), end: end(tier.upTo) })}
        </li>
      ))}
    </ul>
  );
  const { guarantee, reserve, withholding, advance, calendar } = terms;
  const portions = Object.entries(terms.portions ?? {});
  return (
    <Facts
      facts={[
        [t('terms.rate'), tiers],
        [t('terms.of'), t(`base.${terms.base}`)],
        ...(terms.tiers.length > 1 ? ([[t('terms.mode'), t(`mode.${terms.mode}`)]] as const) : []),
        ...(terms.base === 'net_receipts'
          ? ([[t('terms.deductions'), t('terms.at_most', { share: words.percent(terms.deductionCap) })]] as const)
          : []),
        ...(advance.minor === '0'
          ? []
          : ([
              [
                t('terms.advance'),
                `${words.money(advance.minor)} · ${t(advance.recoupable ? 'terms.recoupable' : 'terms.kept')}`,
              ],
            ] as const)),
        ...(portions.length === 0
          ? []
          : ([
              [
                t('terms.portions'),
                <ul key="portions">
                  {portions.map(([work, points]) => (
                    <li key={work}>
                      {t('terms.portion', { work: titles[work] ?? '', share: words.percent(`${points}/10000`) })}
                    </li>
                  ))}
                </ul>,
              ],
            ] as const)),
        ...(guarantee
          ? ([
              [
                t('terms.guarantee'),
                t('terms.guaranteed', { amount: words.money(guarantee.minor), periods: guarantee.everyPeriods }),
              ],
            ] as const)
          : []),
        ...(reserve.periods === 0
          ? []
          : ([
              [
                t('terms.reserve'),
                t('terms.reserved', { share: words.percent(reserve.rate), periods: reserve.periods }),
              ],
            ] as const)),
        ...(withholding.rate === '0' ? [] : ([[t('terms.withholding'), words.percent(withholding.rate)]] as const)),
        [t('terms.reports'), t('terms.reported', { every: t(`every.${calendar.every}`), days: calendar.dueDays })],
      ]}
    />
  );
}
