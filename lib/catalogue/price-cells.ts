import { type Currency, currencyFacts, isCurrency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { type PriceListKind, type PriceStep, type Prices, parsePrice, priceFor } from './price.ts';
import type { VariantCells } from './variant-cells.ts';

/** A column of the table of prices: which list, in which currency, from how many pieces on. */
export interface PriceColumn {
  readonly list: PriceListKind;
  readonly currency: Currency;
  readonly from: number;
}

const letters = { retail: 'r', wholesale: 'w' } as const satisfies Record<PriceListKind, string>;

/** A column as a cell's name and an address have it: r.PLN.10. */
export function priceColumnKey({ list, currency, from }: PriceColumn): string {
  return `${letters[list]}.${currency}.${from}`;
}

/** The column a key names; null for what is none. */
export function readPriceColumn(key: string): PriceColumn | null {
  const [letter, currency = '', from = '', ...more] = key.split('.');
  const list = letter === 'r' ? 'retail' : letter === 'w' ? 'wholesale' : null;
  const quantity = /^\d{1,3}$/.test(from) ? Number(from) : 0;
  if (!list || !isCurrency(currency) || quantity < 1 || quantity > limits.quantity || more.length > 0) return null;
  return { list, currency, from: quantity };
}

/** Retail before wholesale, the listing's currency before the others, few pieces before many. */
export function sortPriceColumns(columns: readonly PriceColumn[], base: Currency): PriceColumn[] {
  const rank = ({ list, currency }: PriceColumn) => Number(list === 'wholesale') * 2 + Number(currency !== base);
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.currency.localeCompare(b.currency) || a.from - b.from);
}

export interface PricedVariant {
  readonly id: string;
  readonly prices: Prices;
}

export interface PriceEdit {
  readonly variantId: string;
  readonly column: PriceColumn;
  /** Null: the price is taken off. */
  readonly minor: bigint | null;
}

function readPrice(typed: string, currency: Currency): bigint | null {
  if (typed.trim() === '') return null;
  const { minor } = parsePrice(typed, currency);
  if (minor === 0n) throw new DomainError('validation.required');
  // Rounded up on the way to the payment, it would not be the price that was stated.
  if (minor % currencyFacts(currency).chargeStep !== 0n) throw new DomainError('catalogue.price_whole', { currency });
  return minor;
}

/** A variant's prices as they are after the edits. */
function edited({ id, prices }: PricedVariant, edits: readonly PriceEdit[]): Prices {
  const own = edits.filter((edit) => edit.variantId === id);
  const same = (step: PriceStep, { column }: PriceEdit) =>
    step.list === column.list && step.price.currency === column.currency && step.from === column.from;
  const kept = prices.steps.filter((step) => !own.some((edit) => same(step, edit)));
  const added = own.flatMap(({ column: { list, currency, from }, minor }): PriceStep[] =>
    minor === null ? [] : [{ list, from, price: money(minor, currency) }],
  );
  return { base: prices.base, steps: [...kept, ...added] };
}

/** What is wrong with a step among the others; null: nothing. */
function wrongStep(step: PriceStep, prices: Prices): DomainError | null {
  const { currency } = step.price;
  const others = { ...prices, steps: prices.steps.filter((each) => each !== step) };
  const single = others.steps.some(
    (each) => each.list === 'retail' && each.from === 1 && each.price.currency === currency,
  );
  if (step.list === 'retail' && step.from === 1) return null;
  if (currency !== prices.base.currency && !single) return new DomainError('catalogue.price_of_one', { currency });
  const wholesale = step.list === 'wholesale';
  const without = priceFor({ prices: others, currency, quantity: step.from, wholesale });
  return step.price.minor < without.price.minor
    ? null
    : new DomainError(wholesale ? 'catalogue.wholesale_not_lower' : 'catalogue.step_not_lower', { from: step.from });
}

/**
 * What was typed into the table of prices, as edits, and everything that is wrong with it, each at its cell. A cell that was not sent
 * or not touched is left alone; an empty one takes its price off.
 */
export function readPriceCells(
  cells: VariantCells,
  variants: readonly PricedVariant[],
  base: VariantCells,
): { edits: PriceEdit[]; errors: DomainError[] } {
  const errors: DomainError[] = [];
  const edits: PriceEdit[] = [];
  for (const [name, typed] of Object.entries(cells)) {
    const [key = '', variantId = ''] = name.split(':');
    const column = readPriceColumn(key);
    const variant = variants.find((each) => each.id === variantId);
    if (!column || !variant || typed === base[name]) continue;
    // The price of one piece in the listing's currency is the variant's own, in its own table.
    if (column.list === 'retail' && column.from === 1 && column.currency === variant.prices.base.currency) continue;
    try {
      edits.push({ variantId, column, minor: readPrice(typed, column.currency) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(new DomainError(error.code, error.params, name));
    }
  }
  for (const variant of variants) {
    if (!edits.some((edit) => edit.variantId === variant.id)) continue;
    const prices = edited(variant, edits);
    for (const step of prices.steps) {
      const wrong = wrongStep(step, prices);
      const name = `${priceColumnKey({ ...step, currency: step.price.currency })}:${variant.id}`;
      if (wrong) errors.push(new DomainError(wrong.code, wrong.params, name));
    }
  }
  return { edits, errors };
}
