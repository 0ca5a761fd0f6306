import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { currencies, isCurrency } from '#lib/core/currency.ts';
import { DomainError, DomainErrors, hasSqlState } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, integer } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { termsOf, type VoucherRow, withAmounts } from './voucher-read.ts';
import { refusalAt } from './voucher-rules.ts';

const empty = z.literal('').transform(() => null);
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'invalid' })
  .transform((typed) => new Date(`${typed}:00Z`))
  .refine((at) => !Number.isNaN(at.getTime()), { error: 'invalid' });
const uses = z.union([empty, integer(1, limits.voucherUses)]).default(null);

/** A voucher as its form gives it; amounts stand in fields `amount:<currency>`. Without an enterprise: the platform's. */
export const saveVoucherSchema = z
  .object({
    voucherId: z.union([empty, id]).default(null),
    enterpriseId: z.union([empty, id]).default(null),
    code: z
      .string()
      .max(200, { error: 'too_long' })
      .transform((typed) => typed.normalize('NFKC').trim().toUpperCase())
      .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,29}$/, { error: 'ordering.voucher_code_form' })),
    kind: z.enum(['percentage', 'amount', 'free_shipping'], { error: 'choose' }),
    percent: z.string().max(20, { error: 'too_long' }).default(''),
    minimum: z.string().max(30, { error: 'too_long' }).default(''),
    minimumCurrency: z.string().refine(isCurrency, { error: 'choose' }).default('EUR'),
    startsAt: moment,
    endsAt: z.union([empty, moment]).default(null),
    maxTotal: uses,
    maxPerBuyer: uses,
    listings: z.string().max(10_000, { error: 'too_long' }).default(''),
    categories: z.array(z.string().max(80)).max(limits.voucherScope).default([]),
    collections: z.array(id).max(limits.voucherScope).default([]),
  })
  .catchall(z.unknown())
  .superRefine((input, context) => {
    if (input.endsAt && input.endsAt <= input.startsAt)
      context.addIssue({ code: 'custom', path: ['endsAt'], message: 'ordering.voucher_dates' });
  });
type SaveVoucher = z.output<typeof saveVoucherSchema>;

export const voucherSchema = z.object({ voucherId: id });

export type VoucherState = 'running' | 'not_yet' | 'expired' | 'ended' | 'used_up';

/** Whether a voucher counts at this moment, and why not. */
export function voucherState(row: VoucherRow): VoucherState {
  const reason = refusalAt(termsOf(row), now())?.reason;
  return reason === 'not_yet' || reason === 'expired' || reason === 'ended' || reason === 'used_up'
    ? reason
    : 'running';
}

/** An enterprise's vouchers are its people's, the platform's are finance's. */
function authorizeIssuer(actor: Actor, enterpriseId: string | null): void {
  if (enterpriseId === null) authorize(actor, 'voucher.platform');
  else authorize(actor, 'voucher.edit', { enterpriseId });
}

/** The vouchers of an enterprise (null: the platform's), the newest first. */
export async function vouchersOf(
  actor: Actor,
  enterpriseId: string | null,
  cursor?: string,
): Promise<Page<VoucherRow>> {
  authorizeIssuer(actor, enterpriseId);
  const [at, after] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().voucher.findMany({
    where: {
      enterpriseId,
      ...(at && after ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: after } }] } : {}),
    },
    include: withAmounts,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** A voucher for those who may change it, with the addresses of the listings it names. Throws `ordering.unknown_voucher`. */
export async function viewVoucher(
  actor: Actor,
  voucherId: string,
): Promise<VoucherRow & { readonly listings: string[] }> {
  const row = uuidPattern.test(voucherId)
    ? await prisma().voucher.findUnique({ where: { id: voucherId }, include: withAmounts })
    : null;
  const allowed =
    row &&
    (row.enterpriseId
      ? may(actor, 'voucher.edit', { enterpriseId: row.enterpriseId })
      : may(actor, 'voucher.platform'));
  if (!row || !allowed) throw new DomainError('ordering.unknown_voucher');
  const listings = await prisma().listing.findMany({ where: { id: { in: row.listingIds } }, select: { slug: true } });
  return { ...row, listings: listings.map(({ slug }) => slug).sort() };
}

/** Amounts and the percentage, everything wrong with them at its field. */
function readWorth(input: SaveVoucher) {
  const errors: DomainError[] = [];
  const read = (field: string, typed: string, code: string): bigint | null => {
    if (typed.trim() === '') return null;
    try {
      const { minor } = parseAmount(typed, code);
      if (minor > 0n) return minor;
      errors.push(new DomainError('ordering.voucher_positive', {}, field));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(new DomainError(error.code, error.params, field));
    }
    return null;
  };
  const amounts = currencies.flatMap((code) => {
    const typed = input[`amount:${code}`];
    const minor = input.kind === 'amount' && typeof typed === 'string' ? read(`amount:${code}`, typed, code) : null;
    return minor === null ? [] : [{ currency: code, amountMinor: minor }];
  });
  if (input.kind === 'amount' && amounts.length === 0 && errors.length === 0)
    errors.push(new DomainError('ordering.voucher_amount_needed', {}, 'amount:EUR'));
  const percent = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(input.percent.normalize('NFKC').trim());
  const points = percent ? Number(percent[1]) * 100 + Number((percent[2] ?? '').padEnd(2, '0')) : 0;
  if (input.kind === 'percentage' && (points < 1 || points > 10_000))
    errors.push(new DomainError('ordering.voucher_percent', {}, 'percent'));
  const minimumMinor = read('minimum', input.minimum, input.minimumCurrency);
  const [first, ...others] = errors;
  if (first) throw new DomainErrors([first, ...others]);
  return {
    amounts,
    basisPoints: input.kind === 'percentage' ? points : null,
    minimumMinor,
    minimumCurrency: minimumMinor === null ? null : input.minimumCurrency,
  };
}

/** The listings a form names, by the last part of their addresses; an enterprise names its own alone. */
async function readListings(tx: Tx, { listings, enterpriseId }: SaveVoucher): Promise<string[]> {
  const slugs = [...new Set(listings.split(/[\s,;]+/).map((typed) => typed.split('/').at(-1) ?? ''))].filter(Boolean);
  if (slugs.length === 0) return [];
  const found = await tx.listing.findMany({
    where: { slug: { in: slugs.slice(0, limits.voucherScope) }, ...(enterpriseId ? { enterpriseId } : {}) },
    select: { id: true, slug: true },
  });
  const unknown = slugs.filter((slug) => !found.some((each) => each.slug === slug));
  if (unknown.length > 0) throw new DomainError('ordering.voucher_listings', { addresses: unknown }, 'listings');
  return found.map((each) => each.id);
}

/**
 * Makes a voucher or changes one. What a voucher gives cannot be changed once it has been used: only when and how often it counts.
 * Throws what is wrong at its field, `ordering.voucher_code_taken`, `ordering.too_many_vouchers`, `ordering.unknown_voucher`.
 */
export async function saveVoucher(actor: Actor, input: SaveVoucher): Promise<void> {
  authorizeIssuer(actor, input.enterpriseId);
  const { amounts, ...worth } = readWorth(input);
  const { enterpriseId, code, kind, startsAt, endsAt, maxTotal, maxPerBuyer } = input;
  try {
    await transaction(async (tx) => {
      const before = input.voucherId ? await lockVoucher(tx, actor, input.voucherId) : null;
      if (!before && (await tx.voucher.count({ where: { enterpriseId } })) >= limits.vouchers)
        throw new DomainError('ordering.too_many_vouchers', { limit: limits.vouchers });
      const when = { startsAt, endsAt, maxTotal: atLeast(maxTotal, before?.used ?? 0), maxPerBuyer };
      if (before && before.used > 0) {
        await tx.voucher.update({ where: { id: before.id }, data: when });
        return;
      }
      const data = {
        ...when,
        ...worth,
        code,
        kind,
        listingIds: await readListings(tx, input),
        categorySlugs: input.categories,
        collectionIds: input.collections,
      };
      if (before) await tx.voucherAmount.deleteMany({ where: { voucherId: before.id } });
      if (before)
        await tx.voucher.update({ where: { id: before.id }, data: { ...data, amounts: { create: amounts } } });
      else
        await tx.voucher.create({
          data: { ...data, enterpriseId, createdById: actorId(actor), amounts: { create: amounts } },
        });
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('ordering.voucher_code_taken', {}, 'code');
    throw error;
  }
}

/** A limit below what has been used already means: no more. */
function atLeast(limit: number | null, used: number): number | null {
  return limit === null ? null : Math.max(limit, used, 1);
}

async function lockVoucher(tx: Tx, actor: Actor, voucherId: string): Promise<Prisma.VoucherGetPayload<object>> {
  await tx.$queryRaw`select id from voucher where id = ${voucherId}::uuid for update`;
  const row = await tx.voucher.findUnique({ where: { id: voucherId } });
  if (!row) throw new DomainError('ordering.unknown_voucher');
  authorizeIssuer(actor, row.enterpriseId);
  return row;
}

/** Ends a voucher at once, or lets it count again; carts that hold it are told. */
export async function stopVoucher(
  actor: Actor,
  { voucherId }: z.output<typeof voucherSchema>,
  stopped: boolean,
): Promise<string | null> {
  return transaction(async (tx) => {
    const row = await lockVoucher(tx, actor, voucherId);
    await tx.voucher.update({ where: { id: row.id }, data: { stoppedAt: stopped ? (row.stoppedAt ?? now()) : null } });
    return row.enterpriseId;
  });
}
