import type { Prisma } from '#lib/db/generated/client.ts';
import { withTranslations } from '#lib/languages/index.ts';

/** What a listing has by its kind, for every query that reads a listing as a whole. */
export const withKind = {
  service: { include: { text: withTranslations } },
  event: { include: { text: withTranslations } },
  licenceOffer: true,
  stream: true,
} as const satisfies Prisma.ListingInclude;

export type KindFacts = Prisma.ListingGetPayload<{ include: typeof withKind }>;
