import { system } from '#lib/core/actor.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { daysBetween, peopleOf, titleOf } from '#lib/royalties/index.ts';
import { longDay, note, tellBoth } from './events.ts';
import { dateOf, daysAfter, lockLiving } from './licence.ts';
import { askedOf, expirySteps, noticeDays, remindSteps, stepFor } from './schedule.ts';
import { taxOn } from './tax.ts';

/** Tells licensees of payments that are due soon, today, or late; each step once. The first late one gives notice of suspension. */
export async function remindOfDues(): Promise<void> {
  const today = isoDay(now());
  for (let after: string | undefined; ; ) {
    const dues = await prisma().licenceDue.findMany({
      where: {
        paidAt: null,
        cancelledAt: null,
        dueOn: { lte: new Date(now().getTime() + remindSteps[0] * day) },
        ...(after ? { id: { gt: after } } : {}),
      },
      select: { id: true, licenceId: true },
      orderBy: { id: 'asc' },
      take: limits.jobLicences,
    });
    for (const { id, licenceId } of dues) await remind(licenceId, id, today);
    after = dues.at(-1)?.id;
    if (dues.length < limits.jobLicences) return;
  }
}

async function remind(licenceId: string, dueId: string, today: string): Promise<void> {
  await transaction(async (tx) => {
    const licence = await lockLiving(tx, { id: licenceId });
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId } });
    const left = daysBetween(today, isoDay(due.dueOn));
    const step = stepFor(remindSteps, left);
    if (due.paidAt || due.cancelledAt || step === null) return;
    const tax = await taxOn(licence, due);
    const { totalMinor } = askedOf(due, tax.minor);
    for (const { id, email, reader } of await peopleOf(tx, licence.deal.licenseeId))
      await queueMail(tx, {
        cause: `licence_due:${dueId}:${step}:${id}`,
        template: 'licence_due',
        recipient: email,
        locale: reader,
        params: {
          title: titleOf(licence, reader),
          number: licence.number,
          holder: nameFor(licence.deal.holder, reader),
          amount: formatMoney(money(totalMinor, due.currency), reader),
          day: longDay(isoDay(due.dueOn), reader),
          when: left > 0 ? 'soon' : left === 0 ? 'today' : 'late',
          notice: noticeDays,
          link: `${config().SITE_URL}/${reader}/licences/${licence.number}#money`,
        },
      });
    if (left >= 0) return;
    const given = await tx.licenceEvent.count({
      where: { licenceId, kind: 'due_notice', data: { path: ['dueId'], equals: dueId } },
    });
    if (given === 0)
      await note(tx, system('licensing.remind'), licenceId, 'due_notice', { data: { dueId, kind: due.kind } });
  });
}

/** Tells both sides 90, 30 and 7 days before a licence ends; each once. */
export async function remindOfExpiry(): Promise<void> {
  const today = isoDay(now());
  for (let after: string | undefined; ; ) {
    const rows = await prisma().licence.findMany({
      where: {
        status: { in: ['active', 'suspended'] },
        endsOn: { gt: dateOf(today), lte: dateOf(daysAfter(today, expirySteps[0])) },
        ...(after ? { id: { gt: after } } : {}),
      },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: limits.jobLicences,
    });
    for (const { id } of rows)
      await transaction(async (tx) => {
        const licence = await lockLiving(tx, { id });
        if (!licence.endsOn) return;
        const end = isoDay(licence.endsOn);
        const step = stepFor(expirySteps, daysBetween(today, end));
        if (step !== null) await tellBoth(tx, licence, 'expires', { once: `${end}:${step}`, day: daysAfter(end, -1) });
      });
    after = rows.at(-1)?.id;
    if (rows.length < limits.jobLicences) return;
  }
}
