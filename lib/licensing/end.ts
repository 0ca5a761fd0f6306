import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { text } from '#lib/core/validation.ts';
import type { EndedFor } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { endGrant } from '#lib/rights/index.ts';
import { note, tell, tellBoth, tellHeir } from './events.ts';
import {
  dateOf,
  daysAfter,
  enterpriseOf,
  type LivingLicence,
  lockLiving,
  lockSeen,
  otherSide,
  requireParty,
} from './licence.ts';
import { refundEnded } from './refund.ts';
import { keepShares } from './release.ts';
import { costOf } from './schedule.ts';
import { moveLicence, stands } from './states.ts';

const named = { number: z.string().max(40) };
/** A holder says that what was paid for a licence that was never in use goes back. */
const refunds = z.literal('on').optional();
export const giveNoticeSchema = z.object({
  ...named,
  lastDay: z.iso.date({ error: 'invalid' }),
  reason: text(limits.licenceReason, 3),
  refunds,
});
export const endForCauseSchema = z.object({
  ...named,
  reason: text(limits.licenceReason, 10),
  sure: z.literal('on', { error: 'licensing.say_sure' }),
  refunds,
});
export const numberSchema = z.object(named);

/** The first day that a notice given today may end a licence with. */
export function earliestLastDay(licence: Pick<LivingLicence, 'life'>, today: string): string {
  return daysAfter(today, licence.life?.noticeDays ?? 90);
}

async function life(tx: Tx, licence: LivingLicence): Promise<void> {
  await tx.licenceLife.createMany({ data: [{ licenceId: licence.id }], skipDuplicates: true });
}

/**
 * One side gives notice: the licence holds until its last day. Throws `licensing.notice_too_short` with the first day that is possible,
 * `licensing.after_end`, `licensing.notice_stands`.
 */
export async function giveNotice(
  actor: Actor,
  input: Omit<z.output<typeof giveNoticeSchema>, 'refunds'> & { readonly refunds?: 'on' | undefined },
): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, input.number);
    const side = requireParty(actor, licence, 'licence.end');
    if (!stands(licence.status)) throw new DomainError('licensing.wrong_state');
    if (licence.life?.terminatesOn) throw new DomainError('licensing.notice_stands');
    const earliest = earliestLastDay(licence, isoDay(now()));
    if (input.lastDay < earliest) throw new DomainError('licensing.notice_too_short', { day: earliest }, 'lastDay');
    if (licence.endsOn && input.lastDay >= isoDay(licence.endsOn))
      throw new DomainError('licensing.after_end', {}, 'lastDay');
    await life(tx, licence);
    await tx.licenceLife.update({
      where: { licenceId: licence.id },
      data: {
        terminatesOn: dateOf(input.lastDay),
        endedFor: 'notice',
        refunds: side === 'holder' && input.refunds === 'on',
      },
    });
    await note(tx, actor, licence.id, 'notice_given', {
      reason: input.reason,
      data: { lastDay: input.lastDay, by: enterpriseOf(licence, side) },
    });
    await tell(tx, licence, otherSide(side), 'notice_given', {
      once: `${now().getTime()}`,
      reason: input.reason,
      day: input.lastDay,
    });
  });
}

/** Who gave notice thinks better of it before the last day. Throws `licensing.no_notice`. */
export async function withdrawNotice(actor: Actor, input: z.output<typeof numberSchema>): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, input.number);
    const side = requireParty(actor, licence, 'licence.end');
    const given = await tx.licenceEvent.findFirst({
      where: { licenceId: licence.id, kind: 'notice_given' },
      orderBy: { createdAt: 'desc' },
    });
    const by = given?.data instanceof Object && 'by' in given.data ? given.data['by'] : null;
    if (
      !licence.life?.terminatesOn ||
      licence.life.endedFor !== 'notice' ||
      !stands(licence.status) ||
      by !== enterpriseOf(licence, side)
    )
      throw new DomainError('licensing.no_notice');
    await tx.licenceLife.update({
      where: { licenceId: licence.id },
      data: { terminatesOn: null, endedFor: null, refunds: false },
    });
    await note(tx, actor, licence.id, 'notice_withdrawn');
    await tell(tx, licence, otherSide(side), 'notice_withdrawn', { once: `${now().getTime()}` });
  });
}

/** One side ends the licence at once, for a cause that both read. Throws `licensing.wrong_state`. */
export async function endForCause(
  actor: Actor,
  input: Omit<z.output<typeof endForCauseSchema>, 'refunds'> & { readonly refunds?: 'on' | undefined },
): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, input.number);
    const side = requireParty(actor, licence, 'licence.end');
    await endLicence(tx, actor, licence, {
      cause: 'cause',
      lastDay: isoDay(now()),
      reason: input.reason,
      refunds: side === 'holder' && input.refunds === 'on',
    });
  });
}

interface Ending {
  readonly cause: EndedFor;
  /** The last day on which it held. */
  readonly lastDay: string;
  readonly reason?: string;
  /** What was paid goes back, should it never have been in use; else what its life says. */
  readonly refunds?: boolean;
}

/**
 * Ends a licence that the caller has locked: its grants end and what hangs on them does as they say, what was not due by its last day is
 * not asked for any more, and but for a cause its licensee may sell off what it has made. One that was never in use gives back what was
 * paid for it where the end says so.
 */
export async function endLicence(
  tx: Tx,
  actor: Actor,
  licence: LivingLicence,
  { cause, lastDay, reason = '', refunds: givesBack }: Ending,
): Promise<void> {
  const expired = cause === 'expiry';
  await moveLicence(tx, licence, expired ? 'expired' : 'terminated', { endedAt: now() });
  await life(tx, licence);
  const { sellOffDays, refunds: planned } = await tx.licenceLife.findUniqueOrThrow({
    where: { licenceId: licence.id },
  });
  const sellsOff = cause !== 'cause' && cause !== 'chain' && licence.activatedAt !== null && sellOffDays > 0;
  await tx.licenceLife.update({
    where: { licenceId: licence.id },
    data: {
      endedFor: cause,
      reason,
      suspendedAt: null,
      suspendedFor: null,
      terminatesOn: dateOf(lastDay),
      sellOffUntil: sellsOff ? dateOf(daysAfter(lastDay, sellOffDays)) : null,
    },
  });
  if (!expired) await cancelLater(tx, licence, lastDay);
  await tx.licenceProposal.updateMany({
    where: { licenceId: licence.id, status: 'open' },
    data: { status: 'withdrawn', answeredAt: now() },
  });
  await endGrants(tx, licence, expired ? 'expired' : 'terminated');
  await note(tx, actor, licence.id, expired ? 'expired' : 'terminated', { reason, data: { cause, lastDay } });
  await tellBoth(tx, licence, expired ? 'expired' : 'terminated', { once: lastDay, reason, day: lastDay });
  if (licence.activatedAt === null && (givesBack ?? planned)) await refundEnded(tx, actor, licence);
}

/** What would have been due after the last day is not asked for; a page that is open for it is left to lapse (`cancelLapsed`). */
async function cancelLater(
  tx: Tx,
  { id: licenceId, activatedAt }: Pick<LivingLicence, 'id' | 'activatedAt'>,
  lastDay: string,
): Promise<void> {
  await tx.licenceDue.updateMany({
    where: {
      licenceId,
      paidAt: null,
      cancelledAt: null,
      dueOn: { gt: dateOf(lastDay) },
      kind: { notIn: costOf({ used: activatedAt !== null }) },
      payments: { none: { status: { in: ['open', 'processing', 'succeeded'] } } },
    },
    data: { cancelledAt: now() },
  });
}

async function endGrants(tx: Tx, licence: LivingLicence, state: 'terminated' | 'expired'): Promise<void> {
  const grants = await tx.rightsGrant.findMany({
    where: { licenceId: licence.id, state: 'in_force' },
    select: { id: true, workId: true },
    orderBy: { workId: 'asc' },
  });
  // What was kept free for a renewal is free again.
  if (state === 'terminated')
    await tx.rightsGrant.updateMany({
      where: {
        workId: { in: licence.deal.works.map(({ workId }) => workId) },
        licenseeId: licence.deal.licenseeId,
        state: 'option',
        note: 'renewal',
      },
      data: { state: 'lapsed' },
    });
  const passedOn = new Set<string>();
  for (const { id: grantId, workId } of grants) {
    const { licences, passed } = await endGrant(tx, { workId, grantId, state });
    for (const under of licences) await followChain(tx, under, isoDay(now()));
    for (const under of passed) passedOn.add(under);
  }
  for (const under of passedOn) await followHolder(tx, under);
}

/**
 * What a licence gives is now of another holder (lib/rights/end.ts): the licence goes on between its licensee and that one, in a thread of their own.
 * What was said before stays between those who said it, and what an accepted statement owes is the former holder's. Where only some of its works
 * have passed, or to several, the contract stays whole and so do its parties; what the passed works bring is their new holders' (lib/royalties/owners.ts), who are told.
 */
async function followHolder(tx: Tx, licenceId: string): Promise<void> {
  const licence = await lockLiving(tx, { id: licenceId });
  const grants = await tx.rightsGrant.findMany({
    where: { licenceId, state: 'in_force' },
    select: { workId: true, holderId: true, holding: { select: { grant: { select: { licenceId: true } } } } },
  });
  const [holderId, ...others] = new Set(grants.map((grant) => grant.holderId));
  if (!holderId || (others.length === 0 && holderId === licence.deal.holderId)) return;
  const accepted = await tx.licenceDue.findMany({ where: { licenceId, kind: 'royalty', shares: { none: {} } } });
  for (const due of accepted) await keepShares(tx, licence, due);
  if (others.length > 0) {
    await note(tx, system('licensing.chain'), licenceId, 'assigned_in_part');
    await tellBoth(tx, licence, 'assigned_in_part', { once: `${now().getTime()}` });
    const passed = Map.groupBy(grants, (grant) => grant.holderId);
    for (const [to, theirs] of passed)
      if (to !== licence.deal.holderId)
        await tellHeir(
          tx,
          licence,
          to,
          theirs.map(({ workId }) => workId),
        );
    return;
  }
  const { licenseeId, works } = licence.deal;
  const deal = await tx.deal.create({
    data: {
      number: humanNumber('ASD', now()),
      holderId,
      licenseeId,
      underId: grants[0]?.holding?.grant?.licenceId ?? null,
      status: 'licensed',
      works: { create: works.map(({ workId }) => ({ workId })) },
    },
  });
  await tx.licence.update({ where: { id: licenceId }, data: { dealId: deal.id } });
  await note(tx, system('licensing.chain'), licenceId, 'assigned');
  await tellBoth(tx, await lockLiving(tx, { id: licenceId }), 'assigned', { once: deal.number });
}

/** A licence under one that ended has ended with it (lib/rights/end.ts): its own books follow. */
async function followChain(tx: Tx, licenceId: string, lastDay: string): Promise<void> {
  const licence = await lockLiving(tx, { id: licenceId });
  await life(tx, licence);
  await tx.licenceLife.update({
    where: { licenceId },
    data: { endedFor: 'chain', suspendedAt: null, suspendedFor: null, terminatesOn: dateOf(lastDay) },
  });
  await cancelLater(tx, licence, lastDay);
  await note(tx, system('licensing.chain'), licenceId, 'terminated', { data: { cause: 'chain', lastDay } });
  await tellBoth(tx, licence, 'terminated', { once: lastDay, day: lastDay });
  // It can never be used any more, and it is not its licensee who ended it.
  if (licence.activatedAt === null) await refundEnded(tx, system('licensing.chain'), licence);
}

const job = system('licensing.end');

/** What is not asked for any more since its licence ended, and had a payment page open then that nobody has paid. */
async function cancelLapsed(): Promise<void> {
  const rows = await prisma().$queryRaw<{ licenceId: string }[]>`
    select distinct d.licence_id as "licenceId" from licence_due d join licence l on l.id = d.licence_id join licence_life f on f.licence_id = l.id
    where l.status = 'terminated' and d.paid_at is null and d.cancelled_at is null and d.due_on > f.terminates_on
      and d.kind <> all(case when l.activated_at is null then ${costOf({ used: false })}::text[] else ${costOf({ used: true })}::text[] end)
      and not exists (select from payment p where p.licence_due_id = d.id and p.status in ('open', 'processing', 'succeeded'))
    limit ${limits.jobLicences}`;
  for (const { licenceId: id } of rows)
    await transaction(async (tx) => {
      const licence = await lockLiving(tx, { id });
      if (licence.life?.terminatesOn) await cancelLater(tx, licence, isoDay(licence.life.terminatesOn));
    });
}

/** Ends what has come to its end: licences whose term is over, and those whose last day by notice or agreement has passed. */
export async function endDue(): Promise<void> {
  await cancelLapsed();
  const today = dateOf(isoDay(now()));
  const rows = await prisma().licence.findMany({
    where: {
      status: { in: ['signed', 'active', 'suspended'] },
      OR: [{ endsOn: { lte: today } }, { life: { terminatesOn: { lt: today } } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: limits.jobLicences,
  });
  for (const { id } of rows)
    await transaction(async (tx) => {
      const licence = await lockLiving(tx, { id });
      const noticed =
        licence.life?.terminatesOn && licence.life.terminatesOn < today ? licence.life.terminatesOn : null;
      if (!stands(licence.status)) return;
      if (noticed)
        await endLicence(tx, job, licence, {
          cause: licence.life?.endedFor ?? 'notice',
          lastDay: isoDay(noticed),
          reason: licence.life?.reason ?? '',
        });
      else if (licence.endsOn && licence.endsOn <= today)
        await endLicence(tx, job, licence, { cause: 'expiry', lastDay: daysAfter(isoDay(licence.endsOn), -1) });
    }).catch((error: unknown) => log.error({ err: error, licenceId: id }, 'licence end'));
}
