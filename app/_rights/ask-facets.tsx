import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { FacetGroup } from '#app/_shop/facets.tsx';
import { askAddress, type RightsFacets, sides, type WrittenAsk } from '#lib/rights/index.ts';

function toggled(codes: readonly string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code];
}

/** Ways to narrow what was found, each with how many works have all of the ask free. */
export async function AskFacets({ ask, facets, locale }: { ask: WrittenAsk; facets: RightsFacets; locale: string }) {
  const t = await getTranslations('avails');
  const kind = await getTranslations('rights.kind');
  const href = (change: Partial<WrittenAsk>) => `/rights?${askAddress({ ...ask, ...change })}`;
  const shown = (counts: Readonly<Record<string, number>>, chosen: readonly string[]) =>
    Object.entries(counts)
      .filter(([code, count]) => count > 0 || chosen.includes(code))
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return (
    <nav aria-label={t('search.narrow')}>
      <FacetGroup
        title={t('search.kind')}
        values={shown(facets.kinds, ask.kinds).map(([code, count]) => ({
          name: kind.has(code) ? kind(code) : code,
          count,
          chosen: ask.kinds.includes(code),
          href: href({ kinds: toggled(ask.kinds, code) }),
        }))}
      />
      <FacetGroup
        title={t('search.side')}
        values={sides.map((side) => ({
          name: t(`side.${side}`),
          count: facets.sides[side] ?? 0,
          chosen: ask.side === side,
          href: href({ side: ask.side === side ? undefined : side }),
        }))}
      />
      <FacetGroup
        title={t('search.country')}
        values={shown(facets.countries, ask.countries).map(([code, count]) => ({
          name: countryName(code, locale),
          count,
          chosen: ask.countries.includes(code),
          href: href({ countries: toggled(ask.countries, code) }),
        }))}
      />
    </nav>
  );
}
