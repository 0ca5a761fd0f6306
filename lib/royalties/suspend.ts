import { system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { log } from '#lib/core/log.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockLicence } from './licence.ts';
import { missingReports, noticeDays, overdueReports } from './overdue.ts';

const watch = system('licences.suspend');

/**
 * Suspends the licences whose report has been late for longer than the notice that was given, and lifts what was suspended so and has been
 * reported since; each in a transaction of its own. The listings under it rest and come back with it (trigger `licence_moves_listings`).
 */
export async function suspendForReports(): Promise<void> {
  const overdue = await overdueReports();
  const open = await prisma().licenceSuspension.findMany({ where: { liftedAt: null }, select: { licenceId: true } });
  const ids = [...overdue.filter(({ noticeOver }) => noticeOver), ...open].map(({ licenceId }) => licenceId);
  for (const id of new Set(ids))
    await transaction((tx) => followReports(tx, id)).catch((error: unknown) =>
      log.error({ err: error, licenceId: id }, 'a licence could not be suspended'),
    );
}

/** Suspends or lifts one licence by its reports as they are now. */
export async function followReports(tx: Tx, licenceId: string): Promise<void> {
  const { licence, late } = await lateReport(tx, licenceId);
  if (!late) return liftReported(tx, licenceId);
  const open = await tx.licenceSuspension.count({ where: { licenceId, liftedAt: null } });
  if (open > 0 || licence.status !== 'active') return;
  await tx.licenceSuspension.create({ data: { licenceId, period: late.period, startedAt: now() } });
  await tx.licence.update({ where: { id: licenceId }, data: { status: 'suspended' } });
  await told(tx, licenceId, 'licence.suspend', late.period);
}

/** Lifts what was suspended for a report once none is too late any more: in the transaction that sends it, so that goods come back at once. */
export async function liftReported(tx: Tx, licenceId: string): Promise<void> {
  const { licence, late } = await lateReport(tx, licenceId);
  const open = await tx.licenceSuspension.findFirst({ where: { licenceId, liftedAt: null } });
  if (late || !open) return;
  await tx.licenceSuspension.update({ where: { id: open.id }, data: { liftedAt: now() } });
  // What somebody has ended meanwhile stays ended.
  if (licence.status !== 'suspended') return;
  await tx.licence.update({ where: { id: licenceId }, data: { status: 'active' } });
  await told(tx, licenceId, 'licence.lift', open.period);
}

/** A locked licence with the oldest report that is later than its notice, if one is. */
async function lateReport(tx: Tx, licenceId: string) {
  const licence = await lockLicence(tx, licenceId);
  const sent = await tx.royaltyStatement.findMany({ where: { licenceId }, select: { period: true, status: true } });
  const late = missingReports(licence, sent, isoDay(now())).find(({ daysLate }) => daysLate > noticeDays);
  return { licence, late };
}

async function told(tx: Tx, licenceId: string, action: string, period: string): Promise<void> {
  await audit(tx, watch, { action, subjectType: 'licence', subjectId: licenceId, data: { period } });
}
