/** A weight in kilograms, as the reader writes it. */
export function kilograms(grams: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilogram', maximumFractionDigits: 3 }).format(
    grams / 1_000,
  );
}
