import type { Actor } from '#lib/core/actor.ts';
import { person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { consentersOf, licencesBelow, signersOf } from '../owners.ts';
import { termsSchema } from '../terms.ts';
import type { Giver } from '../work.ts';

const ofWorks = {
  orderBy: { workId: 'asc' },
  include: { work: { include: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
} as const satisfies Prisma.Deal$worksArgs;

const wholeDeal = {
  holder: true,
  licensee: true,
  works: ofWorks,
  offers: {
    orderBy: { version: 'asc' },
    include: { acceptances: { include: { enterprise: true } }, enterprise: true },
  },
  messages: {
    // The newest are read; `timelineOf` puts them into order.
    orderBy: { createdAt: 'desc' },
    take: limits.dealMessages,
    include: { files: { include: { media: true } } },
  },
  options: { orderBy: { createdAt: 'asc' } },
  translations: true,
  purchase: true,
  licences: true,
  contract: true,
} as const satisfies Prisma.DealInclude;

type DealRow = Prisma.DealGetPayload<{ include: typeof wholeDeal }>;
export interface WholeDeal extends DealRow {
  /** Of a sublicence: whether whoever must consent to the newest version has still to do so. */
  readonly consentMissing: boolean;
  /** The number of the licence out of which a sublicence is given, for the holder's people alone. */
  readonly underNumber: string | null;
}

/**
 * A deal for the people of its two sides, and which side they are. Who must consent to a sublicence is not named: from whom a holder has its
 * licence is not for its licensee. For anyone else it does not exist: `rights.unknown`.
 */
export async function readDeal(actor: Actor, number: string): Promise<{ deal: WholeDeal; side: string }> {
  const parties = await prisma().deal.findUnique({ where: { number }, select: { holderId: true, licenseeId: true } });
  // Who asks is asked before anything of the deal is read: a stranger waits as long as for a deal that is none.
  const side =
    parties && [parties.holderId, parties.licenseeId].find((enterpriseId) => may(actor, 'deal.view', { enterpriseId }));
  if (!side || actor.type !== 'person') throw new DomainError('rights.unknown');
  const deal = await prisma().deal.findUniqueOrThrow({ where: { number }, include: wholeDeal });
  return { deal: await asSublicence(deal, side), side };
}

async function asSublicence(deal: DealRow, side: string): Promise<WholeDeal> {
  if (!deal.underId) return { ...deal, consentMissing: false, underNumber: null };
  const consenters = await consentersOf(prisma(), deal);
  const given = new Set(deal.offers.at(-1)?.acceptances.map(({ enterpriseId }) => enterpriseId));
  const isSide = ({ enterpriseId }: { enterpriseId: string }) =>
    enterpriseId === deal.holderId || enterpriseId === deal.licenseeId;
  const { number } = await prisma().licence.findUniqueOrThrow({
    where: { id: deal.underId },
    select: { number: true },
  });
  return {
    ...deal,
    offers: deal.offers.map((offer) => ({ ...offer, acceptances: offer.acceptances.filter(isSide) })),
    consentMissing: consenters.some((each) => !given.has(each)),
    underNumber: side === deal.holderId ? number : null,
  };
}

/** What a form of terms asks of the deal it answers. Throws `rights.unknown` for all but its sides. */
export async function readDealById(
  actor: Actor,
  id: string,
): Promise<{ workIds: string[]; licenseeId: string; giver: Giver | undefined }> {
  const deal = uuidPattern.test(id)
    ? await prisma().deal.findUnique({ where: { id }, include: { works: { orderBy: { workId: 'asc' } } } })
    : null;
  const sided =
    deal && [deal.holderId, deal.licenseeId].some((enterpriseId) => may(actor, 'deal.view', { enterpriseId }));
  if (!sided) throw new DomainError('rights.unknown');
  const { holderId, underId, licenseeId, works } = deal;
  return { workIds: works.map(({ workId }) => workId), licenseeId, giver: underId ? { holderId, underId } : undefined };
}

/** The person has now seen what there is in a deal. */
export async function markDealSeen(actor: Actor, dealId: string): Promise<void> {
  const { userId } = person(actor);
  const seen = { seenAt: now() };
  await prisma().dealSeen.upsert({
    where: { dealId_userId: { dealId, userId } },
    create: { dealId, userId, ...seen },
    update: seen,
  });
}

const jointDeal = {
  holder: true,
  licensee: true,
  works: ofWorks,
  offers: { where: { status: 'open' }, include: { acceptances: true, enterprise: true } },
} as const satisfies Prisma.DealInclude;

/**
 * What a joint owner sees of a deal, or whoever gave a licence above a sublicence: the parties and the version that waits for
 * its consent, and nothing that the sides wrote.
 */
export interface JointView {
  readonly deal: Prisma.DealGetPayload<{ include: typeof jointDeal }>;
  readonly owner: string;
  /** It consents to a sublicence, of which the money is not its own. */
  readonly above: boolean;
  readonly accepted: boolean;
}

/** A deal for whoever is no side of it and whose consent the open version needs. For anyone else it does not exist: `rights.unknown`. */
export async function readAsOwner(actor: Actor, number: string): Promise<JointView> {
  const own = actor.type === 'person' ? actor.memberships.map((each) => each.enterpriseId) : [];
  const known =
    own.length > 0 &&
    (await prisma().deal.findFirst({
      where: {
        number,
        status: { in: ['asked', 'offered', 'agreed'] },
        OR: [
          { works: { some: { work: { holdings: { some: { enterpriseId: { in: own }, kind: 'ownership' } } } } } },
          { underId: { in: await licencesBelow(prisma(), own) } },
        ],
      },
      include: jointDeal,
    }));
  const offer = known ? known.offers[0] : undefined;
  if (!known || !offer) throw new DomainError('rights.unknown');
  const [signers, consenters] = [
    await signersOf(prisma(), known, termsSchema.parse(offer.terms)),
    await consentersOf(prisma(), known),
  ];
  const owner = [...signers, ...consenters].find(
    (each) => own.includes(each) && may(actor, 'deal.view', { enterpriseId: each }),
  );
  if (!owner) throw new DomainError('rights.unknown');
  const above = consenters.includes(owner);
  return { deal: known, owner, above, accepted: offer.acceptances.some((each) => each.enterpriseId === owner) };
}
