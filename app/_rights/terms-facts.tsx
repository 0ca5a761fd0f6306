import { getFormatter, getTranslations } from 'next-intl/server';
import { Facts } from '#app/_ui/layout.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { changedParts, type Terms } from '#lib/rights/index.ts';
import { rightsNames, scopeWords } from './names.ts';

/** The terms of an offer or licence in words; what changed since the version before is marked. */
export async function TermsFacts({
  terms,
  before,
  locale,
  withMoney = true,
}: {
  terms: Terms;
  before?: Terms | undefined;
  locale: string;
  withMoney?: boolean;
}) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const format = await getFormatter({ locale });
  const words = scopeWords(terms, await rightsNames(locale));
  const changed = new Set(before ? changedParts(before, terms) : []);
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'long' });
  const mark = (part: string, value: string) =>
    changed.has(part) ? <mark className="bg-silk font-medium text-ink">{value}</mark> : value;
  const { start, end } = terms.scope.term;
  return (
    <Facts
      facts={[
        [t('terms.rights'), mark('rights', words.rights)],
        [t('terms.territories'), mark('territories', words.territories)],
        [
          t('terms.term'),
          mark(
            'term',
            end ? t('terms.from_to', { from: date(start), to: date(end) }) : t('terms.from', { from: date(start) }),
          ),
        ],
        [t('terms.exclusivity'), mark('exclusivity', t(`exclusivity.${terms.exclusivity}`))],
        ...(withMoney
          ? ([
              [
                t('terms.advance'),
                mark('advance', formatMoney(money(BigInt(terms.advanceMinor), terms.currency), locale)),
              ],
              [
                t('terms.royalty'),
                mark('royalty', format.number(terms.royalty / 10_000, { style: 'percent', maximumFractionDigits: 2 })),
              ],
            ] as const)
          : []),
      ]}
    />
  );
}
