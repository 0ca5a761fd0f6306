import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { text } from '#lib/core/validation.ts';
import type { SuspendedFor } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { overdueReports } from '#lib/royalties/index.ts';
import { note, tellBoth } from './events.ts';
import { dateOf, type LivingLicence, lockLiving, lockSeen, requireSide } from './licence.ts';
import { noticeDays } from './schedule.ts';
import { moveLicence } from './states.ts';

const named = { number: z.string().max(40) };
export const suspendSchema = z.object({ ...named, reason: text(limits.licenceReason, 10) });
export const liftSchema = z.object({ ...named, reason: text(limits.licenceReason, 3) });

async function suspend(tx: Tx, actor: Actor, licence: LivingLicence, cause: SuspendedFor, reason = ''): Promise<void> {
  await moveLicence(tx, licence, 'suspended');
  const why = { suspendedAt: now(), suspendedFor: cause, reason };
  await tx.licenceLife.upsert({
    where: { licenceId: licence.id },
    create: { licenceId: licence.id, ...why },
    update: why,
  });
  await note(tx, actor, licence.id, 'suspended', { reason, data: { cause } });
  await tellBoth(tx, licence, 'suspended', { once: `${now().getTime()}`, reason });
}

async function lift(tx: Tx, actor: Actor, licence: LivingLicence, reason = ''): Promise<void> {
  await moveLicence(tx, licence, 'active');
  await tx.licenceLife.updateMany({
    where: { licenceId: licence.id },
    data: { suspendedAt: null, suspendedFor: null, reason: '' },
  });
  await note(tx, actor, licence.id, 'lifted', { reason });
  await tellBoth(tx, licence, 'lifted', { once: `${now().getTime()}`, reason });
}

/** The holder, or staff, suspends a licence in use, with a reason that both sides read. Throws `licensing.wrong_state`. */
export async function suspendLicence(actor: Actor, input: z.output<typeof suspendSchema>): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, input.number);
    if (requireSide(actor, licence, 'licence.suspend') === 'licensee')
      requireSide(actor, licence, 'licence.suspend', 'holder');
    await suspend(tx, actor, licence, 'hand', input.reason);
  });
}

/** The holder, or staff, lets a suspended licence be used again. Throws `licensing.wrong_state`. */
export async function liftSuspension(actor: Actor, input: z.output<typeof liftSchema>): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockSeen(tx, actor, input.number);
    if (requireSide(actor, licence, 'licence.suspend') === 'licensee')
      requireSide(actor, licence, 'licence.suspend', 'holder');
    if (licence.status !== 'suspended') throw new DomainError('licensing.wrong_state');
    await lift(tx, actor, licence, input.reason);
  });
}

/** Whether a due of a licence is late and its notice has run out. */
async function unpaidAfterNotice(tx: Tx, licenceId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ late: boolean }[]>`
    select exists (
      select 1 from licence_due d join licence_event e on e.licence_id = d.licence_id and e.kind = 'due_notice' and e.data->>'dueId' = d.id::text
      where d.licence_id = ${licenceId}::uuid and d.paid_at is null and d.cancelled_at is null and d.due_on < ${dateOf(isoDay(now()))}::date
        and e.created_at <= ${new Date(now().getTime() - noticeDays * day)}) as late`;
  return rows[0]?.late ?? false;
}

/** What was unpaid is paid: a licence that was suspended for it is in use again. The caller has locked it. */
export async function liftIfPaid(tx: Tx, actor: Actor, licence: LivingLicence): Promise<void> {
  if (licence.status !== 'suspended' || licence.life?.suspendedFor !== 'payment') return;
  const late = await tx.licenceDue.count({
    where: { licenceId: licence.id, paidAt: null, cancelledAt: null, dueOn: { lt: dateOf(isoDay(now())) } },
  });
  if (late === 0) await lift(tx, actor, licence);
}

/** Whether the notice for a missing report was given so many days ago that it has run out. */
async function noticed(tx: Tx, licenceId: string, period: string): Promise<boolean> {
  const given = await tx.licenceEvent.count({
    where: {
      licenceId,
      kind: 'report_notice',
      data: { path: ['period'], equals: period },
      createdAt: { lte: new Date(now().getTime() - noticeDays * day) },
    },
  });
  return given > 0;
}

/** Writes down that licensees were given notice for reports that are late: the mail of their first late day says it (lib/royalties). */
export async function noteReportNotices(): Promise<void> {
  for (const { licenceId, period } of await overdueReports())
    await transaction(async (tx) => {
      await lockLiving(tx, { id: licenceId });
      const where = { licenceId, kind: 'report_notice', data: { path: ['period'], equals: period } };
      if ((await tx.licenceEvent.count({ where })) === 0)
        await note(tx, job, licenceId, 'report_notice', { data: { period } });
    });
}

const job = system('licensing.suspend');

async function eachActive(licenceIds: readonly string[], work: (tx: Tx, licence: LivingLicence) => Promise<void>) {
  for (const id of licenceIds)
    await transaction(async (tx) => work(tx, await lockLiving(tx, { id }))).catch((error: unknown) =>
      log.error({ err: error, licenceId: id }, 'licence suspension'),
    );
}

/**
 * Suspends licences whose payment or report is late and whose notice has run out, and lets those be used again whose report has come.
 * Each is looked at again with its lock held.
 */
export async function suspendOverdue(): Promise<void> {
  const reports = new Map((await overdueReports()).map((report) => [report.licenceId, report]));
  const unpaid = await prisma().licenceDue.findMany({
    where: {
      paidAt: null,
      cancelledAt: null,
      dueOn: { lt: new Date(now().getTime() - noticeDays * day) },
      licence: { status: 'active' },
    },
    select: { licenceId: true },
    distinct: ['licenceId'],
    take: limits.jobLicences,
  });
  await eachActive([...new Set(unpaid.map(({ licenceId }) => licenceId))], async (tx, licence) => {
    if (licence.status === 'active' && (await unpaidAfterNotice(tx, licence.id)))
      await suspend(tx, job, licence, 'payment');
  });
  const late = [...reports.values()].filter(({ noticeOver }) => noticeOver).map(({ licenceId }) => licenceId);
  await eachActive(late, async (tx, licence) => {
    const period = reports.get(licence.id)?.period ?? '';
    if (licence.status === 'active' && (await noticed(tx, licence.id, period)))
      await suspend(tx, job, licence, 'report');
  });
  const waiting = await prisma().licenceLife.findMany({
    where: { suspendedFor: 'report', licence: { status: 'suspended' } },
    select: { licenceId: true },
    take: limits.jobLicences,
  });
  const come = waiting.map(({ licenceId }) => licenceId).filter((id) => !reports.has(id));
  await eachActive(come, async (tx, licence) => {
    if (licence.status === 'suspended' && licence.life?.suspendedFor === 'report') await lift(tx, job, licence);
  });
}
