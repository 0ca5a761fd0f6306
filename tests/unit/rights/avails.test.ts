import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Holding } from '#lib/rights/authority.ts';
import { recordsOfOdrl } from '#lib/rights/avails/agreements.ts';
import { type AvailsRow, availsColumns, cellsOfRow } from '#lib/rights/avails/columns.ts';
import { odrlPolicies } from '#lib/rights/avails/odrl.ts';
import { offeredOf } from '#lib/rights/avails/offered.ts';
import { type DeclaredBefore, type ImportWork, plain, previewRows } from '#lib/rights/avails/preview.ts';
import { readDeclared, rowsOfRecords } from '#lib/rights/avails/read.ts';
import { conflict } from '#lib/rights/conflict.ts';
import { exclusivities, type Grant, licensed } from '#lib/rights/grant.ts';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import { freeze, type Scope } from '#lib/rights/scope.ts';
import { allPoints, has, scopes } from './points.ts';

const everyLanguage = { include: ['all', 'zxx', 'mis'] };
const world: Scope = freeze(
  {
    rights: { include: ['all'] },
    territories: { include: ['world'] },
    languages: everyLanguage,
    term: { start: '2020-01-01', end: null },
  },
  hierarchies,
);
const owned: Holding = {
  kind: 'ownership',
  scope: world,
  exclusivity: 'exclusive',
  sublicensable: true,
  status: 'in_force',
};
const row = (parts: AvailsRow): AvailsRow => ({
  Territory: 'PL',
  LicenseRightsDescription: 'toys',
  Start: '2030-01-01',
  End: '2032-01-01',
  OtherTerms: 'exclusive',
  ContentID: 'lotus',
  ...parts,
});
const work = (grants: readonly DeclaredBefore[] = []): ImportWork => ({
  id: 'w',
  names: ['lotus', '莲花', '9787020002207'].map(plain),
  holdings: [owned],
  grants,
  under: [],
  ownGrants: [],
});
const seen = (rows: readonly AvailsRow[], grants: readonly DeclaredBefore[] = []) =>
  previewRows(
    rows.map((each, index) => ({ number: index + 2, row: each })),
    [work(grants)],
  );

describe('a file of avails', () => {
  test('has the columns of the trade in their order', () => {
    expect(availsColumns.slice(0, 13)).toEqual([
      'DisplayName',
      'StoreLanguage',
      'Territory',
      'WorkType',
      'EntryType',
      'TitleInternalAlias',
      'TitleDisplayUnlimited',
      'LocalizationType',
      'LicenseType',
      'LicenseRightsDescription',
      'FormatProfile',
      'Start',
      'End',
    ]);
    expect(cellsOfRow(row({}))[2]).toBe('PL');
  });

  test('is read by the names of its columns, in any order, and without those it does not need', () => {
    const records = [
      ['OtherTerms', 'end', ' START ', 'Territory'],
      ['sole', '2031-01-01', '2030-01-01', 'cee'],
      ['', '', '', ''],
    ];
    expect(rowsOfRecords(records)).toEqual([
      { number: 2, row: { OtherTerms: 'sole', End: '2031-01-01', Start: '2030-01-01', Territory: 'cee' } },
    ]);
    expect(rowsOfRecords([['Territory', 'Start']])).toBe('End');
    expect(rowsOfRecords([])).toBe('Territory');
  });

  test.each<[AvailsRow, string]>([
    [{ OtherTerms: 'forever' }, 'exclusivity'],
    [{ LicenseRightsDescription: 'teleport' }, 'unknown_right'],
    [{ Territory: 'Atlantis' }, 'unknown_territory'],
    [{ Territory: '' }, 'unknown_territory'],
    [{ StoreLanguage: 'klingon' }, 'unknown_language'],
    [{ Start: '2031-02-29' }, 'date'],
    [{ Start: '1.1.2030' }, 'date'],
    [{ End: '2030-01-01' }, 'term_order'],
  ])('says what is wrong with %o', (parts, code) => {
    expect(readDeclared(row(parts))).toMatchObject({ code });
  });

  test('takes the sheet’s own licence types, groups, several countries, and an open end', () => {
    const { LicenseRightsDescription: _, ...bare } = row({});
    expect(
      readDeclared({
        ...bare,
        LicenseType: 'SVOD',
        Territory: 'visegrad, hr',
        End: 'open',
        OtherTerms: 'Own Use',
        StoreLanguage: 'zh-hans',
      }),
    ).toMatchObject({
      exclusivity: 'own_use',
      scope: {
        rights: ['svod'],
        territories: ['CZ', 'HR', 'HU', 'PL', 'SK'],
        languages: ['zh-Hans'],
        term: { end: null },
      },
    });
  });
});

describe('the preview', () => {
  test('knows a work by our name for it, by its identifiers and by its titles', () => {
    for (const parts of [
      { ContentID: 'LOTUS' },
      { ContentID: '', AltID: '978-7-02-000220-7' },
      { ContentID: '', TitleInternalAlias: '莲花' },
    ])
      expect(seen([row(parts)])).toMatchObject([{ workId: 'w', does: 'exclusive', problem: null }]);
    expect(seen([row({ ContentID: 'rose' })])).toMatchObject([{ does: 'problem', problem: { code: 'unknown_work' } }]);
  });

  test('passes over what only says what is free', () => {
    expect(
      seen([row({ OtherTerms: 'available: exclusive' }), row({ OtherTerms: '' })]).map(({ does }) => does),
    ).toEqual(['skipped', 'skipped']);
  });

  test('finds what collides with a row before it, unless both are of one licensee', () => {
    const rows = [
      row({ ServiceProvider: 'A' }),
      row({ ServiceProvider: 'B' }),
      row({ ServiceProvider: 'A', OtherTerms: 'sole' }),
    ];
    expect(seen(rows)).toMatchObject([
      { does: 'exclusive' },
      { does: 'problem', problem: { code: 'conflict_row', row: 2 } },
      { does: 'sole' },
    ]);
  });

  test('says where it collides with what is signed, and never with whom', () => {
    const signed: DeclaredBefore = {
      exclusivity: 'exclusive',
      licensee: 'Secret Films Ltd',
      state: 'in_force',
      outside: '',
      under: '',
      scope: { ...world, territories: ['CZ', 'PL'] },
    };
    const effects = seen([row({ Territory: 'visegrad' })], [signed]);
    expect(effects).toMatchObject([{ does: 'problem', problem: { code: 'conflict', places: ['CZ', 'PL'] } }]);
    expect(JSON.stringify(effects)).not.toContain('Secret');
  });

  test('changes nothing the second time', () => {
    const declared = readDeclared(row({ ServiceProvider: 'A' }));
    if ('code' in declared) throw new Error(declared.code);
    const known: DeclaredBefore = { ...declared, licensee: 'the holder', state: 'declared' };
    expect(seen([row({ ServiceProvider: 'A' })], [known])).toMatchObject([{ does: 'known' }]);
  });

  test('refuses what the holder does not control', () => {
    const few = previewRows(
      [{ number: 2, row: row({ Territory: 'world' }) }],
      [{ ...work(), holdings: [{ ...owned, scope: { ...world, territories: ['PL'] } }] }],
    );
    expect(few).toMatchObject([{ problem: { code: 'not_controlled' } }]);
  });
});

describe('what is offered', () => {
  const grants: fc.Arbitrary<Grant> = fc.record({
    exclusivity: fc.constantFrom(...exclusivities),
    licensee: fc.constantFrom('A', 'B'),
    scope: scopes,
    state: fc.constant('in_force' as const),
  });
  const holdings = fc.array(fc.record({ scope: scopes, exclusivity: fc.constantFrom(...licensed) }), { maxLength: 3 });

  test('is every point that may be given, as exclusively as it may be, once', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(scopes, holdings, fc.array(grants, { maxLength: 4 }), (ask, held, given) => {
        const offered = offeredOf(ask, held, given);
        for (const point of allPoints) {
          const able = (asked: (typeof licensed)[number]) =>
            has(ask, point) &&
            held.some(
              ({ scope, exclusivity }) => has(scope, point) && licensed.indexOf(exclusivity) <= licensed.indexOf(asked),
            ) &&
            !given.some(
              (grant) =>
                has(grant.scope, point) &&
                conflict(grant, { exclusivity: asked, licensee: 'Newcomer', state: 'in_force', scope: grant.scope }) ===
                  'conflict',
            );
          const expected = able('exclusive') ? ['exclusive'] : able('non_exclusive') ? ['non_exclusive'] : [];
          expect(offered.filter(({ scope }) => has(scope, point)).map(({ exclusivity }) => exclusivity)).toEqual(
            expected,
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is an ODRL offer a work, with what it is limited to', () => {
    const offered = [
      {
        exclusivity: 'exclusive' as const,
        scope: {
          rights: ['toys'],
          territories: ['PL'],
          languages: ['pl'],
          term: { start: '2030-01-01', end: '2031-01-01' },
        },
      },
    ];
    const policies = odrlPolicies([{ work: { id: '1', slug: 'lotus' }, offered }], 'https://x/e/tiger', 'https://x');
    expect(policies).toMatchObject({
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@graph': [
        {
          '@type': 'Offer',
          permission: [
            {
              target: 'https://x/en/w/lotus',
              constraint: [
                { leftOperand: 'spatial', operator: 'isAnyOf' },
                { leftOperand: 'language', rightOperand: ['pl'] },
                { leftOperand: 'dateTime', operator: 'gteq' },
                { leftOperand: 'dateTime', operator: 'lt' },
                { rightOperand: 'https://x/odrl#exclusive' },
              ],
            },
          ],
        },
      ],
    });
  });

  test('is read again, agreements as what was given and offers as what is free', () => {
    const given: DeclaredBefore = {
      exclusivity: 'exclusive',
      state: 'declared',
      licensee: 'x',
      outside: 'Hračky #1 s.r.o.',
      under: '',
      scope: { ...world, rights: ['toys'], territories: ['CZ', 'SK'], term: { start: '2030-01-01', end: null } },
    };
    const work = { id: '1', slug: 'lotus' };
    const file = odrlPolicies(
      [{ work, offered: [{ exclusivity: 'non_exclusive', scope: world }] }],
      'https://x/e/tiger',
      'https://x',
      [{ work, grants: [given, { ...given, exclusivity: 'holdback' }] }],
    );
    const records = recordsOfOdrl(Buffer.from(JSON.stringify(file)));
    const rows = rowsOfRecords(records);
    if (typeof rows === 'string') throw new Error(rows);
    const works: ImportWork[] = [
      { id: '1', names: ['lotus'], holdings: [owned], grants: [], under: [], ownGrants: [] },
    ];
    expect(previewRows(rows, works)).toMatchObject([
      { does: 'skipped' },
      { does: 'exclusive', workId: '1', declared: { outside: given.outside, scope: given.scope } },
    ]);
    const again = previewRows(
      rows,
      works.map((each) => ({ ...each, grants: [given] })),
    );
    expect(again.map(({ does }) => does)).toEqual(['skipped', 'known']);
  });

  test('of somebody else says what it means, and what no sheet can say is named', () => {
    const policy = (constraint: object[], over: object = {}) =>
      Buffer.from(
        JSON.stringify({
          '@context': 'http://www.w3.org/ns/odrl.jsonld',
          '@type': 'odrl:Agreement',
          assignee: { uid: 'https://shop.example/parties#Tygr' },
          permission: { target: 'urn:work:lotus', action: { '@id': 'https://x/odrl#toys' }, constraint, ...over },
        }),
      );
    const spatial = { leftOperand: { '@id': 'odrl:spatial' }, operator: 'odrl:eq', rightOperand: 'iso3166:PL' };
    const from = { leftOperand: 'dateTime', operator: 'gt', rightOperand: { '@value': '2029-12-31' } };
    const to = { leftOperand: 'dateTime', operator: 'lteq', rightOperand: '2031-12-31T00:00:00Z' };
    const read = (bytes: Uint8Array) => {
      const rows = rowsOfRecords(recordsOfOdrl(bytes));
      return typeof rows === 'string' ? rows : rows.map(({ row: each }) => readDeclared(each));
    };
    expect(read(policy([spatial, from, to]))).toMatchObject([
      {
        exclusivity: 'non_exclusive',
        outside: 'Tygr',
        written: { territories: { include: ['PL'] }, term: { start: '2030-01-01', end: '2032-01-01' } },
      },
    ]);
    const butPoland = { ...spatial, operator: 'isNoneOf' };
    expect(read(policy([butPoland, from]))).toEqual([{ code: 'unknown_territory', value: 'isNoneOf PL' }]);
    expect(read(policy([spatial]))).toMatchObject([{ code: 'date' }]);
    for (const broken of ['{', '{"permission": 3}', '[1]', '{"permission":[{"constraint":"x"}]}'])
      expect(() => recordsOfOdrl(Buffer.from(broken)), broken).toThrow('rights.file_unreadable');
  });
});
