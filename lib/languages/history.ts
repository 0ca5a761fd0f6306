import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { baseMessages } from './interface.ts';
import type { Locale } from './locales.ts';
import { flatten, publishMessage, publishSchema } from './publish.ts';

export interface MessageRevision {
  readonly version: number;
  readonly value: string;
  readonly publishedAt: Date;
  /** Name of the person who published it; null where the account is gone. */
  readonly author: string | null;
}

export interface MessageHistory {
  /** What the base files say; empty where they say nothing. */
  readonly base: string;
  /** The newest first, at most `limits.pageMax`. */
  readonly revisions: readonly MessageRevision[];
}

interface MessageName {
  readonly locale: Locale;
  readonly namespace: string;
  readonly key: string;
}

/** Who published which wording of a string, and when. Asks for `message.edit` in the locale. */
export async function messageHistory(actor: Actor, { locale, namespace, key }: MessageName): Promise<MessageHistory> {
  authorize(actor, 'message.edit', { locale });
  const [base, rows] = await Promise.all([
    baseMessages(locale),
    prisma().interfaceMessageRevision.findMany({
      where: { locale, namespace, key },
      orderBy: { version: 'desc' },
      take: limits.pageMax,
    }),
  ]);
  const delivered = flatten(base).get(`${namespace}.${key}`) ?? '';
  const authorIds = rows.flatMap((row) => row.authorId ?? []);
  const people = await prisma().user.findMany({ where: { id: { in: authorIds } }, select: { id: true, name: true } });
  const names = new Map(people.map((each) => [each.id, each.name]));
  return {
    base: delivered,
    revisions: rows.map((row) => ({
      version: row.version,
      value: row.value ?? delivered,
      publishedAt: row.publishedAt,
      author: names.get(row.authorId ?? '') ?? null,
    })),
  };
}

export const restoreSchema = publishSchema.omit({ value: true }).extend({
  /** The version to publish again; 0 is the wording of the base files. */
  restore: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'invalid' })
    .transform(Number),
});

/**
 * Publishes an earlier wording again, as a new version, so that nothing of the history is lost. Throws `languages.unknown_message`
 * when there is no such version, and all that `publishMessage` throws.
 */
export async function restoreMessage(
  actor: Actor,
  { restore, ...message }: z.output<typeof restoreSchema>,
): Promise<void> {
  const { base, revisions } = await messageHistory(actor, message);
  const value = restore === 0 ? base : revisions.find((each) => each.version === restore)?.value;
  if (!value) throw new DomainError('languages.unknown_message');
  await publishMessage(actor, { ...message, value });
}
