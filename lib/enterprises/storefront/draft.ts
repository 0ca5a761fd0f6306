import type { Actor } from '#lib/core/actor.ts';
import { actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { contentSchema, type StorefrontContent } from './content.ts';
import { contentOf, loadStorefront, type WholeStorefront } from './public.ts';

export interface StorefrontDraft {
  readonly content: StorefrontContent;
  /** 0 while there is no draft: what is public is what an edit begins with. */
  readonly version: number;
  /** When the draft was saved last; null while there is none. */
  readonly savedAt: Date | null;
  readonly enterprise: WholeStorefront;
}

/** The storefront as its people work on it: the draft, or what is public where nothing waits to be published. */
export async function readDraft(actor: Actor, enterpriseId: string): Promise<StorefrontDraft> {
  authorize(actor, 'storefront.edit', { enterpriseId });
  return draftOf(prisma(), enterpriseId);
}

async function draftOf(tx: Tx, enterpriseId: string): Promise<StorefrontDraft> {
  const enterprise = await loadStorefront(tx, enterpriseId);
  const row = await tx.storefrontRevision.findFirst({ where: { enterpriseId, publishedAt: null } });
  if (!row) return { content: contentOf(enterprise), version: 0, savedAt: null, enterprise };
  return { content: contentSchema.parse(row.content), version: row.version, savedAt: row.updatedAt, enterprise };
}

/** The draft, with its enterprise locked until the transaction ends, so that edits and publishing come one after the other. */
export async function lockDraft(tx: Tx, actor: Actor, enterpriseId: string): Promise<StorefrontDraft> {
  authorize(actor, 'storefront.edit', { enterpriseId });
  await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for no key update`;
  return draftOf(tx, enterpriseId);
}

/** Keeps the content as the draft. */
export async function keepDraft(
  tx: Tx,
  actor: Actor,
  { enterprise, version }: Pick<StorefrontDraft, 'enterprise' | 'version'>,
  content: StorefrontContent,
): Promise<void> {
  const data = { content, authorId: actorId(actor), updatedAt: now() };
  const where = { enterpriseId: enterprise.id, publishedAt: null };
  if (version === 0) await tx.storefrontRevision.create({ data: { ...data, enterpriseId: enterprise.id } });
  else await tx.storefrontRevision.updateMany({ where, data: { ...data, version: { increment: 1 } } });
}

/**
 * Changes the draft. Where `version` is given, it is the one the form was made of: throws `enterprises.edited_meanwhile` when
 * somebody else has saved or published since, and nothing of theirs is lost.
 */
export async function editDraft(
  actor: Actor,
  enterpriseId: string,
  version: number | null,
  change: (content: StorefrontContent, enterprise: WholeStorefront, tx: Tx) => Promise<StorefrontContent>,
): Promise<void> {
  await transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, enterpriseId);
    if (version !== null && version !== draft.version) throw new DomainError('enterprises.edited_meanwhile');
    await keepDraft(tx, actor, draft, await change(draft.content, draft.enterprise, tx));
  });
}

/** Media that a storefront shows was uploaded by its own enterprise. */
export async function requireOwnMedia(tx: Tx, enterpriseId: string, mediaId: string): Promise<void> {
  const own = await tx.media.count({ where: { id: mediaId, enterpriseId } });
  if (own === 0) throw new DomainError('enterprises.unknown_picture');
}
