import { describe, expect, test } from 'vitest';
import {
  applies,
  chainProblem,
  checklistFor,
  complianceLocales,
  directionsOf,
  freeze,
  hierarchies,
  type LicenceFacts,
  publishedItems,
  readIdentifier,
  readShare,
  requireWhole,
  type Share,
  shareText,
  stepProblem,
  sumOfShares,
} from '#lib/rights/index.ts';

describe('identifiers', () => {
  // Published examples: ISBN User's Manual, ISWC and ISAN handbooks, EIDR's best practices.
  test.each([
    ['isbn', '978-0-306-40615-7', '9780306406157'],
    ['isbn', 'ISBN 0-306-40615-2', '9780306406157'],
    ['isbn', '0-8044-2957-X', '9780804429573'],
    ['isrc', 'us-s1z-99-00001', 'USS1Z9900001'],
    ['iswc', 'T-034.524.680-1', 'T-034.524.680-1'],
    ['isan', '0000-0000-D07A-0090-Q-0000-0000-X', '0000-0000-D07A-0090-Q-0000-0000-X'],
    ['isan', 'ISAN 0000 0001 8947 0000 8', '0000-0001-8947-0000-8'],
    ['eidr', '10.5240/7791-8534-2c23-9030-8610-5', '10.5240/7791-8534-2C23-9030-8610-5'],
    ['copyright_registration', '国作登字-2019-F-00759331', '国作登字-2019-F-00759331'],
  ] as const)('%s %s', (scheme, text, value) => {
    expect(readIdentifier(scheme, text)).toEqual({ value });
  });

  test.each([
    ['isbn', '978-0-306-40615-8', 'check'],
    ['isbn', '0-306-40615-3', 'check'],
    ['isbn', '1234', 'form'],
    ['isrc', 'US-S1Z-99-0001', 'form'],
    ['iswc', 'T-034.524.680-2', 'check'],
    ['isan', '0000-0000-D07A-0090-R-0000-0000-X', 'check'],
    ['isan', '0000-0000-D07A-0090-Q-0000-0001-X', 'check'],
    ['eidr', '10.5240/7791-8534-2C23-9030-8610-6', 'check'],
    ['eidr', '10.1000/7791', 'form'],
    ['trade_mark', 'no number', 'form'],
  ] as const)('%s %s is refused', (scheme, text, problem) => {
    expect(readIdentifier(scheme, text)).toEqual({ problem });
  });

  test('one wrong digit of an ISBN is always found', () => {
    const right = '9780306406157';
    for (let at = 3; at < right.length; at++)
      for (let digit = 0; digit < 10; digit++) {
        const other = right.slice(0, at) + digit + right.slice(at + 1);
        if (other !== right) expect(readIdentifier('isbn', other)).toEqual({ problem: 'check' });
      }
  });
});

describe('shares', () => {
  test.each([
    ['1/3', { of: 1, in: 3 }],
    ['33.34 %', { of: 1667, in: 5000 }],
    ['33,34', { of: 1667, in: 5000 }],
    ['100', { of: 1, in: 1 }],
    ['2/4', { of: 1, in: 2 }],
  ])('%s', (text, share) => {
    expect(readShare(text)).toEqual(share);
  });

  test.each(['0', '0/3', '4/3', '101 %', '1/0', 'half', '-5', '1.00001'])('%s is none', (text) => {
    expect(readShare(text)).toBeNull();
  });

  test('three thirds are one whole; 99.99 % is not, and says so', () => {
    const shares = (texts: string[]) => texts.map((text) => readShare(text) ?? { of: 1, in: 1 });
    expect(() => requireWhole(shares(['1/3', '1/3', '1/3']), 'share2')).not.toThrow();
    expect(() => requireWhole(shares(['33.33', '33.33', '33.34']), 'share2')).not.toThrow();
    expect(() => requireWhole(shares(['50', '49.99']), 'share1')).toThrow(
      expect.objectContaining({ code: 'rights.shares_not_whole', params: { percent: '99.99 %' }, field: 'share1' }),
    );
    expect(() => requireWhole(shares(['1/3', '1/3']), 'share1')).toThrow(
      expect.objectContaining({ params: { percent: '≈ 66.6666 %' } }),
    );
    expect(shares(['1/3', '12.5']).map(shareText)).toEqual(['1/3', '12.5 %']);
  });

  test('the sum is exact however many there are', () => {
    for (let n = 1; n <= 40; n++) {
      const equal: Share[] = Array.from({ length: n }, () => ({ of: 1, in: n }));
      expect(sumOfShares(equal)).toEqual({ above: 1n, below: 1n });
    }
  });
});

describe('chain of title', () => {
  const step = (kind: string, from: string, to: string, day = '2020-01-01') => ({ kind, from, to, day });
  const made = step('creation', '', '林悦');
  const given = step('assignment', '林悦', 'Huxin Ltd.', '2021-01-01');

  test('reaches its holders by any of their names', () => {
    expect(chainProblem([made, given], [['湖心动画', 'HUXIN LTD']])).toBeNull();
    expect(chainProblem([made], [['湖心动画', 'Huxin Ltd.']])).toEqual({ kind: 'not_reached', holders: ['湖心动画'] });
  });

  test.each([
    ['nothing', [], { kind: 'no_beginning' }],
    ['no creation first', [given], { kind: 'no_beginning' }],
    ['from nobody', [made, step('assignment', 'Somebody', 'Huxin')], { kind: 'broken', step: 1, party: 'Somebody' }],
    [
      'back to the creator',
      [made, given, step('assignment', 'Huxin Ltd.', '林悦', '2022-01-01')],
      { kind: 'loop', step: 2, party: '林悦' },
    ],
    [
      'a longer loop',
      [
        made,
        given,
        step('merger', 'Huxin Ltd', 'Lake', '2022-01-01'),
        step('assignment', 'Lake', 'huxin ltd', '2023-01-01'),
      ],
      { kind: 'loop', step: 3, party: 'huxin ltd' },
    ],
    ['to oneself', [made, step('assignment', '林悦', '林悦')], { kind: 'loop', step: 1, party: '林悦' }],
    ['backwards in time', [made, step('assignment', '林悦', 'Huxin', '2019-01-01')], { kind: 'backwards', step: 1 }],
  ])('%s', (_name, steps, problem) => {
    expect(stepProblem(steps)).toEqual(problem);
  });

  test('two creators may both give to one', () => {
    expect(
      stepProblem([made, step('creation', '', 'Ana'), given, step('assignment', 'Ana', 'Huxin Ltd.', '2021-02-01')]),
    ).toBeNull();
  });
});

describe('compliance', () => {
  const facts = (over: Partial<LicenceFacts> = {}, rights = ['toys'], territories = ['CZ']): LicenceFacts => ({
    kinds: ['character'],
    holderCountry: 'CN',
    scope: freeze(
      {
        rights: { include: rights },
        territories: { include: territories },
        languages: { include: ['all'] },
        term: { start: '2026-01-01', end: '2029-01-01' },
      },
      hierarchies,
    ),
    aiShare: 0,
    age: 10,
    payment: 0,
    ...over,
  });
  const codes = (of: LicenceFacts) => checklistFor(publishedItems, of).map(({ code }) => code);

  test('forty items and more, each in four languages, each with a source that says whether it was confirmed', () => {
    expect(publishedItems.length).toBeGreaterThanOrEqual(40);
    expect(new Set(publishedItems.map(({ code }) => code)).size).toBe(publishedItems.length);
    for (const { code, words, source, kinds, rights, places } of publishedItems) {
      expect(source.confirmed || source.doubt.length > 20, code).toBe(true);
      for (const locale of complianceLocales)
        expect(
          words[locale].every((word) => word.length > 3),
          code,
        ).toBe(true);
      expect(
        rights.every((right) => hierarchies.rights.leavesOf(right).length === 1),
        code,
      ).toBe(true);
      expect(
        places.every((place) => hierarchies.territories.leavesOf(place).length > 0),
        code,
      ).toBe(true);
      expect(kinds.length).toBeLessThan(11);
    }
  });

  test('directions', () => {
    expect(directionsOf(facts())).toEqual(['cn_to_cee', 'both']);
    expect(directionsOf(facts({ holderCountry: 'PL' }, ['toys'], ['CN']))).toEqual(['cee_to_cn', 'both']);
    expect(directionsOf(facts({ holderCountry: 'PL' }))).toEqual([]);
    expect(directionsOf(facts({}, ['toys'], ['CN']))).toEqual([]);
  });

  test('toys from China into the Union need a responsible person and the CE mark first', () => {
    const list = checklistFor(publishedItems, facts());
    expect(list.filter(({ blocks }) => blocks).map(({ code }) => code)).toEqual(['eu-responsible-person', 'eu-toy-ce']);
    expect(codes(facts())).not.toContain('eu-toy-passport');
    const longer = facts();
    expect(
      codes({ ...longer, scope: { ...longer.scope, term: { start: '2026-01-01', end: '2031-01-01' } } }),
    ).toContain('eu-toy-passport');
    expect(codes(facts({}, ['toys'], ['RS']))).toEqual(['residence-certificate', 'cee-withholding', 'wb-importer']);
  });

  test.each([
    ['a book', { kinds: ['book'] }, ['print'], ['cn-book-publisher', 'cn-book-contract']],
    ['a game', { kinds: ['game'] }, ['game'], ['cn-game-approval', 'cn-game-contract', 'cn-online-publishing']],
    ['a film for cinemas', { kinds: ['film'] }, ['cinema'], ['cn-film-import']],
    ['a series online', { kinds: ['series'] }, ['svod'], ['cn-online-av']],
    ['a payment over 50,000 dollars', { payment: 50_001 }, ['apparel'], ['cn-remittance']],
    ['a payment of 50,000 dollars', { payment: 50_000 }, ['apparel'], []],
  ])('into China, %s', (_name, over, rights, blocking) => {
    const of = facts({ holderCountry: 'PL', ...over }, rights, ['CN']);
    const list = checklistFor(publishedItems, of).filter(({ blocks }) => blocks);
    expect(list.map(({ code }) => code).sort()).toEqual([...blocking].sort());
  });

  test('age and the share of a machine count', () => {
    const old = facts({ kinds: ['mural'], age: 260 }, ['exhibition']);
    expect(codes(old)).toEqual(
      expect.arrayContaining(['eu-relics-licence', 'eu-antiques-statement', 'cn-relics-exit']),
    );
    expect(codes({ ...old, age: 210 })).not.toContain('eu-relics-licence');
    expect(codes({ ...old, age: 90 })).not.toContain('cn-relics-exit');
    const ai = publishedItems.find(({ code }) => code === 'eu-ai-disclosure');
    expect(ai && [applies(ai, facts()), applies(ai, facts({ aiShare: 1 }))]).toEqual([false, true]);
  });
});
