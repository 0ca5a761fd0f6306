import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { RoyaltyStatement } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { type Entry, post } from '#lib/ledger/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockLicence, openLicence, type RoyaltyLicence, termsForLicence } from './licence.ts';
import { linesSchema, namesOwners, payableByHolder } from './lines.ts';
import { ownedWorks } from './owners.ts';
import { remakeStatements } from './statement.ts';
import { moveStatement } from './states.ts';
import { tellOf } from './tell.ts';

const named = { number: z.string().max(40), period: z.string().max(10) };
export const acceptStatementSchema = z.object({ ...named, hash: z.string().length(64) });
export const disputeLineSchema = z.object({
  ...named,
  hash: z.string().length(64),
  line: z.string().max(40),
  reason: text(limits.disputeReason, 5),
});
export const answerDisputeSchema = z.object({ ...named, disputeId: id, answer: text(limits.disputeReason, 2) });
export const withdrawDisputeSchema = z.object({ ...named, disputeId: id });

interface Named {
  readonly number: string;
  readonly period: string;
}

/** A statement that was sent, with its licence locked. Drafts do not exist for anybody else. */
async function lockedStatement(
  tx: Tx,
  actor: Actor,
  { number, period }: Named,
  side: 'holder' | 'licensee',
): Promise<{ licence: RoyaltyLicence; statement: RoyaltyStatement }> {
  const opened = await openLicence(actor, number, side === 'holder' ? 'royalty.accept' : 'royalty.report', side, tx);
  const licence = await lockLicence(tx, opened.licence.id);
  const statement = await tx.royaltyStatement.findFirst({ where: { licenceId: licence.id, period } });
  if (!statement || statement.status === 'draft') throw new DomainError('royalties.unknown');
  return { licence, statement };
}

/** Two people answering at once are one after the other; who saw other amounts is told so. */
function requireSeen(statement: RoyaltyStatement, hash: string): void {
  if (statement.hash !== hash) throw new DomainError('royalties.stale_statement');
}

/** A statement that does not name the owners of today is made anew where that changes it. True: it has. */
async function followedOwners(tx: Tx, licence: RoyaltyLicence, { id: statementId, hash, lines }: RoyaltyStatement) {
  if (namesOwners(linesSchema.parse(lines), ownedWorks(licence))) return false;
  await remakeStatements(tx, licence, isoDay(now()));
  return (await tx.royaltyStatement.findUniqueOrThrow({ where: { id: statementId } })).hash !== hash;
}

/**
 * The holder accepts a statement as it was shown. Its payable becomes a due of the licence and is booked; from now on the database lets no
 * amount of it change. One that splits the money otherwise than the works' owners of today do is made anew first, and looked at again. Throws
 * `royalties.stale_statement`, `royalties.accept_in_order`, `royalties.wrong_state`.
 */
export async function acceptStatement(actor: Actor, input: z.output<typeof acceptStatementSchema>): Promise<void> {
  const followed = await transaction(async (tx) => {
    const { licence, statement } = await lockedStatement(tx, actor, input, 'holder');
    requireSeen(statement, input.hash);
    if (await followedOwners(tx, licence, statement)) return true;
    const earlier = await tx.royaltyStatement.findFirst({
      where: { licenceId: licence.id, startsOn: { lt: statement.startsOn }, status: { notIn: ['accepted', 'paid'] } },
      orderBy: { startsOn: 'asc' },
    });
    if (earlier) throw new DomainError('royalties.accept_in_order', { period: earlier.period });
    await moveStatement(tx, statement, 'accepted', { acceptedAt: now(), acceptedById: actorId(actor) });
    await oweRoyalty(tx, licence, statement);
    await audit(tx, actor, {
      action: 'royalty.accept',
      subjectType: 'licence',
      subjectId: licence.id,
      data: { period: statement.period, payable: `${statement.payableMinor}`, hash: statement.hash },
    });
    await tellOf(tx, licence, 'licensee', 'accepted', statement);
    return false;
  });
  // What was made anew stays.
  if (followed) throw new DomainError('royalties.stale_statement');
}

async function oweRoyalty(tx: Tx, licence: RoyaltyLicence, statement: RoyaltyStatement): Promise<void> {
  if (statement.grossMinor === 0n) return;
  if (statement.payableMinor > 0n) {
    const { payDays } = termsForLicence(licence).calendar;
    const due = await tx.licenceDue.create({
      data: {
        licenceId: licence.id,
        kind: 'royalty',
        amountMinor: statement.payableMinor,
        currency: statement.currency,
        dueOn: new Date(`${isoDay(new Date(now().getTime() + payDays * day))}T00:00:00Z`),
      },
    });
    await tx.royaltyStatement.update({ where: { id: statement.id }, data: { dueId: due.id } });
  }
  await post(tx, {
    cause: `royalty:${statement.id}:accepted`,
    kind: 'royalty',
    entries: royaltyEntries(licence, statement),
  });
}

/** What a licensee owes for a period: to the holders what the statement says of each, and to its own tax office what is withheld. */
export function royaltyEntries(licence: RoyaltyLicence, statement: RoyaltyStatement): Entry[] {
  const code = currency(statement.currency);
  const { licenseeId, licensee, holderId } = licence.deal;
  const holders = payableByHolder(linesSchema.parse(statement.lines), statement.payableMinor, holderId);
  return [
    {
      account: { kind: 'buyer_receivable', currency: code, enterpriseId: licenseeId },
      amount: money(statement.grossMinor, code),
    },
    ...[...holders].map(
      ([enterpriseId, minor]): Entry => ({
        account: { kind: 'royalty_payable', currency: code, enterpriseId },
        amount: money(-minor, code),
      }),
    ),
    {
      account: {
        kind: 'withholding_tax_payable',
        currency: code,
        enterpriseId: licenseeId,
        jurisdiction: licensee.country,
      },
      amount: money(-statement.withholdingMinor, code),
    },
  ];
}

/** The holder doubts a line, with a reason. Throws `royalties.stale_statement`, `royalties.unknown_line`, `royalties.disputed_already`, `royalties.wrong_state`. */
export async function disputeLine(actor: Actor, input: z.output<typeof disputeLineSchema>): Promise<void> {
  try {
    await transaction(async (tx) => {
      const { licence, statement } = await lockedStatement(tx, actor, input, 'holder');
      requireSeen(statement, input.hash);
      if (!linesSchema.parse(statement.lines).some((line) => line.key === input.line))
        throw new DomainError('royalties.unknown_line', {}, 'line');
      if (statement.status !== 'disputed') await moveStatement(tx, statement, 'disputed');
      await tx.royaltyDispute.create({
        data: {
          statementId: statement.id,
          revision: statement.revision,
          line: input.line,
          reason: input.reason,
          raisedById: actorId(actor),
          createdAt: now(),
        },
      });
      await tellOf(tx, licence, 'licensee', 'disputed', statement, input.line);
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('royalties.disputed_already', {}, 'line');
    throw error;
  }
}

/** With no doubt left unanswered a statement waits for the holder again. */
async function backToSent(tx: Tx, statement: RoyaltyStatement): Promise<boolean> {
  const open = await tx.royaltyDispute.count({ where: { statementId: statement.id, answeredAt: null } });
  if (open > 0 || statement.status !== 'disputed') return false;
  await moveStatement(tx, statement, 'sent');
  return true;
}

/** The licensee answers a doubt in words; a corrected file is the other answer. Throws `royalties.answered_already`. */
export async function answerDispute(actor: Actor, input: z.output<typeof answerDisputeSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { licence, statement } = await lockedStatement(tx, actor, input, 'licensee');
    const { count } = await tx.royaltyDispute.updateMany({
      where: { id: input.disputeId, statementId: statement.id, answeredAt: null },
      data: { answer: input.answer, answeredAt: now(), answeredById: actorId(actor) },
    });
    if (count === 0) throw new DomainError('royalties.answered_already');
    await backToSent(tx, statement);
    await tellOf(tx, licence, 'holder', 'answered', statement, input.disputeId);
  });
}

/** The holder takes a doubt back that nobody has answered. Throws `royalties.answered_already`. */
export async function withdrawDispute(actor: Actor, input: z.output<typeof withdrawDisputeSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { statement } = await lockedStatement(tx, actor, input, 'holder');
    const { count } = await tx.royaltyDispute.deleteMany({
      where: { id: input.disputeId, statementId: statement.id, answeredAt: null },
    });
    if (count === 0) throw new DomainError('royalties.answered_already');
    await backToSent(tx, statement);
  });
}

/** A corrected report answers every doubt that was open. */
export async function closeDisputes(tx: Tx, statementId: string, by: string | null): Promise<void> {
  await tx.royaltyDispute.updateMany({
    where: { statementId, answeredAt: null },
    data: { answeredAt: now(), answeredById: by },
  });
}
