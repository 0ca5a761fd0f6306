import type { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type Locale, localeFacts, locale as localeOf } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { unitSchema } from './unit.ts';

export const commentSchema = unitSchema.extend({ body: text(limits.workComment) });

interface Member {
  readonly id: string;
  readonly name: string;
}

/** Who of a team is spoken to by name: `@Szabó Eszter`, whatever the case; the longest name first, so that Anna is not meant by Anna Nowak. */
export function mentioned<M extends Member>(body: string, team: readonly M[]): M[] {
  let rest = body.normalize('NFC').toLowerCase();
  return [...team]
    .sort((a, b) => b.name.length - a.name.length)
    .filter(({ name }) => {
      const plain = name
        .normalize('NFC')
        .toLowerCase()
        .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      const call = new RegExp(`(?<![\\p{L}\\p{N}])@${plain}(?![\\p{L}\\p{N}])`, 'gu');
      if (plain === '' || !call.test(rest)) return false;
      rest = rest.replace(call, ' ');
      return true;
    });
}

/** Says something about a string to its team, and by mail to whoever is spoken to by name. */
export async function commentOnString(actor: Actor, input: z.output<typeof commentSchema>): Promise<void> {
  const { locale, unit, body } = input;
  authorize(actor, 'message.suggest', { locale });
  const author = person(actor);
  await transaction(async (tx) => {
    const count = await tx.workComment.count({ where: { locale, unit } });
    if (count >= limits.pageMax) throw new DomainError('workbench.full');
    const comment = await tx.workComment.create({ data: { locale, unit, body, authorId: author.userId } });
    await tx.workEvent.create({ data: { locale, unit, kind: 'commented', value: body, actorId: author.userId } });
    for (const member of mentioned(body, await teamOf(tx, locale)))
      if (member.id !== author.userId)
        await queueMail(tx, {
          cause: `mention:${comment.id}:${member.id}`,
          template: 'translators_mention',
          recipient: member.email,
          locale: localeOf(member.locale),
          params: {
            name: author.name,
            string: unit,
            text: body,
            language: localeFacts(locale).name,
            link: `${config().SITE_URL}/${member.locale}/translate/${locale}?id=${encodeURIComponent(unit)}`,
          },
        });
  });
}

async function teamOf(tx: Tx, locale: Locale) {
  const grants = await tx.translatorGrant.findMany({
    where: { locale, user: { suspendedAt: null } },
    select: { user: { select: { id: true, name: true, email: true, locale: true } } },
    take: limits.workTeam,
  });
  return grants.map(({ user }) => user);
}

/** Names of people by their ids; who is gone is not in it. */
export async function namesOf(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const people = await prisma().user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map((each) => [each.id, each.name]));
}
