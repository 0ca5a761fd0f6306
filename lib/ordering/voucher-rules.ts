import { type Currency, currencyFacts } from '#lib/core/currency.ts';
import { add, type Money, money, splitChargeable, subtract, sum, zero } from '#lib/core/money.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';

/** A voucher as far as its worth depends on it. */
export interface VoucherTerms {
  readonly id: string;
  readonly code: string;
  /** Null: the platform's. */
  readonly enterpriseId: string | null;
  readonly kind: 'percentage' | 'amount' | 'free_shipping';
  readonly basisPoints: number | null;
  readonly amounts: readonly Money[];
  /** The goods it counts for must cost so much. */
  readonly minimum: Money | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly stopped: boolean;
  readonly usedUp: boolean;
  /** What it counts for; all three empty: everything of its issuer's. */
  readonly listingIds: readonly string[];
  readonly categorySlugs: readonly string[];
  readonly collectionIds: readonly string[];
}

export type Refusal =
  | { readonly reason: 'ended' | 'expired' | 'used_up' | 'nothing_fits' | 'no_delivery_to_pay' }
  | { readonly reason: 'not_yet'; readonly from: Date }
  | { readonly reason: 'minimum'; readonly minimum: Money; readonly missing: Money }
  | { readonly reason: 'currency'; readonly currencies: readonly string[] };

export interface VoucherLine {
  readonly key: string;
  readonly enterpriseId: string;
  readonly listingId: string;
  /** The category and those above it. */
  readonly categorySlugs: readonly string[];
  readonly collectionIds: readonly string[];
  readonly total: Money;
}

export interface VoucherShipping {
  readonly enterpriseId: string;
  readonly price: Money;
}

/** What is taken off a line or a delivery, by who bears it. */
export interface Discount {
  readonly seller: Money;
  readonly platform: Money;
}

export interface VoucherOutcome {
  readonly voucher: VoucherTerms;
  readonly taken: Money;
  readonly refusal: Refusal | null;
}

export interface Discounts {
  readonly lines: ReadonlyMap<string, Discount>;
  readonly shipping: ReadonlyMap<string, Discount>;
  readonly outcomes: readonly VoucherOutcome[];
}

/** Whether it counts for the line. */
export function fits(voucher: VoucherTerms, line: VoucherLine): boolean {
  if (voucher.enterpriseId !== null && voucher.enterpriseId !== line.enterpriseId) return false;
  const { listingIds, categorySlugs, collectionIds } = voucher;
  if (listingIds.length + categorySlugs.length + collectionIds.length === 0) return true;
  return (
    listingIds.includes(line.listingId) ||
    line.categorySlugs.some((slug) => categorySlugs.includes(slug)) ||
    line.collectionIds.some((id) => collectionIds.includes(id))
  );
}

/** Why it does not count at this moment, whatever the cart holds; null: it does. */
export function refusalAt(voucher: VoucherTerms, at: Date): Refusal | null {
  if (voucher.stopped) return { reason: 'ended' };
  if (at < voucher.startsAt) return { reason: 'not_yet', from: voucher.startsAt };
  if (voucher.endsAt && at >= voucher.endsAt) return { reason: 'expired' };
  return voucher.usedUp ? { reason: 'used_up' } : null;
}

/** Down to what can be charged (whole forints): a voucher never takes more than it says. */
function chargeableBelow(amount: Money): Money {
  return money(amount.minor - (amount.minor % currencyFacts(amount.currency).chargeStep), amount.currency);
}

/** Sellers' vouchers come first, on their own goods; then the platform's, on what is left; deliveries are made free at the end. */
function inOrder(vouchers: readonly VoucherTerms[]): VoucherTerms[] {
  const rank = (voucher: VoucherTerms) =>
    (voucher.kind === 'free_shipping' ? 2 : 0) + (voucher.enterpriseId === null ? 1 : 0);
  return [...vouchers].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** The amount an amount or percentage takes off goods worth so much. */
function worth(voucher: VoucherTerms, goods: Money): Money {
  if (voucher.kind === 'percentage') {
    const minor = (goods.minor * BigInt(voucher.basisPoints ?? 0)) / 10_000n;
    return chargeableBelow(money(minor, goods.currency));
  }
  const amount = voucher.amounts.find(({ currency }) => currency === goods.currency) ?? zero(goods.currency);
  return chargeableBelow(amount.minor < goods.minor ? amount : goods);
}

function refusalFor(voucher: VoucherTerms, before: Money, rates: Rates): Refusal | null {
  const { minimum } = voucher;
  if (minimum) {
    const needed = convert(minimum, before.currency, rates);
    if (before.minor < needed.minor) return { reason: 'minimum', minimum: needed, missing: subtract(needed, before) };
  }
  if (voucher.kind === 'amount' && !voucher.amounts.some(({ currency }) => currency === before.currency))
    return { reason: 'currency', currencies: voucher.amounts.map(({ currency }) => currency) };
  return null;
}

/**
 * What the vouchers of a cart take off, in a fixed order (decision 021): each on what the ones before it left. A minimum is met by the
 * goods at their own prices. Every amount is split over its lines by largest remainder.
 */
export function applyVouchers(
  vouchers: readonly VoucherTerms[],
  lines: readonly VoucherLine[],
  shippings: readonly VoucherShipping[],
  currency: Currency,
  rates: Rates,
  at: Date,
): Discounts {
  const none: Discount = { seller: zero(currency), platform: zero(currency) };
  const onLines = new Map(lines.map((line) => [line.key, none]));
  const onShipping = new Map(shippings.map((each) => [each.enterpriseId, none]));
  const left = (total: Money, off: Discount | undefined) =>
    off ? subtract(subtract(total, off.seller), off.platform) : total;
  const take = (from: Map<string, Discount>, key: string, amount: Money, voucher: VoucherTerms) => {
    const off = from.get(key) ?? none;
    from.set(
      key,
      voucher.enterpriseId === null
        ? { ...off, platform: add(off.platform, amount) }
        : { ...off, seller: add(off.seller, amount) },
    );
  };

  const outcomes = inOrder(vouchers).map((voucher): VoucherOutcome => {
    const refused = (refusal: Refusal) => ({ voucher, taken: zero(currency), refusal });
    const early = refusalAt(voucher, at);
    if (early) return refused(early);
    const fitting = lines.filter((line) => fits(voucher, line));
    if (fitting.length === 0) return refused({ reason: 'nothing_fits' });
    const refusal = refusalFor(
      voucher,
      sum(
        fitting.map(({ total }) => total),
        currency,
      ),
      rates,
    );
    if (refusal) return refused(refusal);

    const free = voucher.kind === 'free_shipping';
    const parts = free
      ? shippings
          .filter(({ enterpriseId }) => fitting.some((line) => line.enterpriseId === enterpriseId))
          .map(({ enterpriseId, price }) => ({ key: enterpriseId, rest: left(price, onShipping.get(enterpriseId)) }))
      : fitting.map(({ key, total }) => ({ key, rest: left(total, onLines.get(key)) }));
    const rest = sum(
      parts.map((part) => part.rest),
      currency,
    );
    if (rest.minor === 0n) return refused({ reason: free ? 'no_delivery_to_pay' : 'nothing_fits' });
    const taken = free ? rest : worth(voucher, rest);
    const shares = splitChargeable(
      taken,
      parts.map((part) => part.rest.minor),
    );
    for (const [index, part] of parts.entries())
      take(free ? onShipping : onLines, part.key, shares[index] ?? zero(currency), voucher);
    return { voucher, taken, refusal: null };
  });
  return { lines: onLines, shipping: onShipping, outcomes };
}
