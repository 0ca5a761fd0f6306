import { describe, expect, test } from 'vitest';
import { type Terms, termsHash, withoutMoney } from '#lib/rights/index.ts';

const terms: Terms = {
  scope: {
    rights: { include: ['toys'] },
    territories: { include: ['CZ', 'SK'] },
    languages: { include: ['all'] },
    term: { start: '2027-01-01', end: '2029-01-01' },
  },
  exclusivity: 'exclusive',
  advanceMinor: '7000',
  currency: 'EUR',
  royalty: 1_200,
  money: { advance: { minor: '7000' } },
};
const hash = (over: Partial<Terms> = {}) => termsHash(withoutMoney({ ...terms, ...over }));

describe('what whoever consents to a sublicence reads of its terms', () => {
  test('has no money in it, and is the same whatever the money is', () => {
    expect(withoutMoney(terms)).toEqual({
      scope: terms.scope,
      exclusivity: 'exclusive',
      advanceMinor: '0',
      currency: 'EUR',
      royalty: 0,
    });
    for (const over of [{ royalty: 1 }, { advanceMinor: '1' }, { money: { base: 'unit' } }])
      expect(hash(over)).toBe(hash());
    expect(hash()).not.toBe(termsHash(terms));
  });

  test('is another where who may do what, where or how long is another', () => {
    const { scope } = terms;
    const others: Partial<Terms>[] = [
      { exclusivity: 'sole' },
      { scope: { ...scope, territories: { include: ['CZ'] } } },
      { scope: { ...scope, term: { ...scope.term, end: '2030-01-01' } } },
      { leftOut: { work: { rights: ['toys'], territories: [] } } },
    ];
    for (const over of others) expect(hash(over)).not.toBe(hash());
  });
});
