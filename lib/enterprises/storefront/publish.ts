import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { type Names, namesOf } from '../name.ts';
import { contentSchema, type StorefrontContent, type Words } from './content.ts';
import { keepDraft, lockDraft } from './draft.ts';
import { contentOf, type WholeStorefront } from './public.ts';
import { startText, writeWords } from './words.ts';

export const publishSchema = z.object({ enterpriseId: id, version: integer(0, 1_000_000_000) });
export const discardSchema = z.object({ enterpriseId: id });
export const restoreSchema = z.object({ enterpriseId: id, revisionId: id });

/**
 * Makes the draft public, whole and at once: readers see the storefront before or after, never between. Throws
 * `enterprises.nothing_to_publish` and, when somebody saved after the page was made, `enterprises.edited_meanwhile`.
 */
export async function publishStorefront(actor: Actor, input: z.output<typeof publishSchema>): Promise<void> {
  await transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, input.enterpriseId);
    if (draft.version === 0) throw new DomainError('enterprises.nothing_to_publish');
    if (draft.version !== input.version) throw new DomainError('enterprises.edited_meanwhile');
    const { enterprise, content } = draft;
    await keepWhatWas(tx, enterprise);
    await writeStorefront(tx, actor, enterprise, content);
    await tx.storefrontRevision.updateMany({
      where: { enterpriseId: enterprise.id, publishedAt: null },
      data: { publishedAt: now() },
    });
    await forgetOld(tx, enterprise.id);
    await audit(tx, actor, {
      action: 'storefront.published',
      subjectType: 'enterprise',
      subjectId: enterprise.id,
    });
    await announceChange(tx, { kind: 'enterprise', slug: enterprise.slug });
    if (content.names && !sameNames(content.names, namesOf(enterprise.names)))
      await announceChange(tx, { kind: 'catalogue' });
  });
}

function sameNames(one: Names, other: Names): boolean {
  return [...Object.keys(one), ...Object.keys(other)].every((locale) => one[locale] === other[locale]);
}

/** The first edit of a storefront that was founded, not edited, keeps what it replaces, so that it can come back as well. */
async function keepWhatWas(tx: Tx, enterprise: WholeStorefront): Promise<void> {
  const published = await tx.storefrontRevision.count({
    where: { enterpriseId: enterprise.id, publishedAt: { not: null } },
  });
  if (published > 0) return;
  await tx.storefrontRevision.create({
    data: {
      enterpriseId: enterprise.id,
      content: contentOf(enterprise),
      publishedAt: enterprise.createdAt,
      updatedAt: enterprise.createdAt,
    },
  });
}

async function forgetOld(tx: Tx, enterpriseId: string): Promise<void> {
  const old = await tx.storefrontRevision.findMany({
    where: { enterpriseId, publishedAt: { not: null } },
    orderBy: { publishedAt: 'desc' },
    skip: limits.storefrontVersions,
    select: { id: true },
  });
  await tx.storefrontRevision.deleteMany({ where: { id: { in: old.map((row) => row.id) } } });
}

async function writeStorefront(
  tx: Tx,
  actor: Actor,
  enterprise: WholeStorefront,
  content: StorefrontContent,
): Promise<void> {
  await writeWords(tx, actor, enterprise.textId, content.words);
  await tx.enterprise.update({
    where: { id: enterprise.id },
    data: {
      bannerMediaId: content.bannerMediaId,
      logoMediaId: content.logoMediaId,
      ...(content.names ? { names: content.names } : {}),
    },
  });
  const textOf = async (known: { textId: string } | undefined, words: Words) => {
    const textId = known?.textId ?? (await startText(tx, actor, enterprise.sourceLocale));
    await writeWords(tx, actor, textId, words);
    return textId;
  };
  const gone = { enterpriseId: enterprise.id };
  await tx.storefrontPerson.deleteMany({ where: { ...gone, id: { notIn: content.people.map((each) => each.id) } } });
  for (const [position, { id, name, mediaId, words }] of content.people.entries()) {
    const textId = await textOf(
      enterprise.people.find((each) => each.id === id),
      words,
    );
    const data = { enterpriseId: enterprise.id, position, name, mediaId, textId };
    await tx.storefrontPerson.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
  await tx.storefrontCertificate.deleteMany({
    where: { ...gone, id: { notIn: content.certificates.map((each) => each.id) } },
  });
  for (const [position, { id, kind, number, validUntil, mediaId, words }] of content.certificates.entries()) {
    const textId = await textOf(
      enterprise.certificates.find((each) => each.id === id),
      words,
    );
    const until = validUntil ? new Date(`${validUntil}T00:00:00Z`) : null;
    const data = { enterpriseId: enterprise.id, position, kind, number, validUntil: until, mediaId, textId };
    await tx.storefrontCertificate.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
}

/** Throws the draft away; what is public stays. */
export async function discardDraft(actor: Actor, input: z.output<typeof discardSchema>): Promise<void> {
  await transaction(async (tx) => {
    await lockDraft(tx, actor, input.enterpriseId);
    await tx.storefrontRevision.deleteMany({ where: { enterpriseId: input.enterpriseId, publishedAt: null } });
  });
}

export interface PublishedVersion {
  readonly id: string;
  readonly publishedAt: Date;
  /** Who published it; null for what the enterprise began with. */
  readonly author: string | null;
}

/** What was public and when, the newest first: the first is what is public now. */
export async function publishedVersions(actor: Actor, enterpriseId: string): Promise<PublishedVersion[]> {
  authorize(actor, 'storefront.edit', { enterpriseId });
  const rows = await prisma().storefrontRevision.findMany({
    where: { enterpriseId, publishedAt: { not: null } },
    orderBy: { publishedAt: 'desc' },
    take: limits.storefrontVersions,
    select: { id: true, publishedAt: true, authorId: true },
  });
  const authors = await prisma().user.findMany({
    where: { id: { in: rows.flatMap((row) => row.authorId ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(authors.map((each) => [each.id, each.name]));
  return rows.map((row) => ({
    id: row.id,
    publishedAt: row.publishedAt ?? new Date(0),
    author: row.authorId ? (names.get(row.authorId) ?? null) : null,
  }));
}

/** Makes an earlier version the draft, to be looked at and published. */
export async function restoreVersion(actor: Actor, input: z.output<typeof restoreSchema>): Promise<void> {
  await transaction(async (tx) => {
    const draft = await lockDraft(tx, actor, input.enterpriseId);
    const row = await tx.storefrontRevision.findFirst({
      where: { id: input.revisionId, enterpriseId: input.enterpriseId, publishedAt: { not: null } },
    });
    if (!row) throw new DomainError('enterprises.unknown_version');
    await keepDraft(tx, actor, draft, contentSchema.parse(row.content));
  });
}
