import { z } from 'zod';
import { type Currency, currency } from '#lib/core/currency.ts';
import { DomainError, DomainErrors, saidAt } from '#lib/core/errors.ts';
import { parseAmount } from '#lib/core/money.ts';
import { integer } from '#lib/core/validation.ts';
import { everies } from './calendar.ts';
import { fractionText, parseFraction } from './fraction.ts';
import { portionForm, portionsOfForm } from './portions.ts';
import { bases, type RoyaltyTerms, rulesOf } from './terms.ts';

/** Rows of tiers that a form offers; empty ones say nothing. */
export const tierRows = 5;

const line = z.string().trim().max(40).default('');
/** Royalty terms as a form sends them. */
export const royaltyForm = {
  base: z.enum(bases, { error: 'choose' }),
  mode: z.enum(['marginal', 'retroactive'], { error: 'choose' }),
  tierBy: z.enum(['amount', 'units'], { error: 'choose' }),
  deductionCap: line,
  advance: line,
  recoupable: z.literal('on').optional(),
  guarantee: line,
  guaranteePeriods: integer(1, 60),
  reserveRate: line,
  reservePeriods: integer(0, 12),
  reserveCap: line,
  crossCollateralised: z.literal('on').optional(),
  every: z.enum(everies, { error: 'choose' }),
  dueDays: integer(0, 180),
  payDays: integer(0, 180).default(30),
  lateInterest: line,
  withholdingRate: line,
  tier1: line,
  rate1: line,
  tier2: line,
  rate2: line,
  tier3: line,
  rate3: line,
  tier4: line,
  rate4: line,
  tier5: line,
  rate5: line,
  ...portionForm,
} as const;
export const royaltyFormSchema = z.object(royaltyForm);
export type RoyaltyForm = z.output<typeof royaltyFormSchema>;

/** Royalty terms out of a form, each problem at its field. Throws what `rulesOf` throws, and `money.…` for amounts. */
export function termsOfForm(input: RoyaltyForm, code: Currency): RoyaltyTerms {
  const problems: DomainError[] = [];
  const at = <T>(field: string, read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(new DomainError(error.code, error.params, error.field ?? field));
      return otherwise;
    }
  };
  const amount = (field: string, value: string) =>
    at(field, () => parseAmount(value === '' ? '0' : value, code).minor.toString(), '0');
  const share = (field: string, value: string) => at(field, () => percent(value, field), '0');
  const rows = rowsOf(input);
  const portions = at('portion1', () => portionsOfForm(input), undefined);
  const terms: RoyaltyTerms = {
    version: 1,
    currency: currency(code),
    base: input.base,
    mode: input.mode,
    tierBy: input.base === 'unit' ? 'units' : input.tierBy,
    tiers: tiersOf(rows, input, code, at),
    deductionCap: share('deductionCap', input.deductionCap),
    advance: { minor: amount('advance', input.advance), recoupable: input.recoupable === 'on' },
    guarantee: empty(input.guarantee)
      ? null
      : { minor: amount('guarantee', input.guarantee), everyPeriods: input.guaranteePeriods },
    reserve: {
      rate: share('reserveRate', input.reserveRate),
      periods: input.reservePeriods,
      capMinor: empty(input.reserveCap) ? null : amount('reserveCap', input.reserveCap),
    },
    crossCollateralised: input.crossCollateralised === 'on',
    calendar: { every: input.every, dueDays: input.dueDays, payDays: input.payDays },
    lateInterest: share('lateInterest', input.lateInterest),
    withholding: { rate: share('withholdingRate', input.withholdingRate), instrument: '' },
    ...(portions ? { portions } : {}),
  };
  if (problems.length === 0) at('base', () => saidAtRows(rows, () => rulesOf(terms)), null);
  const [first, ...rest] = problems;
  if (first) throw new DomainErrors([first, ...rest]);
  return terms;
}

function empty(amount: string): boolean {
  return amount === '' || amount === '0';
}

/** A share in a form is in percent, with or without its sign. */
function percent(value: string, field: string): string {
  const bare = value.replace('%', '').trim();
  return fractionText(parseFraction(bare === '' ? '0' : bare.includes('/') ? bare : `${bare}%`, field));
}

type At = <T>(field: string, read: () => T, otherwise: T) => T;

interface TierRow {
  readonly row: number;
  readonly upTo: string;
  readonly rate: string;
}

/** The tiers that were typed, with their rows: empty ones may stand between them. */
function rowsOf(input: RoyaltyForm): TierRow[] {
  const given = [
    [input.tier1, input.rate1],
    [input.tier2, input.rate2],
    [input.tier3, input.rate3],
    [input.tier4, input.rate4],
    [input.tier5, input.rate5],
  ] as const;
  return given
    .map(([upTo, rate], at) => ({ row: at + 1, upTo, rate }))
    .filter(({ row, upTo, rate }) => row === 1 || upTo !== '' || rate !== '');
}

/** What is wrong with the second of them is said where that was typed. */
function saidAtRows<T>(rows: readonly TierRow[], work: () => T): T {
  const typed = (field: string | undefined) =>
    field?.replace(/^(tier|rate)(\d)$/, (_, name, nth) => `${name}${rows[Number(nth) - 1]?.row}`);
  return saidAt(typed, work);
}

function tiersOf(rows: readonly TierRow[], input: RoyaltyForm, code: Currency, at: At): RoyaltyTerms['tiers'] {
  const byUnits = input.base === 'unit' || input.tierBy === 'units';
  return rows.map(({ row, upTo, rate }) => ({
    upTo: upTo === '' ? null : at(`tier${row}`, () => end(upTo, byUnits, code), null),
    rate: at(
      `rate${row}`,
      () => (input.base === 'unit' ? parseAmount(rate, code).minor.toString() : needed(rate, row)),
      '0',
    ),
  }));
}

function needed(rate: string, row: number): string {
  if (rate === '') throw new DomainError('validation.required', {}, `rate${row}`);
  return percent(rate, `rate${row}`);
}

function end(text: string, byUnits: boolean, code: Currency): string {
  if (!byUnits) return parseAmount(text, code).minor.toString();
  const compact = text.replace(/[\s.,]/g, '');
  if (!/^\d{1,12}$/.test(compact)) throw new DomainError('validation.not_a_number');
  return compact;
}
