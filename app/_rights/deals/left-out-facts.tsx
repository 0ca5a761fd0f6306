import { getTranslations } from 'next-intl/server';
import { rightsNames } from '#app/_rights/names.ts';
import { Facts } from '#app/_ui/layout.tsx';
import type { Terms } from '#lib/rights/index.ts';

/** What single works of a deal do not give of the common scope. */
export async function LeftOutFacts({
  terms,
  titles,
  locale,
}: {
  terms: Terms;
  titles: Readonly<Record<string, string>>;
  locale: string;
}) {
  const left = Object.entries(terms.leftOut ?? {});
  if (left.length === 0) return null;
  const t = await getTranslations({ locale, namespace: 'deals.terms' });
  const names = await rightsNames(locale);
  return (
    <Facts
      facts={left.map(([work, { rights, territories }]) => [
        titles[work] ?? '',
        t('without', { list: names.list([...rights.map(names.right), ...territories.map(names.territory)]) }),
      ])}
    />
  );
}
