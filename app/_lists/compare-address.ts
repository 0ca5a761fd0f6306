import { limits } from '#lib/core/limits.ts';

/** The listings that an address of the comparison names, each once, at most four: `l=a,b` and `l=a&l=b` are the same. */
export function comparedSlugs(given: string | readonly string[] | undefined): string[] {
  const slugs = [given ?? []].flat().flatMap((each) => each.split(','));
  return [...new Set(slugs.filter((slug) => /^[\p{L}\p{N}-]{1,160}$/u.test(slug)))].slice(0, limits.compared);
}

export function comparePath(slugs: readonly string[], onlyDifferences = false): string {
  const query = [
    slugs.length > 0 ? `l=${slugs.map(encodeURIComponent).join(',')}` : '',
    onlyDifferences ? 'only=1' : '',
  ]
    .filter(Boolean)
    .join('&');
  return query ? `/compare?${query}` : '/compare';
}
