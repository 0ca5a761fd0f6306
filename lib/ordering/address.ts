import { z } from 'zod';
import { countryCode, optionalText, text } from '#lib/core/validation.ts';

/** Postal codes by country, as the Universal Postal Union lists them. Countries that are not here take any short text. */
const postalCodes: Readonly<Record<string, RegExp>> = {
  AL: /^\d{4}$/,
  BA: /^\d{5}$/,
  BG: /^\d{4}$/,
  CN: /^\d{6}$/,
  CZ: /^\d{3} ?\d{2}$/,
  DE: /^\d{5}$/,
  EE: /^\d{5}$/,
  GR: /^\d{3} ?\d{2}$/,
  HR: /^\d{5}$/,
  HU: /^\d{4}$/,
  LT: /^(LT-)?\d{5}$/,
  LV: /^(LV-)?\d{4}$/,
  ME: /^\d{5}$/,
  MK: /^\d{4}$/,
  PL: /^\d{2}-\d{3}$/,
  RO: /^\d{6}$/,
  RS: /^\d{5}$/,
  SI: /^\d{4}$/,
  SK: /^\d{3} ?\d{2}$/,
  TW: /^\d{3}(\d{2,3})?$/,
  AT: /^\d{4}$/,
  FR: /^\d{5}$/,
  IT: /^\d{5}$/,
  ES: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
  US: /^\d{5}(-\d{4})?$/,
};

/** Places without postal codes. */
const withoutPostalCode = new Set(['HK', 'MO']);

/** How each country's example looks, for a hint beside the field. */
export const postalExamples: Readonly<Record<string, string>> = {
  PL: '00-950',
  CN: '610000',
  BG: '1000',
  CZ: '110 00',
  SK: '811 01',
  HU: '1051',
  RO: '010011',
  DE: '10115',
};

export const addressSchema = z
  .object({
    name: text(120),
    line1: text(160),
    line2: optionalText(160),
    /** China: district; elsewhere empty. */
    district: optionalText(80),
    city: text(80),
    /** Province, state or county, where the country uses it. */
    region: optionalText(80),
    postalCode: optionalText(16),
    country: countryCode,
    phone: optionalText(32),
  })
  .superRefine((address, context) => {
    const pattern = postalCodes[address.country];
    if (withoutPostalCode.has(address.country)) return;
    if (address.postalCode === '') context.addIssue({ code: 'custom', path: ['postalCode'], message: 'required' });
    else if (pattern && !pattern.test(address.postalCode))
      context.addIssue({ code: 'custom', path: ['postalCode'], message: 'postal_code' });
    if (address.country === 'CN' && address.region === '')
      context.addIssue({ code: 'custom', path: ['region'], message: 'required' });
  });

export type Address = z.infer<typeof addressSchema>;

/** The address as lines in the order of its country: from the large to the small in China, from the small to the large elsewhere. */
export function addressLines(address: Address, countryName: string): string[] {
  const { name, line1, line2, district, city, region, postalCode, country } = address;
  const lines =
    country === 'CN'
      ? [countryName, [region, city, district].filter(Boolean).join(' '), `${line1} ${line2}`, postalCode, name]
      : [
          name,
          line1,
          line2,
          [country === 'HU' || country === 'GB' ? '' : postalCode, city].filter(Boolean).join(' '),
          country === 'HU' || country === 'GB' ? postalCode : '',
          region,
          countryName,
        ];
  return lines.map((line) => line.trim()).filter(Boolean);
}
