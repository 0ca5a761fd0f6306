import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseClauses,
  contractLanguages,
  contractNames,
  drawContract,
  factsOf,
  firstChoices,
  firstLanguages,
  namesIn,
  redline,
  slots,
  valuesOf,
  wordings,
} from '#lib/contracts/index.ts';
import { fullSubject as full } from '../../../bench/contract-sample.ts';
import { formats } from '../../../lib/contracts/formats.ts';

const all = firstChoices(['zh-CN', 'en', 'bg']);
const ids = (subject = full, choices = all) =>
  chooseClauses(factsOf(subject, choices), choices).map(({ id, slot }) => id ?? slot);

describe('the library', () => {
  const clauses = slots.flatMap((slot) => slot.clauses.map((clause) => clause.id));

  test('has more than forty places and more clauses, each once', () => {
    expect(slots.length).toBeGreaterThan(40);
    expect(new Set(clauses).size).toBe(clauses.length);
  });

  test.each(contractLanguages)('says everything in %s, with the same values', (language) => {
    const own = wordings[language];
    expect(Object.keys(own.clauses).sort()).toEqual([...clauses].sort());
    expect(Object.keys(own.words).sort()).toEqual(Object.keys(wordings.en.words).sort());
    expect(Object.keys(own.laws)).toEqual(Object.keys(wordings.en.laws));
    for (const id of clauses)
      expect([id, namesIn(own.clauses[id]?.text ?? '').sort()]).toEqual([
        id,
        namesIn(wordings.en.clauses[id]?.text ?? '').sort(),
      ]);
  });

  test.each(contractLanguages)('has no number of its own in %s: they come from the terms', (language) => {
    // What remains are names of laws and of the fingerprint.
    const names = /2016\/679|910\/2014|SHA-256/g;
    for (const [id, { title, text }] of Object.entries(wordings[language].clauses))
      expect([id, `${title} ${text.replace(names, '')}`.match(/\d/g)]).toEqual([id, null]);
  });

  test.each(contractLanguages)('finds a value for every name in %s', async (language) => {
    const names = await contractNames();
    const values = valuesOf(full, all, language, names[language]);
    const needed = Object.values(wordings[language].clauses).flatMap(({ text }) => namesIn(text));
    expect(needed.filter((name) => values[name] === undefined)).toEqual([]);
  });
});

describe('clauses are chosen by the terms', () => {
  test.each([
    ['exclusive', 'exclusivity.exclusive'],
    ['sole', 'exclusivity.sole'],
    ['non_exclusive', 'exclusivity.non_exclusive'],
  ] as const)('%s', (exclusivity, id) => {
    const chosen = ids({ ...full, terms: { ...full.terms, exclusivity } });
    expect(chosen.filter((each) => each.startsWith('exclusivity.'))).toEqual([id]);
  });

  test('money', () => {
    expect(ids()).toEqual(
      expect.arrayContaining(['royalty.marginal', 'guarantee', 'reserve', 'deductions', 'interest.rate']),
    );
    const flat = {
      ...full,
      money: {
        ...full.money,
        tiers: [{ upTo: null, rate: '0' }],
        guarantee: null,
        advance: { minor: '900000', recoupable: false },
        reserve: { rate: '0', periods: 0, capMinor: null },
        withholding: { rate: '0', instrument: '' },
        lateInterest: '0',
      },
    };
    const chosen = ids(flat);
    expect(chosen).toEqual(expect.arrayContaining(['royalty.none', 'advance.kept', 'withholding.law', 'interest.law']));
    expect(chosen.filter((id) => /^(base|guarantee|reserve$|deductions)/.test(id))).toEqual([]);
    const unit = {
      ...full.money,
      base: 'unit' as const,
      tierBy: 'units' as const,
      tiers: [{ upTo: null, rate: '50' }],
    };
    expect(ids({ ...full, money: unit })).toEqual(expect.arrayContaining(['royalty.unit', 'base.unit']));
  });

  test('rights and choices', () => {
    const training = { ...full.terms, scope: { ...full.terms.scope, rights: { include: ['ai_training'] } } };
    const chosen = ids({ ...full, terms: training });
    expect(chosen).toContain('ai_training.licensed');
    for (const goods of ['safety', 'samples', 'sell_off']) expect(chosen).not.toContain(goods);
    expect(ids()).not.toContain('holdback');
    expect(ids(full, { ...all, holdbackMonths: 12, forum: 'cietac', sublicensing: 'consent' })).toEqual(
      expect.arrayContaining(['holdback', 'forum.cietac', 'sublicensing.consent']),
    );
  });

  test('a sublicence says what becomes of it when the licence above it ends', () => {
    expect(ids().filter((id) => id.startsWith('above'))).toEqual([]);
    expect(ids({ ...full, above: 'ends' })).toContain('above.ends');
    expect(ids({ ...full, above: 'assigns' })).toContain('above.assigns');
  });

  test('each place is filled once at the most, whatever is chosen, and what is fixed stays in its place', () => {
    const movable = slots.map((slot) => slot.slot);
    fc.assert(
      fc.property(fc.shuffledSubarray(movable), fc.subarray(movable), (order, without) => {
        const before = chooseClauses(factsOf(full, all), all);
        const chosen = chooseClauses(factsOf(full, all), { ...all, order, without, special: { en: 'X' } });
        const found = chosen.map(({ slot }) => slot);
        expect(new Set(found).size).toBe(found.length);
        expect(found.slice(0, 2)).toEqual(['parties', 'definitions']);
        expect(found.at(-1)).toBe('signature');
        const optional = new Set(slots.filter((slot) => slot.optional).map((slot) => slot.slot));
        const expected = before
          .map(({ slot }) => slot)
          .filter((slot) => !(optional.has(slot) && without.includes(slot)));
        expect([...found].sort()).toEqual([...expected, 'special'].sort());
      }),
    );
  });
});

describe('a drawn contract', () => {
  test('says the numbers of its terms in every language and leaves no name unfilled', async () => {
    const text = drawContract(full, all, await contractNames());
    for (const language of text.languages) {
      const whole = text.clauses.map((clause) => clause.text[language]).join('\n');
      expect(whole).not.toMatch(/\{\w+\}/);
      expect(whole).toMatch(/12[\s\u00a0,.]?500/);
      expect(whole).toMatch(/8\s?%/);
    }
    expect(text.annex.lists[1]?.text.en).toContain('Poland');
    expect(text.annex.lists[1]?.text.en).not.toContain('Hungary');
  });

  test('changes with its terms where they say something else, and nowhere besides', async () => {
    const names = await contractNames();
    const before = drawContract(full, all, names);
    const dearer = { ...full, money: { ...full.money, advance: { minor: '1300000', recoupable: true } } };
    const changes = redline(before, drawContract(dearer, all, names), 'en');
    expect(changes.map(({ slot, kind }) => [slot, kind])).toEqual([['advance', 'changed']]);
    const words = changes[0]?.words.filter(({ kind }) => kind !== 'same') ?? [];
    expect(words.map(({ kind, text }) => [kind, text.replace(/[^\d.,]|,$/g, '')])).toEqual([
      ['gone', '12,500.00'],
      ['new', '13,000.00'],
    ]);
    expect(redline(before, before, 'bg')).toEqual([]);
  });

  test('shows what was left out, added and moved', async () => {
    const names = await contractNames();
    const before = drawContract(full, all, names);
    const after = drawContract(
      full,
      { ...all, without: ['publicity'], special: { 'zh-CN': '一', en: 'One', bg: 'Едно' } },
      names,
    );
    expect(redline(before, after, 'en').map(({ slot, kind }) => [slot, kind])).toEqual([
      ['special', 'new'],
      ['publicity', 'gone'],
    ]);
  });
});

test('a contract begins in the languages of its sides with English between them', () => {
  expect(firstLanguages('zh-CN', 'bg')).toEqual(['zh-CN', 'bg', 'en']);
  expect(firstLanguages('zh-CN', 'cs')).toEqual(['zh-CN', 'en']);
  expect(firstLanguages('en', 'cs')).toEqual(['en', 'zh-CN']);
});

describe('days', () => {
  test.each([
    ['zh-CN', '2026年11月26日'],
    ['en', '26 November 2026'],
    ['bg', '26 ноември 2026 г.'],
    ['pl', '26 listopada 2026'],
  ] as const)('are written in %s as nobody misreads them', (language, written) => {
    expect(formats.date(language).format(new Date('2026-11-26T00:00:00Z'))).toBe(written);
  });
});
