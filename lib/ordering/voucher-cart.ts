import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import type { Currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { formatMoney } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { buysWholesale } from '#lib/enterprises/index.ts';
import { type Locale, writtenAs } from '#lib/languages/index.ts';
import { requireOwnCart } from './cart-owner.ts';
import { quoteCart } from './cart-quote.ts';
import { issuerOf, termsOf, withAmounts } from './voucher-read.ts';
import { type Refusal, refusalAt } from './voucher-rules.ts';

/** A code as people type it: case, spaces and kinds of hyphen do not matter. */
const code = z
  .string()
  .max(200, { error: 'too_long' })
  .transform((typed) =>
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[‐‑–—]/g, '-')
      .replace(/[^A-Z0-9-]/g, ''),
  )
  .pipe(z.string().min(1, { error: 'required' }).max(30, { error: 'ordering.voucher_unknown' }));

export const useVoucherSchema = z.object({ code });
export const dropVoucherSchema = z.object({ voucherId: id });

/** Each reason for which a voucher does not count as the error that says it. */
export function refusalError(code: string, refusal: Refusal, reader: Locale): DomainError {
  const params = (): Record<string, unknown> => {
    switch (refusal.reason) {
      case 'not_yet':
        return {
          from: new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(refusal.from),
        };
      case 'minimum':
        return { minimum: formatMoney(refusal.minimum, reader), missing: formatMoney(refusal.missing, reader) };
      case 'currency':
        return { currencies: refusal.currencies };
      default:
        return {};
    }
  };
  return new DomainError(`ordering.voucher_${refusal.reason}`, { code, ...params() }, 'code');
}

/** How often a buyer, known by account or e-mail, has used a voucher. */
export async function usesOf(
  tx: Tx,
  voucherId: string,
  buyer: { userId: string | null; email: string },
): Promise<number> {
  return tx.voucherRedemption.count({
    where: {
      voucherId,
      givenBackAt: null,
      OR: [{ email: buyer.email }, ...(buyer.userId ? [{ userId: buyer.userId }] : [])],
    },
  });
}

/**
 * Puts a code into the cart; another one of the same issuer makes room. Throws what keeps it from counting: `ordering.voucher_unknown`,
 * `_ended`, `_expired`, `_not_yet`, `_used_up`, `_used_by_you`, `_minimum`, `_nothing_fits`, `_no_delivery_to_pay`, `_currency`.
 */
export async function applyVoucher(
  actor: Actor,
  cartId: string | null,
  input: z.output<typeof useVoucherSchema>,
  buying: { country: string; currency: Currency; reader: Locale },
): Promise<void> {
  if (!cartId) throw new DomainError('ordering.cart_empty');
  const wholesale = await buysWholesale(actor);
  await transaction(async (tx) => {
    await requireOwnCart(tx, actor, cartId);
    const voucher = await tx.voucher.findUnique({ where: { code: input.code }, include: withAmounts });
    if (!voucher) throw new DomainError('ordering.voucher_unknown', { code: input.code }, 'code');
    const early = refusalAt(termsOf(voucher), now());
    if (early) throw refusalError(voucher.code, early, buying.reader);
    const userId = actorId(actor);
    if (userId && voucher.maxPerBuyer !== null && actor.type === 'person') {
      const used = await usesOf(tx, voucher.id, { userId, email: actor.email });
      if (used >= voucher.maxPerBuyer)
        throw new DomainError('ordering.voucher_used_by_you', { code: voucher.code }, 'code');
    }
    const issuer = issuerOf(voucher.enterpriseId);
    await tx.cartVoucher.upsert({
      where: { cartId_issuer: { cartId, issuer } },
      create: { cartId, issuer, voucherId: voucher.id },
      update: { voucherId: voucher.id },
    });
    const { quote } = await quoteCart(tx, cartId, buying.country, buying.currency, wholesale);
    const refusal = quote.vouchers.find((each) => each.voucher.id === voucher.id)?.refusal;
    // Nothing is kept of a code that does not count: the transaction is given up.
    if (refusal) throw refusalError(voucher.code, refusal, buying.reader);
  });
}

/** Takes a code out of the cart. */
export async function dropVoucher(
  actor: Actor,
  cartId: string | null,
  input: z.output<typeof dropVoucherSchema>,
): Promise<void> {
  if (!cartId) return;
  await requireOwnCart(prisma(), actor, cartId);
  await prisma().cartVoucher.deleteMany({ where: { cartId, voucherId: input.voucherId } });
}
