import { getTranslations } from 'next-intl/server';
import { Facts } from '#app/_ui/layout.tsx';
import { parseFraction, type RoyaltyTerms } from '#lib/royalties/index.ts';
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
  // A fixed fee alone has nothing to be counted from or set against.
  const earns = terms.tiers.some(({ rate: each }) => parseFraction(each).n !== 0n);
  const { guarantee, reserve, withholding, advance, calendar } = terms;
  const portions = Object.entries(terms.portions ?? {});
  return (
    <Facts
      facts={[
        [t('terms.rate'), tiers],
        ...(earns ? ([[t('terms.of'), t(`base.${terms.base}`)]] as const) : []),
        ...(terms.tiers.length > 1 ? ([[t('terms.mode'), t(`mode.${terms.mode}`)]] as const) : []),
        ...(earns && terms.base === 'net_receipts'
          ? ([[t('terms.deductions'), t('terms.at_most', { share: words.percent(terms.deductionCap) })]] as const)
          : []),
        ...(advance.minor === '0'
          ? []
          : ([
              [
                t('terms.advance'),
                earns
                  ? `${words.money(advance.minor)} · ${t(advance.recoupable ? 'terms.recoupable' : 'terms.kept')}`
                  : words.money(advance.minor),
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
