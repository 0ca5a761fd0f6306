import { createHmac, timingSafeEqual } from 'node:crypto';
import { hour, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

const linkLasts = 6 * hour;

/** What has been given back opens nothing any more. */
const standing = {
  orderLine: { sellerOrder: { status: { notIn: ['refunded', 'cancelled'] } } },
} as const satisfies Prisma.DownloadGrantWhereInput;

function signature(grantId: string, expires: number): string {
  return createHmac('sha256', config().AUTH_SECRET).update(`download ${grantId} ${expires}`).digest('base64url');
}

/** A link to one file that works for six hours; the right to a new one stays with the order. */
export function downloadLink(grantId: string): string {
  const expires = now().getTime() + linkLasts;
  return `/api/downloads/${grantId}?expires=${expires}&signature=${signature(grantId, expires)}`;
}

export interface DownloadFile {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/**
 * The file behind a signed link. A download is counted when it begins and not when it goes on after a broken line. Throws
 * `ordering.unknown` for a wrong link and for what has been given back, `ordering.link_expired` for an old link, `ordering.download_limit` once it was begun too often.
 */
export async function openDownload(
  grantId: string,
  expires: string | null,
  given: string | null,
  begins = true,
): Promise<DownloadFile> {
  const until = Number(expires);
  const expected = Buffer.from(signature(grantId, until));
  const actual = Buffer.from(given ?? '');
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual))
    throw new DomainError('ordering.unknown');
  if (until < now().getTime()) throw new DomainError('ordering.link_expired');
  const grant = await prisma().downloadGrant.findFirst({ where: { id: grantId, ...standing } });
  if (!grant) throw new DomainError('ordering.unknown');
  if (begins) {
    const { count } = await prisma().downloadGrant.updateMany({
      where: { id: grantId, count: { lt: limits.downloads } },
      data: { count: { increment: 1 }, lastAt: now() },
    });
    if (count === 0) throw new DomainError('ordering.download_limit');
  }
  const file = await prisma().listingFile.findUniqueOrThrow({ where: { id: grant.fileId }, include: { media: true } });
  return {
    storageKey: file.media.storageKey,
    fileName: file.media.fileName,
    contentType: file.media.contentType,
    bytes: Number(file.media.bytes),
  };
}

/** The files of order lines that still stand, for the buyer's page. */
export async function filesOfLines(orderLineIds: readonly string[]) {
  const grants = await prisma().downloadGrant.findMany({
    where: { orderLineId: { in: [...orderLineIds] }, ...standing },
    orderBy: { createdAt: 'asc' },
  });
  const files = await prisma().listingFile.findMany({
    where: { id: { in: grants.map((grant) => grant.fileId) } },
    include: { media: true },
  });
  return grants.flatMap((grant) => {
    const media = files.find((file) => file.id === grant.fileId)?.media;
    return media
      ? [{ orderLineId: grant.orderLineId, grantId: grant.id, fileName: media.fileName, bytes: Number(media.bytes) }]
      : [];
  });
}
