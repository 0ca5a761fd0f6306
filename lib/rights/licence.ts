import { isoDay, now } from '#lib/core/clock.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import type { Named } from '#lib/enterprises/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { type Terms, termsSchema } from './terms.ts';

const shown = {
  life: true,
  deal: {
    include: {
      holder: true,
      licensee: true,
      works: {
        orderBy: { workId: 'asc' },
        include: { work: { include: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
      },
    },
  },
} as const satisfies Prisma.LicenceInclude;

export type CertificateStatus = 'valid' | 'not_yet' | 'expired' | 'suspended' | 'terminated';

type CertifiedWork = Prisma.LicenceGetPayload<{ include: typeof shown }>['deal']['works'][number]['work'];

export interface Certificate {
  readonly number: string;
  readonly status: CertificateStatus;
  /** One or several; the first gives the picture. */
  readonly works: readonly CertifiedWork[];
  /** Null where the parties chose not to be shown. */
  readonly parties: {
    readonly holder: Named;
    readonly licensee: Named;
    readonly languages: readonly string[];
  } | null;
  readonly terms: Terms;
  readonly termsHash: string;
  readonly signedAt: Date;
  /** The last day on which stock may be sold off, after the end. */
  readonly sellOffUntil: Date | null;
}

/** The state of a licence by its own state and today's date. */
export function certificateStatus(
  status: string,
  startsOn: Date,
  endsOn: Date | null,
  today: string,
): CertificateStatus {
  if (status === 'terminated' || status === 'suspended') return status;
  if (status === 'expired' || (endsOn && isoDay(endsOn) <= today)) return 'expired';
  return isoDay(startsOn) > today ? 'not_yet' : 'valid';
}

/**
 * What anyone may see of a licence by its number: as much as the parties chose to show. Null when there is none, which one that was never
 * in use is not told from.
 */
export async function readCertificate(number: string): Promise<Certificate | null> {
  const licence = await prisma().licence.findUnique({ where: { number }, include: shown });
  if (!licence?.activatedAt) return null;
  const { holder, licensee } = licence.deal;
  return {
    number,
    status: certificateStatus(licence.status, licence.startsOn, licence.endsOn, isoDay(now())),
    works: licence.deal.works.map(({ work }) => work),
    parties: licence.showParties
      ? {
          holder,
          licensee,
          languages: [holder.sourceLocale, licensee.sourceLocale],
        }
      : null,
    terms: termsSchema.parse(licence.terms),
    termsHash: licence.termsHash,
    signedAt: licence.signedAt,
    sellOffUntil: licence.life?.sellOffUntil ?? null,
  };
}
