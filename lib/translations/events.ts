import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { type Locale, locale, localeName } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import type { Job } from './job.ts';

/** What may happen to a job; each has a sentence in messages/<locale>/translation_jobs.json under `event`. */
export const jobEvents = [
  'ordered',
  'paid',
  'taken',
  'given_back',
  'delivered',
  'changes',
  'accepted',
  'accepted_in_part',
  'accepted_by_time',
  'extended',
  'cancelled',
  'expired',
  'overdue',
  'reminded',
  'disputed',
  'settled',
  'refunded',
  'refund_failed',
  'rated',
  // Of the payment: a bank asks, leaves it with us, gives it back to the customer.
  'bank_asks',
  'bank_kept',
  'bank_returned',
  // Of what the customer owed after that: paid by bank, or a part of it.
  'repaid',
] as const;
export type JobEvent = (typeof jobEvents)[number];

/** Writes what happened into the job's history. */
export async function note(
  tx: Tx,
  actor: Actor,
  jobId: string,
  kind: JobEvent,
  { words = '', data = {} }: { words?: string; data?: Prisma.InputJsonObject } = {},
): Promise<void> {
  await tx.translationEvent.create({ data: { jobId, kind, words, data, actorId: actorId(actor), createdAt: now() } });
}

/** Those of a customer's people who may read its papers, with the language of each. */
export async function moneyPeople(
  tx: Tx,
  enterpriseId: string,
): Promise<{ readonly id: string; readonly email: string; readonly reader: Locale }[]> {
  const people = await tx.user.findMany({
    where: {
      suspendedAt: null,
      memberships: { some: { enterpriseId, role: { in: ['owner', 'editor', 'finance'] } } },
    },
    select: { id: true, email: true, locale: true },
  });
  return people.map(({ id, email, locale: tag }) => ({ id, email, reader: locale(tag) }));
}

/** What is told by mail; each has its sentence in messages/<locale>/mail-translations.json. */
export type MailedEvent =
  | 'offered'
  | 'taken'
  | 'given_back'
  | 'delivered'
  | 'changes'
  | 'accepted'
  | 'extended'
  | 'cancelled'
  | 'expired'
  | 'overdue'
  | 'reminded'
  | 'disputed'
  | 'settled';

type Side = 'customer' | 'translator';

/** Mails the people of one side, each in their language; the same cause once. */
export async function tell(
  tx: Tx,
  job: Pick<
    Job,
    'id' | 'number' | 'fromLocale' | 'toLocale' | 'enterpriseId' | 'translatorId' | 'offeredToId' | 'reviewerId'
  >,
  side: Side,
  event: MailedEvent,
  { once = '', words = '' }: { once?: string; words?: string } = {},
): Promise<void> {
  const enterpriseId = side === 'customer' ? job.enterpriseId : (job.translatorId ?? job.offeredToId);
  const people = enterpriseId
    ? await tx.user.findMany({
        where: {
          suspendedAt: null,
          OR: [
            { memberships: { some: { enterpriseId, role: { in: ['owner', 'editor'] } } } },
            ...(side === 'customer' && job.reviewerId ? [{ id: job.reviewerId }] : []),
          ],
        },
        select: { id: true, email: true, locale: true },
      })
    : [];
  for (const { id, email, locale: tag } of people) {
    const reader = locale(tag);
    await queueMail(tx, {
      cause: `translation:${job.id}:${event}:${once}:${side}:${id}`,
      template: 'translation_moved',
      recipient: email,
      locale: reader,
      params: {
        event: `${event}_${side}`,
        number: job.number,
        from: localeName(job.fromLocale, reader),
        to: localeName(job.toLocale, reader),
        words,
        worded: words ? 'yes' : 'no',
        link: `${config().SITE_URL}/${reader}/translate/jobs/${job.number}`,
      },
    });
  }
}

export async function tellBoth(
  tx: Tx,
  job: Parameters<typeof tell>[1],
  event: MailedEvent,
  how: { once?: string; words?: string } = {},
): Promise<void> {
  await tell(tx, job, 'customer', event, how);
  await tell(tx, job, 'translator', event, how);
}
