import { z } from 'zod';
import { type Actor, type Person, person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, secretToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { TranslationToken } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { personOfUser } from './session.ts';

export type TokenRight = 'read' | 'write';

/** What every token begins with, so that a scanner of leaked secrets knows one. */
const prefix = 'amtr_';

export const tokenSchema = z.object({
  name: text(limits.placeName),
  locales: z.array(z.string().refine(isLocale, { error: 'invalid' }), { error: 'choose' }).min(1, { error: 'choose' }),
  rights: z.enum(['read', 'write'], { error: 'choose' }),
  /** Days until it expires. */
  days: z.enum(['30', '90', '365'], { error: 'choose' }).transform(Number),
});

/** Makes a token for languages that the actor may edit. The token itself is told this once and kept as its hash. Throws `translation_files.too_many_tokens`. */
export async function makeTranslationToken(actor: Actor, input: z.output<typeof tokenSchema>): Promise<string> {
  const { userId } = person(actor);
  const foreign = input.locales.find((locale) => !may(actor, 'message.edit', { locale }));
  if (foreign !== undefined) throw new DomainError('identity.not_allowed', { permission: 'message.edit' }, 'locales');
  const token = prefix + secretToken();
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from users where id = ${userId}::uuid for update`;
    const open = await tx.translationToken.count({
      where: { authorId: userId, revokedAt: null, expiresAt: { gt: now() } },
    });
    if (open >= limits.translationTokens)
      throw new DomainError('translation_files.too_many_tokens', { most: limits.translationTokens });
    await tx.translationToken.create({
      data: {
        name: input.name,
        hash: hashToken(token),
        hint: token.slice(0, prefix.length + 4),
        locales: input.locales,
        rights: input.rights === 'write' ? ['read', 'write'] : ['read'],
        authorId: userId,
        expiresAt: new Date(now().getTime() + input.days * day),
      },
    });
  });
  return token;
}

/** A person's tokens, the newest first, with those that are over. */
export function translationTokens(actor: Actor): Promise<TranslationToken[]> {
  return prisma().translationToken.findMany({
    where: { authorId: person(actor).userId },
    orderBy: { createdAt: 'desc' },
    take: limits.pageMax,
  });
}

export const revokeTokenSchema = z.object({ tokenId: id });

/** Ends a token of one's own at once. */
export async function revokeTranslationToken(
  actor: Actor,
  { tokenId }: z.output<typeof revokeTokenSchema>,
): Promise<void> {
  await prisma().translationToken.updateMany({
    where: { id: tokenId, authorId: person(actor).userId, revokedAt: null },
    data: { revokedAt: now() },
  });
}

/**
 * Whom a token acts for: its author, with what they may do now in the token's languages and nothing else. Null for a token that is unknown,
 * over, or whose author is gone.
 */
export async function personOfToken(token: string): Promise<{ actor: Person; rights: readonly TokenRight[] } | null> {
  if (!token.startsWith(prefix)) return null;
  const found = await prisma().translationToken.findUnique({ where: { hash: hashToken(token) } });
  if (!found || found.revokedAt || (found.expiresAt && found.expiresAt <= now())) return null;
  const author = await personOfUser(found.authorId);
  if (!author) return null;
  await prisma().translationToken.update({ where: { id: found.id }, data: { lastUsedAt: now() } });
  const everywhere = author.staffRoles.includes('admin');
  const translates = everywhere
    ? found.locales.map((locale) => ({ locale, role: 'manager' as const }))
    : author.translates.filter(({ locale }) => found.locales.includes(locale));
  const rights = (['read', 'write'] as const).filter((right) => found.rights.includes(right));
  return { actor: { ...author, staffRoles: [], memberships: [], translates }, rights };
}
