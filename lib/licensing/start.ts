import { type Actor, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { activationBlocks } from '#lib/rights/index.ts';
import { termsForLicence } from '#lib/royalties/index.ts';
import { note, tellBoth } from './events.ts';
import { dateOf, type LivingLicence, lockLiving } from './licence.ts';
import { releaseDue } from './release.ts';
import { opened, scheduleOf } from './schedule.ts';
import { moveLicence } from './states.ts';

const actor = system('licensing.start');

/**
 * A licence was signed, or something that kept it from being used has changed: makes its schedule of payments, once, and activates it when
 * what opens it is paid and nothing blocks it. However often it is called.
 */
export async function startLicence(licenceId: string): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockLiving(tx, { id: licenceId });
    await makeSchedule(tx, licence);
    await activateIfReady(tx, actor, licence);
  });
}

async function makeSchedule(tx: Tx, licence: LivingLicence): Promise<void> {
  if (licence.life || licence.status !== 'signed') return;
  const plan = scheduleOf(licence.terms, termsForLicence(licence), isoDay(licence.signedAt));
  await tx.licenceLife.create({ data: { licenceId: licence.id, scheduledAt: now() } });
  await tx.licenceDue.createMany({
    data: plan.map(({ dueOn, ...due }) => ({ ...due, licenceId: licence.id, dueOn: dateOf(dueOn) })),
  });
  await note(tx, actor, licence.id, 'scheduled', { data: { payments: plan.length } });
}

/** Takes a signed licence into use when it may be. The caller has locked it. */
export async function activateIfReady(tx: Tx, by: Actor, licence: LivingLicence): Promise<void> {
  if (licence.status !== 'signed') return;
  const dues = await tx.licenceDue.findMany({
    where: { licenceId: licence.id },
    include: { returns: { where: { undoneAt: null } } },
  });
  if (!opened(dues) || (await activationBlocks(tx, licence.id)).length > 0) return;
  await moveLicence(tx, licence, 'active', { activatedAt: now() });
  await note(tx, by, licence.id, 'activated');
  for (const due of dues) if (due.paidAt && !due.releasedAt) await releaseDue(tx, licence, due.id);
  await tellBoth(tx, licence, 'activated', { once: '1' });
}

/** Looks at signed licences that wait: one that nobody announced, or whose checklist was filled in meanwhile. */
export async function startWaiting(): Promise<void> {
  for (let after: string | undefined; ; ) {
    const waiting = await prisma().licence.findMany({
      where: { status: 'signed', ...(after ? { id: { gt: after } } : {}) },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limits.jobLicences,
    });
    for (const { id } of waiting)
      await startLicence(id).catch((error: unknown) => log.error({ err: error, licenceId: id }, 'licence start'));
    after = waiting.at(-1)?.id;
    if (waiting.length < limits.jobLicences) return;
  }
}
