import { type Actor, person } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale, localeFacts, locale as localeOf } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { interfaceStanding, notedStrings } from './list.ts';
import { interfaceStrings } from './strings.ts';

const week = 7 * day;

/** Whether the person gets the weekly mail; everybody of a team does who has not said no. */
export async function digestWanted(actor: Actor): Promise<boolean> {
  const { userId } = person(actor);
  return !(await prisma().workDigest.findUnique({ where: { userId } }))?.off;
}

export async function setDigest(actor: Actor, wanted: boolean): Promise<void> {
  const { userId } = person(actor);
  const off = !wanted;
  await prisma().workDigest.upsert({ where: { userId }, create: { userId, off, sentAt: now() }, update: { off } });
}

interface Due {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
}

/** A job: once a week tells everybody of a team what waits in their languages, and nobody of whom nothing is asked. */
export async function sendWorkDigests(): Promise<void> {
  const before = new Date(now().getTime() - week);
  const due = await prisma().$queryRaw<Due[]>`
    select u.id, u.email, u.locale from users u
    left join work_digest d on d.user_id = u.id
    where u.suspended_at is null and exists (select 1 from translator_grant g where g.user_id = u.id)
      and (d.user_id is null or (not d.off and d.sent_at <= ${before}))
    order by d.sent_at nulls first, u.id limit ${limits.workDigests}`;
  for (const each of due) await transaction((tx) => writeDigest(tx, each, before));
}

async function writeDigest(tx: Tx, { id, email, locale }: Due, before: Date): Promise<void> {
  const at = now();
  // Whoever writes the row writes the mail: two workers at once send one.
  const claimed = await tx.$queryRaw<unknown[]>`
    insert into work_digest (user_id, sent_at) values (${id}::uuid, ${at})
    on conflict (user_id) do update set sent_at = excluded.sent_at where not work_digest.off and work_digest.sent_at <= ${before}
    returning user_id`;
  if (claimed.length === 0) return;
  const grants = await tx.translatorGrant.findMany({ where: { userId: id } });
  const reader = localeOf(locale);
  for (const target of grants.map((each) => each.locale).filter(isLocale)) {
    const counts = await waitingIn(tx, target, id);
    if (Object.values(counts).every((count) => count === 0)) continue;
    await queueMail(tx, {
      cause: `translators:${id}:${target}:${at.getTime()}`,
      template: 'translators_digest',
      recipient: email,
      locale: reader,
      params: {
        ...counts,
        language: localeFacts(target).name,
        link: `${config().SITE_URL}/${reader}/translate/${target}`,
        stop: { page: `${config().SITE_URL}/${reader}/translate#mail` },
      },
    });
  }
}

async function waitingIn(tx: Tx, locale: Locale, userId: string) {
  const [strings, noted, suggested, mine] = await Promise.all([
    interfaceStrings(locale),
    notedStrings(locale, null),
    tx.workSuggestion.groupBy({ by: ['unit'], where: { locale, state: 'open' } }),
    tx.workUnit.count({ where: { locale, assigneeId: userId, state: { not: 'reviewed' } } }),
  ]);
  const counts = { missing: 0, stale: 0, waiting: 0, suggested: suggested.length, mine };
  for (const string of strings) {
    const { standing, stale } = interfaceStanding(string, locale, noted.get(string.unit));
    if (standing === 'missing') counts.missing += 1;
    if (stale) counts.stale += 1;
    // What came as a machine's draft with the product is no news of a week.
    if (standing === 'translated' || standing === 'draft') counts.waiting += 1;
  }
  return counts;
}
