import { describe, expect, test } from 'vitest';
import { zoneCountries } from '#lib/enterprises/shipping-zones.ts';
import { addressSchema } from '#lib/ordering/address.ts';
import { addressForm, tidyPostalCode } from '#lib/ordering/address-forms.ts';
import { chinaCities, chinaProvinces } from '#lib/ordering/china.ts';

describe('address forms', () => {
  test.each(zoneCountries)(
    '%s asks for what it needs, in fields that it has, with a postal code that fits its own pattern',
    (country) => {
      const form = addressForm(country);
      for (const field of form.required) expect(form.fields).toContain(field);
      expect(new Set(form.fields).size).toBe(form.fields.length);
      if (form.postalCode) {
        expect(form.postalCode.example).toMatch(form.postalCode.pattern);
        expect(tidyPostalCode(country, form.postalCode.example)).toMatch(form.postalCode.pattern);
      } else expect(['HK', 'MO']).toContain(country);
    },
  );

  test('tell everything that is missing together', () => {
    const parsed = addressSchema.safeParse({ country: 'CN', postalCode: '12', phone: 'call me' });
    const fields = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
    expect(fields.sort()).toEqual(['city', 'line1', 'name', 'phone', 'postalCode', 'region']);
  });

  test.each([
    ['PL', '00950', '00-950'],
    ['PL', '00 – 950', '00-950'],
    ['CZ', '60200', '602 00'],
    ['GB', 'sw1a1aa', 'SW1A 1AA'],
    ['NL', '1012ab', '1012 AB'],
    ['CN', '６１００００', '610000'],
  ])('%s writes %s as %s', (country, typed, written) => {
    expect(tidyPostalCode(country, typed)).toBe(written);
  });
});

describe('Chinese places', () => {
  test('are all provinces of the mainland, each with cities and their districts', () => {
    expect(chinaProvinces).toHaveLength(31);
    const cities = chinaProvinces.flatMap(({ code }) => chinaCities(code) ?? []);
    expect(cities.length).toBeGreaterThan(340);
    expect(cities.flatMap(({ districts }) => districts).length).toBeGreaterThan(2_800);
    expect(chinaCities('四川省')?.find(({ name }) => name === '成都市')?.districts).toContain('锦江区');
    expect(chinaCities('50')?.map(({ name }) => name)).toEqual(['重庆市']);
    expect(chinaCities('42')?.map(({ name }) => name)).toContain('仙桃市');
    expect(chinaCities('../etc')).toBeNull();
    expect(chinaCities('71')).toBeNull();
  });
});
