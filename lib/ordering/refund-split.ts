import { type Currency, currencyFacts } from '#lib/core/currency.ts';
import { divideHalfEven, money, split, splitChargeable } from '#lib/core/money.ts';

/** What is left to give back of something: its price and the tax in it. */
export interface Left {
  readonly total: bigint;
  readonly tax: bigint;
}

export interface LineLeft extends Left {
  readonly id: string;
}

/** What is left to give back of a seller order. */
export interface Refundable {
  readonly currency: Currency;
  readonly lines: readonly LineLeft[];
  readonly shipping: Left;
  readonly commission: bigint;
}

/** What shall go back: of each line, and of delivery. */
export interface Wanted {
  readonly lines: ReadonlyMap<string, bigint>;
  readonly shipping: bigint;
}

export interface RefundParts {
  readonly amount: bigint;
  readonly share: bigint;
  readonly tax: bigint;
  readonly commission: bigint;
  readonly shipping: bigint;
  readonly shippingTax: bigint;
  readonly lines: readonly { readonly id: string; readonly amount: bigint; readonly tax: bigint }[];
}

/** All that is left. */
export function leftIn({ lines, shipping }: Refundable): bigint {
  return lines.reduce((sum, line) => sum + line.total, shipping.total);
}

/** A part of an amount by two weights, by largest remainder; nothing of nothing. */
function part(amount: bigint, weight: bigint, rest: bigint, code: Currency): bigint {
  if (amount === 0n || weight === 0n) return 0n;
  return split(money(amount, code), [weight, rest])[0]?.minor ?? 0n;
}

/**
 * An amount divided among what is left of several things, in proportion and never above what is left of one. In steps that can be given
 * back by themselves (whole forints), but for a fraction that somebody refunded at Stripe itself: that is taken where most is left.
 * Throws RangeError above what is left.
 */
export function divided(amount: bigint, left: readonly bigint[], code: Currency): bigint[] {
  if (amount < 0n || amount > left.reduce((sum, each) => sum + each, 0n)) throw new RangeError('above what is left');
  const { chargeStep } = currencyFacts(code);
  const steps = left.map((each) => each / chargeStep);
  const whole = steps.reduce((sum, each) => sum + each, 0n);
  let wanted = amount / chargeStep;
  if (wanted > whole) wanted = whole;
  const parts =
    whole === 0n
      ? left.map(() => 0n)
      : splitChargeable(money(wanted * chargeStep, code), steps).map(({ minor }) => minor);
  let rest = amount - wanted * chargeStep;
  while (rest > 0n) {
    const most = left.reduce(
      (best, each, at) => (each - (parts[at] ?? 0n) > (left[best] ?? 0n) - (parts[best] ?? 0n) ? at : best),
      0,
    );
    const room = (left[most] ?? 0n) - (parts[most] ?? 0n);
    const taken = rest < room ? rest : room;
    parts[most] = (parts[most] ?? 0n) + taken;
    rest -= taken;
  }
  return parts;
}

/** An amount spread over all that is left, in proportion. Throws RangeError above what is left. */
export function spread(left: Refundable, amount: bigint): Wanted {
  if (amount <= 0n) throw new RangeError('nothing is wanted');
  const parts = divided(amount, [...left.lines.map((line) => line.total), left.shipping.total], left.currency);
  return { lines: new Map(left.lines.map((line, at) => [line.id, parts[at] ?? 0n])), shipping: parts.at(-1) ?? 0n };
}

/**
 * What each side gives back. The tax of a line or of delivery goes back as its price does, the commission as the goods without their tax
 * do. Each part is taken from what is left of it, so that all refunds of a seller order add up to what was sold, and the last one takes
 * exactly the rest. Throws RangeError above what is left.
 */
export function splitRefund(left: Refundable, wanted: Wanted): RefundParts {
  const { currency } = left;
  const taxIn = (amount: bigint, of: Left) => {
    if (amount < 0n || amount > of.total) throw new RangeError('above what is left');
    return part(amount, of.tax, of.total - of.tax, currency);
  };
  const lines = left.lines
    .map((line) => ({ line, amount: wanted.lines.get(line.id) ?? 0n }))
    .filter(({ amount }) => amount !== 0n)
    .map(({ line, amount }) => ({ id: line.id, amount, tax: taxIn(amount, line) }));
  const shippingTax = taxIn(wanted.shipping, left.shipping);
  const net = lines.reduce((sum, line) => sum + line.amount - line.tax, 0n);
  const netLeft = left.lines.reduce((sum, line) => sum + line.total - line.tax, 0n);
  // Below zero where the platform gave more off the price than it earns.
  const commission = net === netLeft ? left.commission : divideHalfEven(left.commission * net, netLeft);
  const amount = lines.reduce((sum, line) => sum + line.amount, wanted.shipping);
  const tax = lines.reduce((sum, line) => sum + line.tax, shippingTax);
  return { amount, tax, commission, share: amount - tax - commission, shipping: wanted.shipping, shippingTax, lines };
}

/** The price of so many pieces of a line, in steps that can be given back: the last of them take what is left of it. */
export function priceOf(
  line: { readonly quantity: number; readonly refundedQuantity: number; readonly totalMinor: bigint },
  left: bigint,
  quantity: number,
  code: Currency,
): bigint {
  if (line.refundedQuantity + quantity >= line.quantity) return left;
  const { chargeStep } = currencyFacts(code);
  const price = ((line.totalMinor * BigInt(quantity)) / (BigInt(line.quantity) * chargeStep)) * chargeStep;
  return price < left ? price : left;
}
