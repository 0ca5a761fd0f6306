import { system } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { endOverdueJob, expireJob } from './end.ts';
import { note, tell } from './events.ts';
import { lockJob } from './job.ts';
import { catchUpTranslationPayments, giveUpUnpaid } from './paid.ts';
import { catchUpTranslationRefunds } from './refund.ts';
import { acceptAll, catchUpAccepted } from './review.ts';

const clock = system('translations.clock');
/** People are reminded this long before their time is over. */
const remindBefore = 2 * day;

/** What time does to jobs: nobody took them, nobody delivered, nobody answered. Each is locked and looked at again. */
export async function followTranslationClock(): Promise<void> {
  await catchUpTranslationPayments();
  await giveUpUnpaid();
  await each({ status: 'offered', takeBy: { lt: now() } }, expireJob);
  await each({ status: { in: ['taken', 'changes'] }, deliverBy: { lt: now() } }, endOverdueJob);
  await each({ status: 'delivered', reviewBy: { lt: now() } }, acceptUnanswered);
  const soon = new Date(now().getTime() + remindBefore);
  await each({ status: { in: ['taken', 'changes'] }, deliverBy: { lt: soon }, remindedAt: null }, remind);
  await each({ status: 'delivered', reviewBy: { lt: soon }, remindedAt: null }, remind);
  await catchUpTranslationRefunds();
  await catchUpAccepted();
}

async function each(where: Prisma.TranslationJobWhereInput, run: (number: string) => Promise<void>): Promise<void> {
  const jobs = await prisma().translationJob.findMany({
    where,
    orderBy: { createdAt: 'asc' },
    select: { number: true },
    take: limits.jobTranslations,
  });
  // One that cannot move must not hold up the others.
  for (const { number } of jobs)
    await run(number).catch((error: unknown) => log.error({ err: error, number }, 'translation job'));
}

async function acceptUnanswered(number: string): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockJob(tx, number);
    if (job.status !== 'delivered' || !job.reviewBy || job.reviewBy > now()) return;
    await acceptAll(tx, clock, job);
  });
}

async function remind(number: string): Promise<void> {
  await transaction(async (tx) => {
    const job = await lockJob(tx, number);
    if (job.remindedAt || !['taken', 'changes', 'delivered'].includes(job.status)) return;
    await tx.translationJob.update({ where: { id: job.id }, data: { remindedAt: now() } });
    await note(tx, clock, job.id, 'reminded');
    await tell(tx, job, job.status === 'delivered' ? 'customer' : 'translator', 'reminded', {
      once: `${job.status}:${job.rounds}:${job.deliverBy.getTime()}`,
    });
  });
}
