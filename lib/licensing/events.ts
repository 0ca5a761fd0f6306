import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { peopleOf, titleOf } from '#lib/royalties/index.ts';
import { audit } from '#lib/trust/index.ts';
import { enterpriseOf, type LivingLicence, type Party } from './licence.ts';

/** What may happen to a licence; each has a sentence in messages/<locale>/licensing.json under `event` and one in its mail. */
export const eventKinds = [
  'scheduled',
  'activated',
  'due_paid',
  'due_notice',
  'report_notice',
  'suspended',
  'lifted',
  'proposed',
  'amended',
  'declined',
  'withdrawn',
  'notice_given',
  'notice_withdrawn',
  'terminated',
  'expired',
  'renewal_open',
  'renewal_asked',
  'tax_certificate',
  'refund_asked',
  'refunded',
  'refund_failed',
  'dispute_opened',
  'dispute_won',
  'dispute_lost',
  'evidence_given',
  'consented',
  'assigned',
  'assigned_in_part',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Writes what happened into the licence's history, and into the audit trail where a person did it. */
export async function note(
  tx: Tx,
  actor: Actor,
  licenceId: string,
  kind: EventKind,
  { reason = '', data = {} }: { reason?: string; data?: Prisma.InputJsonObject } = {},
): Promise<void> {
  await tx.licenceEvent.create({
    data: { licenceId, kind, data, reason, actorId: actorId(actor), createdAt: now() },
  });
  if (actor.type === 'person')
    await audit(tx, actor, {
      action: `licence.${kind}`,
      subjectType: 'licence',
      subjectId: licenceId,
      reason: reason || undefined,
      data,
    });
}

export type MailedEvent =
  | 'activated'
  | 'suspended'
  | 'lifted'
  | 'proposed'
  | 'amended'
  | 'declined'
  | 'notice_given'
  | 'notice_withdrawn'
  | 'terminated'
  | 'expired'
  | 'expires'
  | 'renewal_open'
  | 'renewal_asked'
  | 'assigned'
  | 'assigned_in_part';

/** Mails the people of one side what happened; the same cause once. */
export async function tell(
  tx: Tx,
  licence: LivingLicence,
  side: Party,
  event: MailedEvent,
  { once, reason = '', day = '' }: { once: string; reason?: string; day?: string },
): Promise<void> {
  const other = side === 'holder' ? licence.deal.licensee : licence.deal.holder;
  for (const { id, email, reader } of await peopleOf(tx, enterpriseOf(licence, side))) {
    await queueMail(tx, {
      cause: `licence:${licence.id}:${event}:${once}:${id}`,
      template: 'licence_moved',
      recipient: email,
      locale: reader,
      params: {
        event,
        number: licence.number,
        title: titleOf(licence, reader),
        other: nameFor(other, reader),
        reason,
        reasoned: reason ? 'yes' : 'no',
        day: day ? longDay(day, reader) : '',
        link: `${config().SITE_URL}/${reader}/licences/${licence.number}`,
      },
    });
  }
}

export async function tellBoth(
  tx: Tx,
  licence: LivingLicence,
  event: MailedEvent,
  how: { once: string; reason?: string; day?: string },
): Promise<void> {
  await tell(tx, licence, 'holder', event, how);
  await tell(tx, licence, 'licensee', event, how);
}

/** Mails the people of the holder above that works of a licence have passed to it alone; the same works once. */
export async function tellHeir(
  tx: Tx,
  licence: LivingLicence,
  enterpriseId: string,
  workIds: readonly string[],
): Promise<void> {
  const works = licence.deal.works.filter(({ workId }) => workIds.includes(workId));
  for (const { id, email, reader } of await peopleOf(tx, enterpriseId)) {
    const titles = works.map(({ work }) => fieldText(work.text, 'title', reader));
    await queueMail(tx, {
      cause: `licence:${licence.id}:passed:${works.map(({ workId }) => workId).join()}:${id}`,
      template: 'licence_passed',
      recipient: email,
      locale: reader,
      params: {
        number: licence.number,
        titles: new Intl.ListFormat(writtenAs(reader), { type: 'conjunction' }).format(titles),
        count: titles.length,
        licensee: nameFor(licence.deal.licensee, reader),
        former: nameFor(licence.deal.holder, reader),
        link: `${config().SITE_URL}/${reader}/licences/${licence.number}/works`,
      },
    });
  }
}

/** A day as a reader writes it out. */
export function longDay(day: string, reader: string): string {
  return new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
