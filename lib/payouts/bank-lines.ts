import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { BankLine, BankPayment } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { readCamt } from './camt.ts';
import { fits, type LineProblem, lockPayout, matchPayouts } from './payout-lines.ts';
import { returnPayment, settlePayment } from './settle.ts';

export const importCamtSchema = z.object({ file: z.instanceof(File, { error: 'required' }) });

export interface Imported {
  /** The very same file was taken in before: nothing has changed. */
  readonly known: boolean;
  readonly lines: number;
  readonly matched: number;
  readonly unmatched: number;
}

type Verdict =
  | { readonly paymentId: string; readonly charges: Money }
  | { readonly problem: LineProblem; readonly charges?: Money };

const canReturn = ({ status }: Pick<BankPayment, 'status'>) => status === 'sent' || status === 'settled';

/** What a bank kept of a payment that it sent back, if this movement is the rest of one: a part of its amount, in its currency. */
function chargesOf(
  line: Pick<BankLine, 'amountMinor' | 'currency'>,
  payment: Pick<BankPayment, 'amountMinor' | 'currency' | 'status'>,
): Money | null {
  const isRest =
    line.amountMinor > 0n &&
    line.amountMinor < payment.amountMinor &&
    line.currency === payment.currency &&
    canReturn(payment);
  return isRest ? money(payment.amountMinor - line.amountMinor, payment.currency) : null;
}

/**
 * Applies a movement to the payment it names, or says why it does not fit. A return from which the bank kept its charges fits only where
 * a person has said that it did.
 */
async function apply(tx: Tx, line: BankLine, endToEndId: string | null, lessCharges = false): Promise<Verdict> {
  const [locked] = endToEndId
    ? await tx.$queryRaw<{ id: string }[]>`select id from bank_payment where end_to_end_id = ${endToEndId} for update`
    : [];
  const payment = locked && (await tx.bankPayment.findUnique({ where: { id: locked.id } }));
  if (!payment || payment.status === 'proposed' || payment.status === 'dropped')
    return { problem: 'unknown_reference' };
  if (payment.currency !== line.currency) return { problem: 'currency_differs' };
  const out = line.amountMinor < 0n;
  const kept = chargesOf(line, payment);
  if (kept && !lessCharges) return { problem: 'amount_differs', charges: kept };
  if (!kept && (out ? -line.amountMinor : line.amountMinor) !== payment.amountMinor)
    return { problem: 'amount_differs' };
  const charges = kept ?? money(0n, payment.currency);
  if (out && payment.status === 'sent') await settlePayment(tx, payment);
  else if (!out && canReturn(payment)) await returnPayment(tx, payment, line.returnReason ?? 'MS03', charges);
  else return { problem: 'not_expected' };
  return { paymentId: payment.id, charges };
}

/** Which of the references of these lines are of payments of ours. */
async function knownReferences(tx: Tx, lines: readonly BankLine[]): Promise<ReadonlySet<string>> {
  const named = [...new Set(lines.flatMap((line) => line.endToEndId ?? []))];
  const payments = await tx.bankPayment.findMany({
    where: { endToEndId: { in: named } },
    select: { endToEndId: true },
  });
  return new Set(payments.map(({ endToEndId }) => endToEndId));
}

async function settleLine(tx: Tx, line: BankLine): Promise<boolean> {
  const result = await apply(tx, line, line.endToEndId);
  const matched = 'paymentId' in result;
  await tx.bankLine.update({
    where: { id: line.id },
    data: matched ? { status: 'matched', bankPaymentId: result.paymentId } : { problem: result.problem },
  });
  return matched;
}

/**
 * Takes in a bank's statement: payments it tells of are settled or returned, everything else waits for a person. All of a file or
 * nothing; the same file twice, or a movement that another file told of before, changes nothing.
 */
export async function importCamt(actor: Actor, { file }: z.output<typeof importCamtSchema>): Promise<Imported> {
  authorize(actor, 'payout.operate');
  if (file.size > limits.bankFileBytes)
    throw new DomainError('payouts.camt_size', { megabytes: limits.bankFileBytes / 2 ** 20 }, 'file');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const statement = readCamt(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return transaction(async (tx) => {
    const [kept] = await tx.bankFile.createManyAndReturn({
      data: [
        {
          sha256,
          statementId: statement.statementId,
          fileName: file.name.slice(0, 200),
          createdById: actorId(actor),
          createdAt: now(),
        },
      ],
      skipDuplicates: true,
    });
    if (!kept) return { known: true, lines: statement.lines.length, matched: 0, unmatched: 0 };
    const lines = await tx.bankLine.createManyAndReturn({
      data: statement.lines.map((line) => ({ ...line, fileId: kept.id })),
      skipDuplicates: true,
    });
    const known = await knownReferences(tx, lines);
    const isKnown = (line: BankLine) => known.has(line.endToEndId ?? '');
    let matched = await matchPayouts(
      tx,
      lines.filter((line) => !isKnown(line)),
    );
    // In the statement's own order: what left comes before what came back.
    for (const line of lines.filter(isKnown)) if (await settleLine(tx, line)) matched += 1;
    await audit(tx, actor, {
      action: 'bank_file.imported',
      subjectType: 'bank_file',
      subjectId: kept.id,
      data: { statement: statement.statementId, lines: lines.length, matched },
    });
    return { known: false, lines: lines.length, matched, unmatched: lines.length - matched };
  });
}

async function lockLine(tx: Tx, lineId: string): Promise<BankLine> {
  await tx.$queryRaw`select id from bank_line where id = ${lineId}::uuid for update`;
  const line = await tx.bankLine.findUnique({ where: { id: lineId } });
  if (line?.status !== 'unmatched') throw new DomainError('payouts.line_gone');
  return line;
}

export const matchLineSchema = z.object({
  lineId: id,
  endToEndId: text(60),
  reason: text(limits.shortText, 5),
  /** That what is missing of a returned payment are the bank's charges, which the platform bears. */
  lessCharges: z.literal('on').optional(),
});

/** What a movement is by a person's word: a payment of a batch, or a payout from Stripe. */
async function applyByHand(
  tx: Tx,
  line: BankLine,
  { endToEndId: reference, lessCharges }: z.output<typeof matchLineSchema>,
): Promise<{
  readonly is: { readonly bankPaymentId: string } | { readonly stripePayoutId: string };
  readonly charges?: Money;
}> {
  if (!reference.startsWith('po_')) {
    const verdict = await apply(tx, line, reference, lessCharges === 'on');
    if (!('problem' in verdict)) return { is: { bankPaymentId: verdict.paymentId }, charges: verdict.charges };
    if (verdict.charges)
      throw new DomainError('payouts.line_less_charges', { charges: verdict.charges }, 'lessCharges');
    throw new DomainError(`payouts.line_${verdict.problem}`, {}, 'endToEndId');
  }
  const payout = await lockPayout(tx, reference);
  const verdict = payout ? fits(line, payout) : ({ problem: 'unknown_reference' } as const);
  if ('problem' in verdict) throw new DomainError(`payouts.line_${verdict.problem}`, {}, 'endToEndId');
  return { is: { stripePayoutId: verdict.payoutId } };
}

/**
 * A person says which payment or payout a movement belongs to, and how they know. Amount and currency must fit all the same, except that
 * a return may bring less where they say that the bank kept its charges: the seller has the whole payment again, and the platform bears
 * the difference. Throws `payouts.line_…`; `payouts.line_less_charges` names what would be borne while nobody has said so.
 */
export async function matchLine(actor: Actor, input: z.output<typeof matchLineSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    const line = await lockLine(tx, input.lineId);
    const { is, charges } = await applyByHand(tx, line, input);
    await tx.bankLine.update({
      where: { id: line.id },
      data: {
        status: 'matched',
        ...is,
        problem: null,
        note: input.reason,
        decidedById: actorId(actor),
        decidedAt: now(),
      },
    });
    await audit(tx, actor, {
      action: 'bank_line.matched',
      subjectType: 'bank_line',
      subjectId: line.id,
      reason: input.reason,
      data: {
        endToEndId: input.endToEndId,
        ...(charges && charges.minor > 0n
          ? { chargesMinor: charges.minor.toString(), currency: charges.currency }
          : {}),
      },
    });
  });
}

export const setAsideSchema = z.object({ lineId: id, note: text(limits.shortText, 5) });

/** A person says that a movement has nothing to do with payouts, and what it is. */
export async function setLineAside(actor: Actor, input: z.output<typeof setAsideSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    const line = await lockLine(tx, input.lineId);
    await tx.bankLine.update({
      where: { id: line.id },
      data: { status: 'set_aside', note: input.note, decidedById: actorId(actor), decidedAt: now() },
    });
    await audit(tx, actor, {
      action: 'bank_line.set_aside',
      subjectType: 'bank_line',
      subjectId: line.id,
      reason: input.note,
    });
  });
}

/** What matching a movement would mean for a payment that it names and brings back a part of. */
export interface ReturnedLess {
  readonly payment: Money;
  readonly charges: Money;
  readonly enterprise: string;
}

async function returnedLess(lines: readonly BankLine[]): Promise<ReadonlyMap<string, ReturnedLess>> {
  const payments = await prisma().bankPayment.findMany({
    where: { endToEndId: { in: lines.flatMap(({ endToEndId }) => endToEndId ?? []) } },
    include: { enterprise: { select: { displayName: true } } },
  });
  const named = new Map(payments.map((payment) => [payment.endToEndId, payment]));
  return new Map(
    lines.flatMap((line) => {
      const payment = named.get(line.endToEndId ?? '');
      const charges = payment && chargesOf(line, payment);
      return payment && charges
        ? [
            [
              line.id,
              {
                payment: money(payment.amountMinor, payment.currency),
                charges,
                enterprise: payment.enterprise.displayName,
              },
            ] as const,
          ]
        : [];
    }),
  );
}

/**
 * Movements that wait for a person, the oldest first, those that were dealt with last, and payouts from Stripe still to arrive; and of
 * returns that bring less than their payment what the bank kept, by the movement's id.
 */
export async function bankLines(actor: Actor) {
  authorize(actor, 'payout.operate');
  const include = { payment: { include: { enterprise: true } }, payout: true } as const;
  const [open, done] = await Promise.all([
    prisma().bankLine.findMany({
      where: { status: 'unmatched' },
      include,
      orderBy: { bookedOn: 'asc' },
      take: limits.page,
    }),
    prisma().bankLine.findMany({
      where: { status: { not: 'unmatched' } },
      include,
      orderBy: { bookedOn: 'desc' },
      take: 12,
    }),
  ]);
  const payouts = await prisma().stripePayout.findMany({
    where: { enterpriseId: null, bankLine: null, status: { in: ['pending', 'in_transit', 'paid'] } },
    orderBy: { createdAt: 'desc' },
    take: limits.page,
  });
  return { open, done, payouts, less: await returnedLess(open) };
}
