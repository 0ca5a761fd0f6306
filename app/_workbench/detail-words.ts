/** Which sentence (`detail.<word>` of the desk's messages) a detail of a check is said by; details without one are for machines. */
export const detailWords: Readonly<Record<string, 'here' | 'missing' | 'extra' | 'expected' | 'found'>> = {
  names: 'here',
  categories: 'here',
  words: 'here',
  characters: 'here',
  terms: 'here',
  missing: 'missing',
  extra: 'extra',
  expected: 'expected',
  found: 'found',
};
