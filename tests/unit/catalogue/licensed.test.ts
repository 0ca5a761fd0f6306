import { describe, expect, test } from 'vitest';
import { type LicenceReach, licenceBar, licenceRefusal, placesSold, sellsOff, usesFor } from '#lib/catalogue/index.ts';

const reach: LicenceReach = {
  licenceId: 'x',
  number: 'ASL-1',
  status: 'active',
  rights: ['stationery', 'toys'],
  territories: ['CZ', 'SK'],
  startsOn: '2026-01-01',
  endsOn: '2028-01-01',
  sellsUntil: '2028-03-31',
};

describe('what a licence lets be sold', () => {
  test.each([
    ['inside', {}, 'CZ', '2027-01-01', null],
    ['where nobody has said the country', {}, null, '2027-01-01', null],
    ['outside its territory', {}, 'HU', '2027-01-01', 'outside_licence'],
    ['before its first day', {}, 'CZ', '2025-12-31', 'licence_not_begun'],
    ['on its first day', {}, 'CZ', '2026-01-01', null],
    ['signed, not begun', { status: 'signed' }, 'CZ', '2027-01-01', 'licence_not_begun'],
    ['suspended', { status: 'suspended' }, 'CZ', '2027-01-01', 'licence_suspended'],
    ['sold off on the last day of it', {}, 'CZ', '2028-03-30', null],
    ['sold off though marked expired', { status: 'expired' }, 'CZ', '2028-02-01', null],
    ['never sold off outside its territory', {}, 'HU', '2028-02-01', 'outside_licence'],
    ['after the days of selling off', { status: 'expired' }, 'CZ', '2028-03-31', 'licence_over'],
    ['ended before its time: no selling off', { status: 'terminated' }, 'CZ', '2027-01-01', 'licence_over'],
    ['without an end', { endsOn: null, sellsUntil: null }, 'SK', '2099-01-01', null],
  ] as const)('%s', (_name, over, country, day, bar) => {
    expect(licenceBar({ ...reach, ...over }, country, day)).toBe(bar);
  });

  test('what is put on sale needs a use, a place and a licence that has not ended', () => {
    const licensed = { reach, use: 'toys', sentTo: ['CZ', 'HU'] };
    expect(licenceRefusal(licensed, '2027-01-01')).toBeNull();
    expect(licenceRefusal({ ...licensed, sentTo: null }, '2027-01-01')).toBeNull();
    expect(licenceRefusal({ ...licensed, use: null }, '2027-01-01')).toBe('licence_use');
    expect(licenceRefusal({ ...licensed, use: 'apparel' }, '2027-01-01')).toBe('licence_use');
    expect(licenceRefusal({ ...licensed, sentTo: ['HU'] }, '2027-01-01')).toBe('licence_nowhere');
    expect(licenceRefusal(licensed, '2028-02-01')).toBe('licence_selling_off');
    expect(licenceRefusal(licensed, '2028-04-01')).toBe('licence_over');
    expect(licenceRefusal({ ...licensed, reach: { ...reach, status: 'suspended' } }, '2027-01-01')).toBe(
      'licence_suspended',
    );
    expect(licenceRefusal(licensed, '2025-06-01')).toBeNull();
    expect(licenceRefusal({ ...licensed, reach: { ...reach, status: 'signed' } }, '2027-01-01')).toBe(
      'licence_not_begun',
    );
    expect(placesSold(reach, ['CZ', 'HU'])).toEqual(['CZ']);
    expect([sellsOff(reach, '2028-02-01'), sellsOff(reach, '2027-12-31')]).toEqual([true, false]);
  });

  test('uses fit the kind of listing', () => {
    expect(usesFor('physical', reach)).toEqual(['stationery', 'toys']);
    expect(usesFor('stream', reach)).toEqual([]);
    expect(usesFor('licence', reach)).toEqual([]);
  });
});
