import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import type { DueReturn, LicenceDue, Refund } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { giveAgain, makeShareDue, type Sale, takeBack } from '#lib/payouts/index.ts';
import { returnedEntries } from './books.ts';
import { note } from './events.ts';
import type { LivingLicence } from './licence.ts';
import { leftOfDue } from './release.ts';
import { type DueLeft, earnedOf, moneyLeft, type ReturnParts, type ShareLeft, splitReturn } from './return-split.ts';

/** Why money of a licence goes back: who gave it, its end, or somebody at Stripe itself. */
export type DueRefundReason = 'staff' | 'holder' | 'ended' | 'outside';

/** A holder's share as those see it who pay it. */
function saleOf({ shareId: licenceShareId, enterpriseId }: ShareLeft, due: LicenceDue): Sale {
  return { licenceShareId, enterpriseId, dueId: due.id, currency: currency(due.currency) };
}

/** Writes down what goes back of a due, for a refund or a lost dispute. */
export async function keepReturn(
  tx: Tx,
  due: LicenceDue,
  parts: ReturnParts,
  why: { readonly refundId: string } | { readonly disputeId: string },
): Promise<DueReturn> {
  const { netMinor, taxMinor, withholdingMinor, commissionMinor } = parts;
  return tx.dueReturn.create({
    data: {
      ...why,
      dueId: due.id,
      netMinor,
      taxMinor,
      withholdingMinor,
      commissionMinor,
      createdAt: now(),
      shares: {
        create: parts.shares.filter(({ shareMinor }) => shareMinor > 0n).map(({ enterpriseId: _, ...share }) => share),
      },
    },
  });
}

/** Once a return is booked: what had left for the holders is taken back from them. */
export async function takeFromHolders(tx: Tx, due: LicenceDue, parts: ReturnParts, cause: string): Promise<void> {
  if (!due.releasedAt) return;
  for (const share of parts.shares) if (share.shareMinor > 0n) await takeBack(tx, saleOf(share, due), cause);
}

export interface GiveBack {
  /** What it is for, once. */
  readonly cause: string;
  readonly reason: DueRefundReason;
  readonly note?: string;
  /** Everything that is left, where none is named. */
  readonly amountMinor?: bigint;
  /** Of one that was made at Stripe itself: it is not asked for again. */
  readonly stripeId?: string;
}

/**
 * Promises money of a due to its licensee: the refund is stored with its parts and booked, and a job asks Stripe for it; what had come by
 * the bank goes back by it, and finance says when. The caller has locked the licence and authorised. The same cause gives back once.
 * Throws `licensing.refund_too_much`, `licensing.not_paid`.
 */
export async function giveBackDue(
  tx: Tx,
  actor: Actor,
  licence: LivingLicence,
  due: LicenceDue,
  give: GiveBack,
): Promise<Refund> {
  const before = await tx.refund.findUnique({ where: { cause: give.cause } });
  if (before) return before;
  if (!due.paidAt) throw new DomainError('licensing.not_paid');
  const left = await leftOfDue(tx, licence, due);
  const parts = split(left, give.amountMinor ?? moneyLeft(left));
  const payment = await tx.payment.findFirst({ where: { licenceDueId: due.id, status: 'succeeded' } });
  const refund = await tx.refund.create({
    data: {
      cause: give.cause,
      reason: give.reason,
      note: give.note ?? '',
      stripeId: give.stripeId ?? null,
      paymentId: payment?.id ?? null,
      licenceDueId: due.id,
      amountMinor: parts.amountMinor,
      shareMinor: parts.amountMinor - parts.taxMinor - parts.commissionMinor,
      taxMinor: parts.taxMinor,
      commissionMinor: parts.commissionMinor,
      currency: due.currency,
      createdById: actorId(actor),
      createdAt: now(),
    },
  });
  await keepReturn(tx, due, parts, { refundId: refund.id });
  const code = currency(due.currency);
  await post(tx, {
    cause: `refund:${refund.id}:asked`,
    kind: 'refund',
    entries: [
      ...returnedEntries(due, parts, payerOf(licence)),
      { account: { kind: 'refunds', currency: code }, amount: money(-parts.amountMinor, code) },
    ],
  });
  await takeFromHolders(tx, due, parts, `refund:${refund.id}`);
  await note(tx, actor, licence.id, 'refund_asked', {
    reason: give.note ?? '',
    data: { dueId: due.id, kind: due.kind, amount: `${parts.amountMinor}`, currency: due.currency },
  });
  await announce(tx, 'licence_refund.asked', { refundId: refund.id, stripeId: null });
  return refund;
}

/** The refund failed, and the money is still with us: everything that it took is put back. */
export async function undoReturn(tx: Tx, licence: LivingLicence, due: LicenceDue, refund: Refund): Promise<void> {
  const row = await tx.dueReturn.findUniqueOrThrow({
    where: { refundId: refund.id },
    include: { shares: { include: { share: true } } },
  });
  await tx.dueReturn.update({ where: { id: row.id }, data: { undoneAt: now() } });
  const code = currency(due.currency);
  const parts: ReturnParts = {
    ...row,
    currency: code,
    amountMinor: refund.amountMinor,
    shares: row.shares.map(({ share, ...part }) => ({ ...part, enterpriseId: share.enterpriseId })),
  };
  await post(tx, {
    cause: `refund:${refund.id}:failed`,
    kind: 'refund_failed',
    entries: [
      // A due that was released meanwhile is the holders' earning by now.
      ...returnedEntries(due, parts, payerOf(licence)).map(({ account, amount }) => ({
        account,
        amount: money(-amount.minor, code),
      })),
      { account: { kind: 'refunds', currency: code }, amount: money(refund.amountMinor, code) },
    ],
  });
  if (!due.releasedAt) return;
  for (const share of parts.shares) {
    const sent = await tx.transfer.count({ where: { licenceShareId: share.shareId } });
    if (sent === 0) await makeShareDue(tx, share.shareId);
    else await giveAgain(tx, saleOf(share, due), `refund:${refund.id}`, earnedOf(share));
  }
  await announce(tx, 'licence_due.released', { dueId: due.id });
}

/** Whose tax office, and whose debt. */
export function payerOf({ deal }: LivingLicence) {
  return { enterpriseId: deal.licenseeId, country: deal.licensee.country };
}

function split(left: DueLeft, amountMinor: bigint): ReturnParts {
  try {
    return splitReturn(left, amountMinor);
  } catch (error) {
    if (error instanceof RangeError) throw new DomainError('licensing.refund_too_much', {}, 'amount');
    throw error;
  }
}
