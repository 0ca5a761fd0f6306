import { describe, expect, test } from 'vitest';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import { hierarchy } from '#lib/rights/hierarchy.ts';
import { dimensions } from '#lib/rights/scope.ts';
import published from './published-ids.json' with { type: 'json' };

describe('a hierarchy', () => {
  const small = hierarchy({ world: ['cee', 'eu'], cee: ['PL', 'RS'], eu: ['PL', 'DE'] });

  test('means the leaves of groups that overlap once, in code order', () => {
    expect(small.leaves).toEqual(['DE', 'PL', 'RS']);
    expect(small.leavesOf('world')).toEqual(['DE', 'PL', 'RS']);
    expect(small.leavesOf('PL')).toEqual(['PL']);
  });

  test('takes exceptions away whatever included them', () => {
    expect(small.meaning({ include: ['cee', 'eu'], except: ['PL'] })).toEqual(['DE', 'RS']);
    expect(small.meaning({ include: ['cee'], except: ['DE'] })).toEqual(['PL', 'RS']);
    expect(small.meaning({ include: ['cee'], except: ['world'] })).toEqual([]);
    expect(small.meaning({ include: [] })).toEqual([]);
  });

  test.each(['XX', '', 'constructor', '__proto__'])('does not know %j', (code) => {
    const expected = expect.objectContaining({ code: 'rights.unknown_code', params: { code } });
    expect(() => small.meaning({ include: [code] })).toThrow(expected);
    expect(() => small.meaning({ include: ['PL'], except: [code] })).toThrow(expected);
  });

  test('gives integers to leaves alone', () => {
    expect(small.leaves.map(small.id)).toEqual([0, 1, 2]);
    expect(small.leaf(2)).toBe('RS');
    expect(() => small.id('cee')).toThrow(expect.objectContaining({ code: 'rights.unknown_code' }));
    expect(() => small.leaf(3)).toThrow(expect.objectContaining({ code: 'rights.unknown_code' }));
  });

  test('refuses cycles, however long', () => {
    const cycle = expect.objectContaining({ code: 'rights.hierarchy_cycle' });
    expect(() => hierarchy({ a: ['a'] })).toThrow(cycle);
    expect(() => hierarchy({ a: ['b', 'x'], b: ['c'], c: ['a'] })).toThrow(cycle);
  });

  test('takes integers as given, and refuses leaves without one and integers given twice', () => {
    const given = hierarchy({ cee: ['PL', 'RS'] }, { RS: 7, PL: 3, AQ: 0 });
    expect(given.leaves.map(given.id)).toEqual([0, 3, 7]);
    expect(() => hierarchy({ cee: ['PL'] }, { RS: 1 })).toThrow(
      expect.objectContaining({ code: 'rights.unknown_code', params: { code: 'PL' } }),
    );
    expect(() => hierarchy({ cee: ['PL', 'RS'] }, { RS: 1, PL: 1 })).toThrow(
      expect.objectContaining({ code: 'rights.duplicate_id' }),
    );
  });
});

describe("the product's hierarchies", () => {
  test.each(dimensions)('%s: the published integer of a leaf never changes', (dimension) => {
    const { leaves, id } = hierarchies[dimension];
    expect(Object.fromEntries(leaves.map((leaf) => [leaf, id(leaf)]))).toMatchObject(published[dimension]);
  });

  test.each(dimensions)('%s: integers are dense and below 1024, as cells need them', (dimension) => {
    const { leaves, id } = hierarchies[dimension];
    expect(leaves.map(id).sort((a, b) => a - b)).toEqual(leaves.map((_, position) => position));
    expect(leaves.length).toBeLessThan(1024);
  });

  test('the world is every code of ISO 3166-1', () => {
    const world = hierarchies.territories.leavesOf('world');
    expect(world).toEqual(hierarchies.territories.leaves);
    expect(world).toEqual(isoCountries());
  });

  test.each([
    ['cee', 'AL BA BG CZ EE GR HR HU LT LV ME MK PL RO RS SI SK'],
    ['visegrad', 'CZ HU PL SK'],
    ['baltics', 'EE LT LV'],
    ['western_balkans', 'AL BA ME MK RS'],
    ['greater_china', 'CN HK MO TW'],
    ['eu', 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'],
  ])('%s is %s', (group, countries) => {
    expect(hierarchies.territories.leavesOf(group).join(' ')).toBe(countries);
  });

  test.each([
    ['streaming', 'avod svod tvod'],
    ['publishing', 'audiobook ebook print'],
    ['adaptation', 'comic film game series'],
    ['music', 'mechanical performance sync'],
  ])('%s is %s', (group, rights) => {
    expect(hierarchies.rights.leavesOf(group).join(' ')).toBe(rights);
  });

  test('all means all, of rights and of languages', () => {
    expect(hierarchies.rights.leavesOf('all')).toEqual(hierarchies.rights.leaves);
    expect(hierarchies.languages.leavesOf('all')).toEqual(hierarchies.languages.leaves);
    expect(hierarchies.languages.leavesOf('zh')).toEqual(['zh-Hans', 'zh-Hant']);
  });

  test('languages are BCP 47 tags with a name, as Unicode writes them but for Montenegrin (there sr-ME)', () => {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    const { leaves } = hierarchies.languages;
    expect(leaves.filter((leaf) => Intl.getCanonicalLocales(leaf)[0] !== leaf)).toEqual(['cnr']);
    expect(leaves.filter((leaf) => names.of(leaf) === undefined)).toEqual(['mis']);
  });
});

/** The regions that CLDR knows, without those that ISO 3166-1 has withdrawn, only reserves, or never had. */
function isoCountries(): string[] {
  const withdrawn = 'AN BU CS DD DY FX HV NH RH SU TP VD YD YU ZR';
  const reserved = 'AC CP CQ DG EA EU EZ IC TA UK UN';
  const usersOwn = 'QO XA XB XK ZZ';
  const none = new Set(`${withdrawn} ${reserved} ${usersOwn}`.split(' '));
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.filter((code) => !none.has(code) && names.of(code) !== undefined);
}
