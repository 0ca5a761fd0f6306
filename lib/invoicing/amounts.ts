import type { InvoiceData } from './data.ts';

/** The VAT categories of EN 16931 (UNTDID 5305) that a sale can be in. */
export type Category = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

/** A part of an invoice that is taxed alike. */
export interface TaxGroup {
  readonly category: Category;
  /** Basis points. */
  readonly rate: number;
  readonly country: string;
  readonly rule: string;
  readonly goods: boolean;
  readonly net: bigint;
  readonly tax: bigint;
}

export interface Totals {
  /** The lines without tax, and delivery without tax. */
  readonly lines: bigint;
  readonly delivery: bigint;
  readonly net: bigint;
  readonly tax: bigint;
  readonly gross: bigint;
}

const outside = new Set(['import', 'none']);
const collecting = new Set(['eu_destination', 'ioss', 'domestic', 'event']);

/** Whether the platform takes tax by this rule. */
export function collects(rule: string): boolean {
  return collecting.has(rule);
}

/** Which category something is in by the rule that taxes it. */
function categoryOf(rule: string, rate: number, goods: boolean): Category {
  if (rule === 'export') return 'G';
  // Goods for a business in another member state are supplied free of tax (art. 138); for services the buyer owes it (art. 196).
  if (rule === 'reverse_charge') return goods ? 'K' : 'AE';
  if (outside.has(rule)) return 'O';
  return rate > 0 ? 'S' : 'Z';
}

/** Everything of an invoice that is taxed: its lines, and delivery, which follows the goods. */
function taxed(data: Pick<InvoiceData, 'lines' | 'delivery'>) {
  return [
    ...data.lines.map((line) => ({ ...line, goods: line.kind === 'physical' })),
    ...(data.delivery ? [{ ...data.delivery, goods: true }] : []),
  ];
}

/**
 * The category of each rule and rate of an invoice. What is outside the scope of the tax must stand alone on an invoice (BR-O-11 to
 * BR-O-14); beside anything else it is called exempt.
 */
export function categorise(data: Pick<InvoiceData, 'lines' | 'delivery'>) {
  const parts = taxed(data).map(({ rule, rate, goods }) => categoryOf(rule, rate, goods));
  const alone = parts.every((category) => category === 'O');
  return (rule: string, rate: number, goods: boolean): Category => {
    const category = categoryOf(rule, rate, goods);
    return category === 'O' && !alone ? 'E' : category;
  };
}

/** Sums by country, rule, rate and kind, in an order that does not depend on the lines'. */
export function taxGroups(data: Pick<InvoiceData, 'lines' | 'delivery'>): TaxGroup[] {
  const categoryIn = categorise(data);
  const groups = Map.groupBy(taxed(data), ({ country, rule, rate, goods }) => `${country} ${rule} ${rate} ${goods}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, parts]) => {
      const [first] = parts;
      if (!first) return [];
      const { country, rule, rate, goods } = first;
      return [
        {
          category: categoryIn(rule, rate, goods),
          country,
          rule,
          rate,
          goods,
          net: parts.reduce((sum, part) => sum + part.gross - part.tax, 0n),
          tax: parts.reduce((sum, part) => sum + part.tax, 0n),
        },
      ];
    });
}

/** Groups as EN 16931 wants them: one for each category and rate. */
export function breakdown(groups: readonly TaxGroup[]): Pick<TaxGroup, 'category' | 'rate' | 'net' | 'tax'>[] {
  const merged = Map.groupBy(groups, ({ category, rate }) => `${category} ${category === 'S' ? rate : 0}`);
  return [...merged.values()].flatMap((parts) => {
    const [first] = parts;
    if (!first) return [];
    return [
      {
        category: first.category,
        rate: first.category === 'S' ? first.rate : 0,
        net: parts.reduce((sum, { net }) => sum + net, 0n),
        tax: parts.reduce((sum, { tax }) => sum + tax, 0n),
      },
    ];
  });
}

export function totalsOf(data: Pick<InvoiceData, 'lines' | 'delivery'>): Totals {
  const lines = data.lines.reduce((sum, { gross, tax }) => sum + gross - tax, 0n);
  const delivery = data.delivery ? data.delivery.gross - data.delivery.tax : 0n;
  const tax = data.lines.reduce((sum, line) => sum + line.tax, data.delivery?.tax ?? 0n);
  return { lines, delivery, net: lines + delivery, tax, gross: lines + delivery + tax };
}
