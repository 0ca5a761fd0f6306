import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';

/** A row of a shipping table as it is stored: to these countries (none named: everywhere else) up to this weight. */
export interface ShippingRow {
  readonly countries: readonly string[];
  readonly maxWeightGrams: number;
  readonly priceMinor: bigint;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly freeAboveMinor: bigint | null;
  /** How fast; what does not say is sent the standard way. */
  readonly service?: Service;
}

export const services = ['standard', 'express'] as const;
export type Service = (typeof services)[number];

export interface WeightStep {
  readonly grams: number;
  readonly minor: bigint;
}

/** The rows to the same countries at the same speed: what a seller thinks of as one line of the table. */
export interface Zone {
  readonly countries: readonly string[];
  readonly daysMin: number;
  readonly daysMax: number;
  readonly freeAboveMinor: bigint | null;
  readonly service?: Service;
  /** From the lightest to the heaviest. */
  readonly steps: readonly WeightStep[];
}

/** How fast a row or a zone is. */
export function serviceOf(zone: { readonly service?: Service }): Service {
  return zone.service ?? 'standard';
}

/** The zones of a table: what is near (few countries) first, everywhere else last. The same rows always give the same order. */
export function zonesOf(rows: readonly ShippingRow[]): Zone[] {
  const groups = Map.groupBy(rows, (row) => `${[...row.countries].sort().join(' ')}/${serviceOf(row)}`);
  return [...groups]
    .map(([key, own]) => ({ named: key.split('/', 1)[0] ?? '', express: key.endsWith('/express'), own }))
    .sort(
      (a, b) =>
        Number(a.named === '') - Number(b.named === '') ||
        a.named.length - b.named.length ||
        (a.named === b.named ? Number(a.express) - Number(b.express) : a.named < b.named ? -1 : 1),
    )
    .map(({ named, express, own }) => ({
      countries: named === '' ? [] : named.split(' '),
      ...(express ? { service: 'express' as const } : {}),
      daysMin: Math.min(...own.map((row) => row.daysMin)),
      daysMax: Math.max(...own.map((row) => row.daysMax)),
      freeAboveMinor: own[0]?.freeAboveMinor ?? null,
      steps: own.map((row) => ({ grams: row.maxWeightGrams, minor: row.priceMinor })).sort((a, b) => a.grams - b.grams),
    }));
}

/** The rows that zones are stored as. */
export function rowsOf(zones: readonly Zone[]): ShippingRow[] {
  return zones.flatMap(({ countries, daysMin, daysMax, freeAboveMinor, service, steps }) =>
    steps.map(({ grams, minor }) => ({
      countries,
      maxWeightGrams: grams,
      priceMinor: minor,
      daysMin,
      daysMax,
      freeAboveMinor,
      ...(service ? { service } : {}),
    })),
  );
}

/** All weights that any zone has a price for, the lightest first. */
export function weightsOf(zones: readonly Zone[]): number[] {
  return [...new Set(zones.flatMap((zone) => zone.steps.map(({ grams }) => grams)))].sort((a, b) => a - b);
}

export type TableWarning =
  | { readonly kind: 'uncovered'; readonly countries: readonly string[] }
  | { readonly kind: 'cheaper_heavier'; readonly zone: number; readonly grams: number; readonly lighter: number }
  | { readonly kind: 'light_only'; readonly zone: number; readonly grams: number; readonly most: number };

/** What is allowed and probably not meant: countries nobody can order from, heavier for less, zones that end early. */
export function tableWarnings(zones: readonly Zone[], countries: readonly string[]): TableWarning[] {
  const warnings: TableWarning[] = [];
  const everywhere = zones.some((zone) => zone.countries.length === 0);
  const uncovered = everywhere
    ? []
    : countries.filter((country) => !zones.some((zone) => zone.countries.includes(country)));
  if (uncovered.length > 0) warnings.push({ kind: 'uncovered', countries: uncovered });
  const most = weightsOf(zones).at(-1) ?? 0;
  for (const [zone, { steps }] of zones.entries()) {
    for (const [at, step] of steps.entries()) {
      const before = steps[at - 1];
      if (before && step.minor < before.minor)
        warnings.push({ kind: 'cheaper_heavier', zone, grams: step.grams, lighter: before.grams });
    }
    const last = steps.at(-1)?.grams ?? 0;
    if (last < most) warnings.push({ kind: 'light_only', zone, grams: last, most });
  }
  return warnings;
}

/** Countries that a zone would share with another; empty: it can stand beside them. */
export function overlapping(countries: readonly string[], others: readonly Zone[]): string[] {
  return countries.filter((country) => others.some((zone) => zone.countries.includes(country)));
}

/** A cell of the table: `days:z0`, `free:z0`, `w500:z0` (up to 500 g). */
export function shippingCell(column: string, zone: number): string {
  return `${column}:z${zone}`;
}

export function weightColumn(grams: number): string {
  return `w${grams}`;
}

/** The weight of a column; null for another column, or a weight that no parcel has. */
export function columnWeight(column: string): number | null {
  const grams = /^w\d{1,7}$/.test(column) ? Number(column.slice(1)) : 0;
  return grams >= 1 && grams <= limits.shippingGrams ? grams : null;
}

function readDays(typed: string): { daysMin: number; daysMax: number } {
  const match = /^(\d{1,3})(?:\s*[-–—~〜至]\s*(\d{1,3}))?$/u.exec(typed.normalize('NFKC').trim());
  if (!match?.[1]) throw new DomainError('enterprises.days');
  const daysMin = Number(match[1]);
  const daysMax = Number(match[2] ?? match[1]);
  if (daysMax < daysMin || daysMax > limits.shippingDays) throw new DomainError('enterprises.days');
  return { daysMin, daysMax };
}

function readAmount(typed: string, currency: Currency): bigint | null {
  return typed.trim() === '' ? null : parseAmount(typed, currency).minor;
}

/** What was typed into a shipping table, and everything that is wrong with it, each at its cell. Countries stay as they are. */
export function readShippingCells(
  cells: Readonly<Record<string, string>>,
  zones: readonly Zone[],
  currency: Currency,
): { zones: Zone[]; errors: DomainError[] } {
  const errors: DomainError[] = [];
  function read<T>(name: string, otherwise: T, as: (typed: string) => T): T {
    const typed = cells[name];
    if (typed === undefined) return otherwise;
    try {
      return as(typed);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(new DomainError(error.code, error.params, name));
      return otherwise;
    }
  }
  const weights = new Set([
    ...weightsOf(zones),
    ...Object.keys(cells).flatMap((name) => columnWeight(name.split(':')[0] ?? '') ?? []),
  ]);
  const sorted = [...weights].sort((a, b) => a - b).slice(0, limits.shippingWeights);
  const typed = zones.map((zone, at): Zone => {
    const steps = sorted.flatMap((grams): WeightStep[] => {
      const now = zone.steps.find((step) => step.grams === grams)?.minor ?? null;
      const minor = read(shippingCell(weightColumn(grams), at), now, (text) => readAmount(text, currency));
      return minor === null ? [] : [{ grams, minor }];
    });
    if (steps.length === 0)
      errors.push(new DomainError('enterprises.zone_needs_price', {}, shippingCell(weightColumn(sorted[0] ?? 0), at)));
    return {
      countries: zone.countries,
      ...(zone.service ? { service: zone.service } : {}),
      ...read(shippingCell('days', at), { daysMin: zone.daysMin, daysMax: zone.daysMax }, readDays),
      freeAboveMinor: read(shippingCell('free', at), zone.freeAboveMinor, (text) => readAmount(text, currency)),
      steps,
    };
  });
  return { zones: typed, errors };
}

/** A weight as a person types it in kilograms ("1,2", "0.5 kg") in grams; null for what is none, or is no parcel's. */
export function readKilograms(typed: string): number | null {
  const match = /^(\d{1,4})(?:[.,](\d{1,3}))?\s*(?:kg|кг|公斤|千克)?$/iu.exec(typed.normalize('NFKC').trim());
  if (!match?.[1]) return null;
  const grams = Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
  return grams >= 1 && grams <= limits.shippingGrams ? grams : null;
}
