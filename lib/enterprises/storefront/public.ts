import { isoDay } from '#lib/core/clock.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { namesOf } from '../name.ts';
import type { StorefrontContent } from './content.ts';
import { wordsOf } from './words.ts';

/** What to include of an enterprise to show its storefront. */
export const wholeStorefront = {
  text: withTranslations,
  banner: true,
  logo: true,
  people: { orderBy: { position: 'asc' }, include: { text: withTranslations } },
  certificates: { orderBy: { position: 'asc' }, include: { text: withTranslations, media: true } },
  holiday: { include: { text: withTranslations } },
} as const satisfies Prisma.EnterpriseInclude;

export type WholeStorefront = Prisma.EnterpriseGetPayload<{ include: typeof wholeStorefront }>;

/** A public storefront, or null. */
export async function readStorefront(slugOfEnterprise: string): Promise<WholeStorefront | null> {
  return prisma().enterprise.findFirst({
    where: { slug: slugOfEnterprise, status: 'verified' },
    include: wholeStorefront,
  });
}

/** What is public of an enterprise, as the document that is edited. */
export function contentOf(enterprise: WholeStorefront): StorefrontContent {
  return {
    bannerMediaId: enterprise.bannerMediaId,
    logoMediaId: enterprise.logoMediaId,
    names: namesOf(enterprise.names),
    words: wordsOf(enterprise.text),
    people: enterprise.people.map(({ id, name, mediaId, text }) => ({ id, name, mediaId, words: wordsOf(text) })),
    certificates: enterprise.certificates.map(({ id, kind, number, validUntil, mediaId, text }) => ({
      id,
      kind,
      number,
      validUntil: validUntil && isoDay(validUntil),
      mediaId,
      words: wordsOf(text),
    })),
  };
}

/** The enterprise with everything its storefront shows, for an operation of its own people. */
export async function loadStorefront(tx: Tx, enterpriseId: string): Promise<WholeStorefront> {
  return tx.enterprise.findUniqueOrThrow({ where: { id: enterpriseId }, include: wholeStorefront });
}
