import { hour, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { availableAtStripe, payOut } from '#lib/payments/index.ts';
import {
  bookSent,
  type Decidable,
  decidable,
  decideAmounts,
  holdOn,
  lockTransfer,
  owedBy,
  saleOf,
  undecide,
} from './decide.ts';
import { fitDue } from './due.ts';
import type { Hold } from './hold.ts';
import { ofEnterprise, type Source, sourceOf } from './source.ts';

/** The charge that brought a transfer's money, of several tries the one that did; a licence's due may have been paid by the bank. */
function chargeOf({ payments }: Source): string | null {
  return payments.find(({ succeededAt, chargeId }) => succeededAt && chargeId)?.chargeId ?? null;
}

/** Whether the charge brought what is owed of it: Stripe sends no more from a charge than it brought. */
function covers({ order }: Source): boolean {
  return !order || order.sharesMinor <= order.totalMinor;
}

/** Whether the news of the charge is still to come. An order that cost nothing has none; a licence's due may have come by the bank. */
function waitsForCharge(source: Source): boolean {
  return source.order !== null && source.order.totalMinor > 0n && !chargeOf(source);
}

/**
 * Fixes what leaves and marks it as on its way, so that a crash from here on repeats the very same call. Null: it does not leave now,
 * and its row says why.
 */
async function prepare(transferId: string): Promise<Decidable | null> {
  return transaction(async (tx) => {
    const found = await lockTransfer(tx, transferId, ['due', 'failed', 'sending']);
    if (!found || found.status === 'sending') return found;
    if (found.nextTryAt && found.nextTryAt > now()) return null;
    const source = sourceOf(found);
    const { payoutRail } = source.enterprise;
    const hold: Hold | null =
      holdOn(source) ?? (payoutRail === 'stripe_connect' && waitsForCharge(source) ? 'charge_missing' : null);
    if (hold || payoutRail !== 'stripe_connect') {
      if (hold !== found.hold) await tx.transfer.update({ where: { id: found.id }, data: { hold } });
      return null;
    }
    if (!(await decideAmounts(tx, found))) return null;
    return tx.transfer.findUniqueOrThrow({ where: { id: found.id }, include: decidable });
  });
}

/** Stripe's word for a charge that has no more to give: what was sent of it and came back counts as sent. */
const chargeIsSpent = 'transfer_source_balance_parameters_mismatch';
/** And for a balance that is too small for now: what buyers pay arrives there after days. */
const balanceIsShort = 'balance_insufficient';

/** When it is tried again: later each time, but for what is mended by asking otherwise, or by money that arrives. */
function afterRefusal(code: string, attempt: number) {
  if (code === chargeIsSpent) return { hold: 'refused', chargeSpent: true, nextTryAt: null } as const;
  if (code === balanceIsShort) return { hold: 'money_settling', nextTryAt: null } as const;
  const wait = Math.min(2 ** Math.min(attempt, 5), 24) * hour;
  return { hold: 'refused', nextTryAt: new Date(now().getTime() + wait) } as const;
}

/** The try that was answered, locked. Null: another sender has heard the same answer before, and has gone on. */
async function lockTry(tx: Tx, { id, attempt }: Decidable): Promise<Decidable | null> {
  const found = await lockTransfer(tx, id, ['sending']);
  return found?.attempt === attempt ? found : null;
}

/** Stripe has said no to this try: the money stays where it is, and it is tried again. False: that is known. */
async function refused(asked: Decidable, code: string): Promise<boolean> {
  return transaction(async (tx) => {
    const found = await lockTry(tx, asked);
    if (!found) return false;
    const attempt = found.attempt + 1;
    const after = afterRefusal(code, attempt);
    await undecide(tx, found, { status: 'failed', attempt, failureCode: code, ...after });
    // What did not leave cannot be taken back: it becomes less.
    await tx.transferReversal.deleteMany({ where: { transferId: found.id, status: 'pending' } });
    await fitDue(tx, saleOf(found));
    return true;
  });
}

/**
 * Sends a due transfer of an enterprise that is paid by Stripe, once however often this runs. One for the bank waits for its batch;
 * one that may not leave says why.
 */
export async function sendTransfer(transferId: string): Promise<void> {
  const due = await prepare(transferId);
  if (!due) return;
  const source = sourceOf(due);
  if (waitsForCharge(source)) return;
  const { enterprise, cause, group } = source;
  const answer = await payOut({
    key: due.attempt === 0 ? `transfer:${due.id}` : `transfer:${due.id}:${due.attempt}`,
    amountMinor: due.amountMinor,
    currency: currency(due.currency),
    destination: enterprise.stripeAccountId ?? '',
    charge: !due.chargeSpent && covers(source) ? chargeOf(source) : null,
    group,
    metadata: { ...source.named, transferId: due.id, part: due.part },
  });
  if ('refused' in answer) {
    log.warn({ transferId, code: answer.refused }, 'transfer refused');
    const first = await refused(due, answer.refused);
    // From the balance it may leave at once; that it is to be asked of is on record, so that this comes to an end.
    return first && answer.refused === chargeIsSpent && !due.chargeSpent ? sendTransfer(transferId) : undefined;
  }
  await transaction(async (tx) => {
    const sending = await lockTry(tx, due);
    if (!sending) return requireKnown(tx, transferId, answer.id);
    const paid = await tx.transfer.update({
      where: { id: sending.id },
      data: { status: 'paid', stripeId: answer.id, paidAt: now(), failureCode: null },
    });
    const owed = owedBy(sending);
    await bookSent(tx, paid, {
      owed,
      of: cause,
      payee: enterprise,
      through: { kind: 'stripe_clearing', currency: owed.currency },
      cause: `transfer:${paid.id}`,
    });
  });
}

/** What has left is on record already. It would be a bug if not, and is no silence: the reconciliation shows it as well. */
async function requireKnown(tx: Tx, transferId: string, stripeId: string): Promise<void> {
  if ((await tx.transfer.count({ where: { id: transferId, stripeId } })) === 0)
    throw new Error(`transfer ${transferId} has left as ${stripeId}, and is not on record`);
}

/** One that cannot leave does not hold up the others. */
async function trySend(transferId: string): Promise<void> {
  await sendTransfer(transferId).catch((error: unknown) => log.error({ err: error, transferId }, 'transfer'));
}

/** Sends what waits and is found by this, the oldest first. */
async function sendFound(where: Prisma.TransferWhereInput): Promise<void> {
  const found = await prisma().transfer.findMany({
    where: { ...where, status: { in: ['due', 'failed', 'sending'] } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
    take: limits.transfersAtOnce,
  });
  for (const { id } of found) await trySend(id);
}

/** Sends what is due to the holders of a licence of what was paid for it. */
export async function sendOfDue(dueId: string): Promise<void> {
  await sendFound({ licenceShare: { dueId } });
}

/** Sends what a translator has earned with a job. */
export async function sendOfJob(translationJobId: string): Promise<void> {
  await sendFound({ translationJobId });
}

/** Sends what is due of a seller order, the oldest first. */
export async function sendOfSellerOrder(sellerOrderId: string): Promise<void> {
  const due = await prisma().transfer.findMany({
    where: { sellerOrderId, status: { in: ['due', 'failed', 'sending'] } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  for (const { id } of due) await sendTransfer(id);
}

/** Sends what waits for an enterprise: its account has become good. */
export async function sendOfEnterprise(enterpriseId: string): Promise<void> {
  await sendFound(ofEnterprise(enterpriseId));
}

/** Tries again what waits to be sent by Stripe: holds that have ended, refusals whose time has come, calls that a crash cut off. */
export async function sendWaiting(): Promise<void> {
  await sendFound({
    rail: 'stripe_connect',
    AND: [
      { OR: [{ nextTryAt: null }, { nextTryAt: { lte: now() } }] },
      { OR: [{ hold: null }, { hold: { not: 'money_settling' } }] },
    ],
  });
  await sendCovered();
}

/** Sends what waits for the platform's money to arrive at Stripe, the oldest first, as far as that reaches by now. */
async function sendCovered(): Promise<void> {
  const waiting = { status: 'failed', rail: 'stripe_connect', hold: 'money_settling' } as const;
  if ((await prisma().transfer.count({ where: waiting })) === 0) return;
  for (const { currency: code, minor } of await availableAtStripe()) {
    let left = minor;
    const found = await prisma().transfer.findMany({
      where: { ...waiting, currency: code, amountMinor: { lte: left } },
      orderBy: { createdAt: 'asc' },
      select: { id: true, amountMinor: true },
      take: limits.transfersAtOnce,
    });
    for (const { id, amountMinor } of found) {
      if (amountMinor > left) continue;
      left -= amountMinor;
      await trySend(id);
    }
  }
}
