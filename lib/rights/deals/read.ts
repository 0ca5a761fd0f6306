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
import { signersOf } from '../owners.ts';
import { termsSchema } from '../terms.ts';

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

export type WholeDeal = Prisma.DealGetPayload<{ include: typeof wholeDeal }>;

/** A deal for the people of its two sides, and which side they are. For anyone else it does not exist: `rights.unknown`. */
export async function readDeal(actor: Actor, number: string): Promise<{ deal: WholeDeal; side: string }> {
  const parties = await prisma().deal.findUnique({ where: { number }, select: { holderId: true, licenseeId: true } });
  // Who asks is asked before anything of the deal is read: a stranger waits as long as for a deal that is none.
  const side =
    parties && [parties.holderId, parties.licenseeId].find((enterpriseId) => may(actor, 'deal.view', { enterpriseId }));
  if (!side || actor.type !== 'person') throw new DomainError('rights.unknown');
  return { deal: await prisma().deal.findUniqueOrThrow({ where: { number }, include: wholeDeal }), side };
}

/** What a form of terms asks of the deal it answers. Throws `rights.unknown` for all but its sides. */
export async function readDealById(actor: Actor, id: string): Promise<{ workIds: string[]; licenseeId: string }> {
  const deal = uuidPattern.test(id)
    ? await prisma().deal.findUnique({ where: { id }, include: { works: { orderBy: { workId: 'asc' } } } })
    : null;
  const sided =
    deal && [deal.holderId, deal.licenseeId].some((enterpriseId) => may(actor, 'deal.view', { enterpriseId }));
  if (!sided) throw new DomainError('rights.unknown');
  return { workIds: deal.works.map(({ workId }) => workId), licenseeId: deal.licenseeId };
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

/** What a joint owner sees of a deal: the parties and the version that waits for its consent, and nothing that the sides wrote. */
export interface JointView {
  readonly deal: Prisma.DealGetPayload<{ include: typeof jointDeal }>;
  readonly owner: string;
  readonly accepted: boolean;
}

/** A deal for an owner of one of its works whose consent the open version needs. For anyone else it does not exist: `rights.unknown`. */
export async function readAsOwner(actor: Actor, number: string): Promise<JointView> {
  const own = actor.type === 'person' ? actor.memberships.map((each) => each.enterpriseId) : [];
  const known =
    own.length > 0 &&
    (await prisma().deal.findFirst({
      where: {
        number,
        status: { in: ['asked', 'offered', 'agreed'] },
        works: { some: { work: { holdings: { some: { enterpriseId: { in: own }, kind: 'ownership' } } } } },
      },
      include: jointDeal,
    }));
  const offer = known ? known.offers[0] : undefined;
  if (!known || !offer) throw new DomainError('rights.unknown');
  const signers = await signersOf(prisma(), known, termsSchema.parse(offer.terms));
  const owner = signers.find((each) => own.includes(each) && may(actor, 'deal.view', { enterpriseId: each }));
  if (!owner) throw new DomainError('rights.unknown');
  return { deal: known, owner, accepted: offer.acceptances.some((each) => each.enterpriseId === owner) };
}
