import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { money, negate } from '#lib/core/money.ts';
import type { PayoutRail, Prisma, Transfer, TransferStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Account, post } from '#lib/ledger/index.ts';
import { amountsOf } from './amounts.ts';
import { beingTakenBack, booksOf, lockBooks, type Owed, payable, reserve, type Sale } from './books.ts';
import { arrivalOfBatch } from './calendar.ts';
import { arrivalOf, type Hold, holdOf, isHold } from './hold.ts';
import { reserveAt } from './reserve-rule.ts';
import { type Cause, orderOf, type Payee, type Source, sourceOf, withSource } from './source.ts';

/** A transfer with everything that decides whether and how much of it leaves. */
export const decidable = {
  reserve: true,
  ...withSource,
} as const satisfies Prisma.TransferInclude;

export type Decidable = Prisma.TransferGetPayload<{ include: typeof decidable }>;

export function owedBy(transfer: Decidable): Owed {
  return { enterpriseId: sourceOf(transfer).enterprise.id, currency: currency(transfer.currency) };
}

/** What a transfer is of. */
export function saleOf(transfer: Decidable): Sale {
  const { sellerOrder, licenceShare } = transfer;
  if (sellerOrder) return { ...owedBy(transfer), sellerOrderId: sellerOrder.id, orderId: sellerOrder.orderId };
  if (licenceShare) return { ...owedBy(transfer), licenceShareId: licenceShare.id, dueId: licenceShare.dueId };
  throw new Error('a transfer is of something');
}

/** The bank account that counts: the verified one, or else the one that was given last. */
export function bankAccountOf({ payoutAccounts }: Pick<Payee, 'payoutAccounts'>) {
  return payoutAccounts.find((account) => account.status === 'verified') ?? payoutAccounts[0] ?? null;
}

/** What keeps a transfer from leaving now. */
export function holdOn({ enterprise, payments }: Pick<Source, 'enterprise' | 'payments'>): Hold | null {
  return holdOf(
    {
      rail: enterprise.payoutRail,
      suspended: enterprise.status === 'suspended',
      disputed: payments.some(({ disputes }) => disputes.length > 0),
      account: bankAccountOf(enterprise),
      connected: enterprise.connectedAccount,
    },
    now(),
  );
}

/** What only sending it has told. */
const toldBySending: readonly (string | null)[] = ['money_settling', 'refused', 'charge_missing'];

/** Why a transfer that is due has not left, as it is at this moment. */
export function holdNow(transfer: Pick<Transfer, 'status' | 'hold'>, of: Parameters<typeof holdOn>[0]): Hold | null {
  const { status, hold } = transfer;
  if (status !== 'due' && status !== 'failed') return null;
  return holdOn(of) ?? (isHold(hold) && toldBySending.includes(hold) ? hold : status === 'failed' ? 'refused' : null);
}

/** What of a transfer that has not arrived tells when it should. */
interface Leaving {
  readonly rail: PayoutRail;
  readonly hold: Hold | null;
  /** Its line in a batch of the bank, where it is in one. */
  readonly bankPayment: { readonly batch: { readonly executeOn: Date } } | null;
}

/** When a transfer that waits should be in the account; null where nobody can tell. */
export function arrivalNow(
  { rail, hold, bankPayment }: Leaving,
  { enterprise, payments }: Pick<Source, 'enterprise' | 'payments'>,
): Date | null {
  if (bankPayment) return arrivalOfBatch(bankPayment.batch.executeOn);
  const account = rail === 'stripe_connect' ? enterprise.connectedAccount : bankAccountOf(enterprise);
  const paidAt = payments.find(({ succeededAt }) => succeededAt)?.succeededAt ?? null;
  return arrivalOf({ rail, hold, paidAt, usableFrom: account?.usableFrom ?? null }, now());
}

/** A transfer, locked. Null: there is none, or it is not in one of these states any more. */
export async function lockTransfer(
  tx: Tx,
  transferId: string,
  states: readonly TransferStatus[],
): Promise<Decidable | null> {
  await tx.$queryRaw`select id from transfer where id = ${transferId}::uuid for update`;
  const found = await tx.transfer.findUnique({ where: { id: transferId }, include: decidable });
  return found && states.includes(found.status) ? found : null;
}

/** What of a transfer is kept back of an enterprise and until when, by the plan that counts for it today: the one it was given last, or else its first. */
async function reserveNow(tx: Tx, { id, commissionPlan, verifiedAt }: Payee): Promise<ReturnType<typeof reserveAt>> {
  const given = await tx.commissionAssignment.findFirst({
    where: { enterpriseId: id, validFrom: { lte: now() } },
    orderBy: { validFrom: 'desc' },
    select: { plan: true },
  });
  return reserveAt(given?.plan ?? commissionPlan, verifiedAt, now());
}

/**
 * Fixes what of a due transfer leaves and what is kept from it, by the books as they are. When nothing is left to send it is done; while
 * something of the enterprise's is being taken back it waits, for it would be kept for a debt that is gone in a moment. Gives back the
 * transfer with its amounts; null when it does not leave now.
 */
export async function decideAmounts(tx: Tx, due: Decidable): Promise<Transfer | null> {
  const owed = owedBy(due);
  await lockBooks(tx, owed);
  if ((await beingTakenBack(tx, owed)) > 0n) return null;
  const { enterprise, cause } = sourceOf(due);
  // What was kept back once, or comes back from a bank, is not kept back again.
  const kept = /^(reserve|again):/.test(due.part) ? null : await reserveNow(tx, enterprise);
  const {
    sent,
    reserve: held,
    recovered,
  } = amountsOf({
    amount: due.amountMinor,
    ...(await booksOf(tx, owed, cause)),
    reservePoints: kept?.points ?? 0,
  });
  const amounts = {
    amountMinor: sent,
    reserveMinor: held,
    recoveredMinor: recovered,
    refundedMinor: due.amountMinor - sent - held - recovered,
  };
  const decided = { ...amounts, hold: null, failureCode: null, nextTryAt: null };
  if (sent > 0n) return tx.transfer.update({ where: { id: due.id }, data: { ...decided, status: 'sending' } });
  await tx.transfer.update({ where: { id: due.id }, data: { ...decided, status: 'netted', paidAt: now() } });
  return null;
}

/** Takes a decision back: the transfer is due again with all that it earned, by the way in which its enterprise is paid now. */
export async function undecide(tx: Tx, transfer: Transfer, data: Prisma.TransferUncheckedUpdateInput): Promise<void> {
  const whole = await tx.transfer.findUniqueOrThrow({ where: { id: transfer.id }, include: decidable });
  await tx.transfer.update({
    where: { id: transfer.id },
    data: {
      status: 'due',
      rail: sourceOf(whole).enterprise.payoutRail,
      bankPaymentId: null,
      ...data,
      amountMinor: transfer.amountMinor + transfer.reserveMinor + transfer.recoveredMinor + transfer.refundedMinor,
      reserveMinor: 0n,
      recoveredMinor: 0n,
      refundedMinor: 0n,
    },
  });
}

/** Books what leaves against the account it leaves through, and what is kept back of it with its day of release. */
export async function bookSent(
  tx: Tx,
  transfer: Transfer,
  {
    owed,
    of,
    payee,
    through,
    cause,
  }: {
    owed: Owed;
    of: Cause;
    payee: Payee;
    through: Account;
    cause: string;
  },
): Promise<void> {
  const sent = money(transfer.amountMinor, owed.currency);
  await post(tx, {
    cause,
    kind: 'transfer',
    ...orderOf(of),
    entries: [
      { account: payable(owed), amount: sent },
      { account: through, amount: negate(sent) },
    ],
  });
  if (transfer.reserveMinor === 0n) return;
  const held = money(transfer.reserveMinor, owed.currency);
  await post(tx, {
    cause: `reserve:${transfer.id}`,
    kind: 'reserve_held',
    ...orderOf(of),
    entries: [
      { account: payable(owed), amount: held },
      { account: reserve(owed), amount: negate(held) },
    ],
  });
  const until = (await reserveNow(tx, payee))?.until ?? now();
  await tx.sellerReserve.createMany({
    data: [
      {
        transferId: transfer.id,
        enterpriseId: owed.enterpriseId,
        amountMinor: held.minor,
        currency: owed.currency,
        heldAt: now(),
        releaseOn: until,
      },
    ],
    skipDuplicates: true,
  });
}
