import { getFormatter, getTranslations } from 'next-intl/server';
import { Facts } from '#app/_ui/layout.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { lastDayBefore, type Terms } from '#lib/rights/index.ts';
import { scopeWords } from './names.ts';

/** The terms of an offer or licence in words: what, where, in which languages, how long, how exclusive, and (`withMoney`) the two numbers. */
export async function TermsFacts({
  terms,
  locale,
  withMoney = true,
}: {
  terms: Terms;
  locale: string;
  withMoney?: boolean;
}) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const deals = await getTranslations({ locale, namespace: 'deals.terms' });
  const format = await getFormatter({ locale });
  const words = await scopeWords(terms, locale);
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  const { start, end } = terms.scope.term;
  return (
    <Facts
      facts={[
        [t('terms.rights'), words.rights],
        [t('terms.territories'), words.territories],
        [deals('languages'), words.languages],
        [
          t('terms.term'),
          end
            ? t.rich('terms.from_to', {
                from: date(start),
                to: date(lastDayBefore(end)),
                // A line may end between the days and never inside one, as it would in Chinese.
                day: (chunks) => <span className="whitespace-nowrap">{chunks}</span>,
              })
            : t('terms.from', { from: date(start) }),
        ],
        [t('terms.exclusivity'), t(`exclusivity.${terms.exclusivity}`)],
        ...(withMoney
          ? ([
              [t('terms.advance'), formatMoney(money(BigInt(terms.advanceMinor), terms.currency), locale)],
              [
                t('terms.royalty'),
                format.number(terms.royalty / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
              ],
            ] as const)
          : []),
      ]}
    />
  );
}
