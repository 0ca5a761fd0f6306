import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { text } from '#lib/core/validation.ts';
import { parsePrice } from './price.ts';

/** The columns of the table of variants. A cell is a field of the form called `<column>:<variant's id>`. */
export const variantColumns = ['sku', 'price', 'stock', 'weight', 'picture'] as const;
export type VariantColumn = (typeof variantColumns)[number];
export type VariantCells = Readonly<Record<string, string>>;

export function cellName(column: VariantColumn, variantId: string): string {
  return `${column}:${variantId}`;
}

/** A variant as it is now, to read what was typed against. */
export interface VariantNow {
  readonly id: string;
  readonly sku: string | null;
  readonly stockOnHand: number | null;
  readonly stockReserved: number;
}

export interface VariantEdit {
  readonly id: string;
  readonly sku?: string | null;
  readonly priceMinor?: bigint;
  readonly stockOnHand?: number;
  readonly weightGrams?: number | null;
  readonly pictureId?: string | null;
}

export interface Surroundings {
  readonly currency: Currency;
  readonly pictures: readonly string[];
  /** What the table showed when it was made: what somebody else did meanwhile, a sale above all, must not be typed over. */
  readonly base: VariantCells;
}

const skuText = text(limits.sku, 0);

function wholeNumber(typed: string, max: number): number | null {
  const compact = typed.normalize('NFKC').replace(/[\s'’]/gu, '');
  if (compact === '') return null;
  if (!/^\d{1,12}$/.test(compact)) throw new DomainError('validation.not_a_number');
  if (Number(compact) > max) throw new DomainError('validation.too_large');
  return Number(compact);
}

function readStock(typed: string, variant: VariantNow, shown: string | undefined): { stockOnHand?: number } {
  if (variant.stockOnHand === null) return {};
  const count = wholeNumber(typed, limits.stock);
  if (count === null) throw new DomainError('validation.required');
  const before = shown === undefined ? variant.stockOnHand : Number(shown);
  if (count === before || count === variant.stockOnHand) return {};
  if (before !== variant.stockOnHand) throw new DomainError('catalogue.stock_moved', { now: variant.stockOnHand });
  if (count < variant.stockReserved)
    throw new DomainError('catalogue.stock_reserved', { reserved: variant.stockReserved });
  return { stockOnHand: count };
}

function readSku(typed: string): string | null {
  const parsed = skuText.safeParse(typed);
  if (!parsed.success) throw new DomainError('validation.too_long');
  return parsed.data || null;
}

function readPrice(typed: string, currency: Currency): bigint {
  const { minor } = parsePrice(typed, currency);
  if (minor === 0n) throw new DomainError('validation.required');
  return minor;
}

function readPicture(typed: string, pictures: readonly string[]): string | null {
  if (typed === '') return null;
  if (!uuidPattern.test(typed) || !pictures.includes(typed)) throw new DomainError('validation.choose');
  return typed;
}

/**
 * What was typed into the table, as edits of these variants, and everything that is wrong with it, each at its cell. A cell that was
 * not sent is left alone.
 */
export function readVariantCells(
  cells: VariantCells,
  variants: readonly VariantNow[],
  { currency, pictures, base }: Surroundings,
): { edits: VariantEdit[]; errors: DomainError[] } {
  const errors: DomainError[] = [];
  const edits = variants.map((variant): VariantEdit => {
    function cell<T extends object>(column: VariantColumn, read: (typed: string) => T): T | Record<string, never> {
      const name = cellName(column, variant.id);
      const typed = cells[name];
      // What was not touched is not written: it may have changed meanwhile.
      if (typed === undefined || typed === base[name]) return {};
      try {
        return read(typed);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        errors.push(new DomainError(error.code, error.params, name));
        return {};
      }
    }
    return {
      id: variant.id,
      ...cell('sku', (typed) => ({ sku: readSku(typed) })),
      ...cell('price', (typed) => ({ priceMinor: readPrice(typed, currency) })),
      ...cell('stock', (typed) => readStock(typed, variant, base[cellName('stock', variant.id)])),
      ...cell('weight', (typed) => ({ weightGrams: wholeNumber(typed, 1_000_000) })),
      ...cell('picture', (typed) => ({ pictureId: readPicture(typed, pictures) })),
    };
  });
  return { edits, errors: [...errors, ...sharedSkus(edits, variants)] };
}

/** Variants of one listing that would have the same SKU: said at each that was typed. */
function sharedSkus(edits: readonly VariantEdit[], variants: readonly VariantNow[]): DomainError[] {
  const skuOf = (edit: VariantEdit) =>
    edit.sku === undefined ? variants.find((variant) => variant.id === edit.id)?.sku : edit.sku;
  return edits.flatMap((edit) =>
    edit.sku && edits.some((other) => other.id !== edit.id && skuOf(other) === edit.sku)
      ? [new DomainError('catalogue.sku_twice', { sku: edit.sku }, cellName('sku', edit.id))]
      : [],
  );
}
