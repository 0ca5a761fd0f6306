/** A work as far as it is compared with others. */
export interface Alike<Kind extends string = string> {
  readonly id: string;
  readonly kind: Kind;
  readonly maker: string;
  readonly country: string;
  readonly languages: readonly string[];
  readonly year: number;
  readonly popularity: number;
}

/** How near two works are: what it is counts most, then a language in common, then the time they are of. */
function nearness(a: Alike, b: Alike): number {
  const sameKind = a.kind === b.kind ? 4 : 0;
  const sameLanguage = a.languages.some((language) => b.languages.includes(language)) ? 1 : 0;
  const sameTime = Math.max(0, 1 - Math.abs(a.year - b.year) / 50);
  return sameKind + sameLanguage + sameTime + Math.min(b.popularity, 1_000) / 2_000;
}

/**
 * The works nearest to one, never itself and never its maker's. A country that is shown already counts less each time, so that a reader
 * sees more than one.
 */
export function mostAlike<Work extends Alike>(work: Work, candidates: readonly Work[], most: number): Work[] {
  const left = candidates
    .filter((each) => each.id !== work.id && each.maker !== work.maker)
    .map((each) => ({ work: each, near: nearness(work, each) }));
  const chosen: Work[] = [];
  while (chosen.length < most && left.length > 0) {
    const worth = (each: (typeof left)[number]) =>
      each.near / (1 + 0.5 * chosen.filter(({ country }) => country === each.work.country).length);
    const best = left.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    chosen.push(best.work);
  }
  return chosen;
}
