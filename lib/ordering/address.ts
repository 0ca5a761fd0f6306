import { z } from 'zod';
import { countryCode, optionalText } from '#lib/core/validation.ts';
import { type AddressField, addressForm, tidyPostalCode } from './address-forms.ts';

/** Digits with what people put between them; a number has five at the least. */
const telephone = /^\+?(?:[\s().\-/]*\d){5,18}$/;

/** An address by the rules of its country: what it needs, and the shape of its postal code. Everything wrong is told together. */
export const addressSchema = z
  .object({
    name: optionalText(120),
    line1: optionalText(160),
    line2: optionalText(160),
    district: optionalText(80),
    city: optionalText(80),
    /** Province, state, county: `regionWord` of the country's form. */
    region: optionalText(80),
    postalCode: optionalText(16),
    country: countryCode,
    phone: optionalText(32),
  })
  .transform((address) => ({ ...address, postalCode: tidyPostalCode(address.country, address.postalCode) }))
  .superRefine((address, context) => {
    const { required, postalCode } = addressForm(address.country);
    const wrong = (field: AddressField, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    for (const field of required) if (address[field] === '') wrong(field, 'required');
    if (postalCode && address.postalCode !== '' && !postalCode.pattern.test(address.postalCode))
      wrong('postalCode', 'postal_code');
    if (address.phone !== '' && !telephone.test(address.phone.normalize('NFKC'))) wrong('phone', 'phone');
  });

export type Address = z.infer<typeof addressSchema>;

function joined(...words: string[]): string {
  return [...new Set(words)].filter(Boolean).join(' ');
}

/** The address as lines in the order of its country: from the large to the small in China, from the small to the large elsewhere. */
export function addressLines(address: Address, countryName: string): string[] {
  const { name, line1, line2, district, city, region, postalCode, country } = address;
  return linesOf(country)
    .map((line) => line.trim())
    .filter(Boolean);

  function linesOf(code: string): string[] {
    switch (code) {
      case 'CN':
      case 'TW':
        return [countryName, joined(region, city, district), joined(line1, line2), postalCode, name];
      case 'HK':
      case 'MO':
        return [name, line1, line2, district, city, countryName];
      case 'HU':
        return [name, city, line1, line2, postalCode, region, countryName];
      case 'GB':
      case 'IE':
        return [name, line1, line2, city, region, postalCode, countryName];
      case 'US':
        return [name, line1, line2, `${city}, ${joined(region, postalCode)}`, countryName];
      case 'IT':
      case 'ES':
        return [name, line1, line2, joined(postalCode, city, region && `(${region})`), countryName];
      default:
        return [name, line1, line2, joined(postalCode, city), region, countryName];
    }
  }
}
