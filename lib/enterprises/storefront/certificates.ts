import { day, isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import type { StorefrontContent } from './content.ts';

/** How many days before its last day people are told of a certificate: in good time, and once more. */
export const tellBefore = [60, 14] as const;

/** Days that are left until a certificate has run out, today included; below zero when it has. Null: it never does. */
export function daysLeft(validUntil: Date | null, at: Date): number | null {
  if (!validUntil) return null;
  return Math.round((validUntil.getTime() - new Date(`${isoDay(at)}T00:00:00Z`).getTime()) / day);
}

/** What is shown beside a certificate in the studio. */
export function certificateStanding(validUntil: Date | null, at: Date): 'valid' | 'expires_soon' | 'expired' {
  const left = daysLeft(validUntil, at);
  if (left === null || left > tellBefore[0]) return 'valid';
  return left < 0 ? 'expired' : 'expires_soon';
}

/** Tells owners and editors of public certificates that run out soon; each of the two times once, however often this runs. */
export async function tellOfCertificates(): Promise<void> {
  const today = new Date(`${isoDay(now())}T00:00:00Z`);
  const soon = await prisma().storefrontCertificate.findMany({
    where: { validUntil: { gte: today, lte: new Date(today.getTime() + tellBefore[0] * day) } },
    include: {
      text: withTranslations,
      enterprise: {
        include: { memberships: { where: { role: { in: ['owner', 'editor'] } }, include: { user: true } } },
      },
    },
    orderBy: { validUntil: 'asc' },
    take: limits.pageMax * 10,
  });
  for (const certificate of soon) {
    const days = daysLeft(certificate.validUntil, now()) ?? 0;
    const step = tellBefore.findLast((before) => days <= before);
    const { enterprise } = certificate;
    await transaction(async (tx) => {
      for (const { user } of enterprise.memberships) {
        const reader = locale(user.locale);
        await queueMail(tx, {
          cause: `certificate:${certificate.id}:${certificate.validUntil?.getTime()}:${step}:${user.id}`,
          template: 'certificate_expires',
          recipient: user.email,
          locale: reader,
          params: {
            enterprise: enterprise.displayName,
            certificate: fieldText(certificate.text, 'name', reader),
            days,
            link: `${config().SITE_URL}/${reader}/studio/storefront?enterprise=${enterprise.slug}#certificates`,
          },
        });
      }
    });
  }
}

/** Which of a storefront's certificates are shown by a PDF and not by a picture, by their media. */
export async function documentsOf({ certificates }: Pick<StorefrontContent, 'certificates'>): Promise<Set<string>> {
  const rows = await prisma().media.findMany({
    where: { id: { in: certificates.flatMap((each) => each.mediaId ?? []) }, contentType: 'application/pdf' },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}

/** Where the bytes of a public certificate's PDF are; null for anything that is none. */
export async function certificateDocument(certificateId: string) {
  if (!uuidPattern.test(certificateId)) return null;
  const found = await prisma().storefrontCertificate.findFirst({
    where: { id: certificateId, enterprise: { status: 'verified' }, media: { contentType: 'application/pdf' } },
    select: { media: { select: { storageKey: true, bytes: true } } },
  });
  return found?.media ?? null;
}
