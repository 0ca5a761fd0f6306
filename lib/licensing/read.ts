import type { Actor } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { LicenceEvent, LicenceProposal, Prisma } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { type Named, withName } from '#lib/enterprises/index.ts';
import {
  type ActivationBlock,
  activationBlocks,
  allowedUse,
  type Ending,
  endingOf,
  isSublicensable,
  type Use,
} from '#lib/rights/index.ts';
import { daysOf, ownedWorks, type Side } from '#lib/royalties/index.ts';
import { askedBySide, type Asked as Consenting } from './consent.ts';
import { earliestLastDay } from './end.ts';
import { enterpriseOf, type LivingLicence, licenceByNumber, requireSide, sideOf } from './licence.ts';
import { holderMayRefund } from './refund.ts';
import { holdersOfDue } from './release.ts';
import { renewable, renewalWindow } from './renew.ts';
import { type Asked, askedOf } from './schedule.ts';
import { stands } from './states.ts';
import { taxOn } from './tax.ts';

const shownDue = {
  certificate: { select: { fileName: true } },
  statement: { select: { period: true } },
  shares: true,
  payments: {
    select: { disputes: { include: { evidence: { include: { files: { orderBy: { id: 'asc' } } } } } } },
  },
  refunds: { orderBy: { createdAt: 'asc' } },
  returns: { where: { undoneAt: null, disputeId: { not: null } } },
  invoices: { select: { number: true, kind: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.LicenceDueInclude;

type DueRow = Prisma.LicenceDueGetPayload<{ include: typeof shownDue }>;

export interface ShownDue extends DueRow {
  readonly asked: Asked;
  readonly daysLate: number;
  /** Of what was paid: what is left to give back. */
  readonly leftMinor: bigint;
  /** How much of it is whose, for the holder and staff, where the works have several owners. */
  readonly split: readonly { readonly holder: Named; readonly minor: bigint }[];
}

/** What a bank asks about one of a licence's payments, or has asked. */
export interface DueDispute {
  readonly due: ShownDue;
  readonly dispute: DueRow['payments'][number]['disputes'][number];
}

/** What a side can do with a licence now. */
export interface Possible {
  readonly pay: boolean;
  readonly suspend: boolean;
  readonly lift: boolean;
  readonly propose: boolean;
  readonly answer: boolean;
  readonly withdraw: boolean;
  readonly end: boolean;
  readonly withdrawNotice: boolean;
  readonly renew: boolean;
  readonly settle: boolean;
  /** Give back what was paid. */
  readonly refund: boolean;
  /** Offer sublicences. */
  readonly handOn: boolean;
  /** Say something to a bank that asks. */
  readonly speak: boolean;
  /** Say with an end that what was paid goes back. */
  readonly refundOnEnd: boolean;
}

/** A licence as one side or staff sees it: where it stands, what it allows, what is paid and due, and what can be done. */
export interface LicenceStory {
  readonly licence: LivingLicence;
  readonly side: Side;
  readonly use: Use;
  readonly dues: readonly ShownDue[];
  readonly disputes: readonly DueDispute[];
  /** Joint holders of the works, where there are several. */
  readonly holders: readonly Named[];
  readonly blocks: readonly ActivationBlock[];
  readonly proposals: readonly LicenceProposal[];
  /** Whom the open proposal asks, and who has agreed; without a name whom the reader does not know. */
  readonly asked: readonly Consenting[];
  readonly events: readonly (LicenceEvent & { readonly actorName: string | null })[];
  readonly renewal: { readonly from: string; readonly to: string } | null;
  readonly renewalDeal: string | null;
  /** The number of the contract that stands behind it, for its two sides. */
  readonly contract: string | null;
  readonly earliestLastDay: string;
  readonly can: Possible;
}

/** What the end of a licence would do to the sublicences under it, for its two sides. Throws `licensing.unknown` for anyone else. */
export async function endPreview(actor: Actor, number: string): Promise<Ending> {
  const licence = await licenceByNumber(actor, number);
  requireSide(actor, licence, 'licence.view');
  return endingOf(prisma(), licence.id);
}

/** Everything about a licence for its two sides and staff. Throws `licensing.unknown` for anyone else. */
export async function readLicence(actor: Actor, number: string): Promise<LicenceStory> {
  const licence = await licenceByNumber(actor, number);
  const side = requireSide(actor, licence, 'licence.view');
  const today = isoDay(now());
  const [rows, proposals, events, blocks, renewalDeal, contract] = await Promise.all([
    prisma().licenceDue.findMany({
      where: { licenceId: licence.id },
      include: shownDue,
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      take: limits.licenceDues,
    }),
    prisma().licenceProposal.findMany({
      where: { licenceId: licence.id },
      orderBy: { version: 'desc' },
      take: limits.page,
    }),
    eventsOf(licence.id),
    licence.status === 'signed' ? activationBlocks(prisma(), licence.id) : [],
    licence.life?.renewalDealId
      ? prisma().deal.findUnique({ where: { id: licence.life.renewalDealId }, select: { number: true } })
      : null,
    side === 'staff'
      ? null
      : prisma().contract.findUnique({ where: { licenceId: licence.id }, select: { number: true } }),
  ]);
  const open = proposals.find(({ status }) => status === 'open');
  const asked = open ? await transaction((tx) => askedBySide(tx, licence, open, side)) : [];
  const owners = new Set(ownedWorks(licence).flatMap(({ holders }) => holders.map((each) => each.enterpriseId)));
  const names = owners.size > 1 ? await namesOf([...owners]) : new Map<string, Named>();
  const dues = await Promise.all(
    rows.map(async (due) => ({
      ...(await shown(licence, due, today)),
      split: side === 'licensee' || owners.size < 2 ? [] : await splitOf(licence, due, names),
    })),
  );
  const { start, end } = daysOf(licence);
  return {
    licence,
    side,
    use: allowedUse(
      {
        status: licence.status,
        startsOn: start,
        endsOn: end,
        sellOffUntil: licence.life?.sellOffUntil ? isoDay(licence.life.sellOffUntil) : null,
      },
      today,
    ),
    dues,
    disputes: dues.flatMap((due) =>
      due.payments.flatMap(({ disputes }) => disputes.map((dispute) => ({ due, dispute }))),
    ),
    holders: [...names.values()],
    blocks,
    proposals,
    asked,
    // Whose person consented as a holder above is for neither side.
    events:
      licence.deal.underId && side !== 'staff'
        ? events.map((event) => (byAbove(event.data) ? { ...event, actorName: null, actorId: null } : event))
        : events,
    renewal: renewalWindow(licence),
    renewalDeal: renewalDeal?.number ?? null,
    contract: contract?.number ?? null,
    earliestLastDay: earliestLastDay(licence, today),
    can: {
      ...possible(actor, licence, side, { dues, proposals, asked, events }, today),
      handOn: side === 'licensee' && (await isSublicensable(licence.id)),
    },
  };
}

async function shown(licence: LivingLicence, due: DueRow, today: string): Promise<Omit<ShownDue, 'split'>> {
  const taxMinor = due.paidAt ? due.taxMinor : (await taxOn(licence, due)).minor;
  const late = Math.round((Date.parse(today) - Date.parse(isoDay(due.dueOn))) / 86_400_000);
  const asked = askedOf(due, taxMinor);
  return { ...due, asked, daysLate: due.paidAt || due.cancelledAt ? 0 : late, leftMinor: leftOf(due, asked) };
}

function leftOf({ paidAt, refunds, returns }: DueRow, { totalMinor }: Asked): bigint {
  if (!paidAt) return 0n;
  const refunded = refunds.filter(({ status }) => status !== 'failed').map(({ amountMinor }) => amountMinor);
  const lost = returns.map((back) => back.netMinor + back.taxMinor - back.withholdingMinor);
  return [...refunded, ...lost].reduce((left, minor) => left - minor, totalMinor);
}

async function namesOf(ids: readonly string[]): Promise<Map<string, Named>> {
  const rows = await prisma().enterprise.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, ...withName },
    orderBy: { displayName: 'asc' },
  });
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** As it was written down when the due was paid, or as it would be. */
async function splitOf(
  licence: LivingLicence,
  due: DueRow,
  names: ReadonlyMap<string, Named>,
): Promise<ShownDue['split']> {
  const shares =
    due.shares.length > 0
      ? due.shares.map(({ enterpriseId, shareMinor }) => [enterpriseId, shareMinor] as const)
      : [...(await holdersOfDue(prisma(), licence, due))];
  return shares.flatMap(([id, minor]) => {
    const holder = names.get(id);
    return holder ? [{ holder, minor }] : [];
  });
}

async function eventsOf(licenceId: string): Promise<LicenceStory['events']> {
  const rows = await prisma().licenceEvent.findMany({
    where: { licenceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.licenceEvents,
  });
  const people = await prisma().user.findMany({
    where: { id: { in: rows.flatMap(({ actorId }) => actorId ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, actorName: row.actorId ? (names.get(row.actorId) ?? null) : null }));
}

/** Whether an event was of the holder above. */
function byAbove(data: unknown): boolean {
  return data instanceof Object && 'above' in data && data.above === true;
}

function noticeBy(events: LicenceStory['events']): unknown {
  const given = events.find(({ kind }) => kind === 'notice_given');
  return given?.data instanceof Object && 'by' in given.data ? given.data['by'] : null;
}

function possible(
  actor: Actor,
  licence: LivingLicence,
  side: Side,
  { dues, proposals, asked, events }: Pick<LicenceStory, 'dues' | 'proposals' | 'asked' | 'events'>,
  today: string,
): Omit<Possible, 'handOn'> {
  const standing = stands(licence.status);
  const party = side === 'staff' ? null : side;
  const mine = party && enterpriseOf(licence, party);
  const ours = (permission: 'licence.refund' | 'licence.evidence') =>
    side === 'staff'
      ? sideOf(actor, licence, permission) === 'staff'
      : side === 'holder' && sideOf(actor, licence, permission, 'holder') !== null;
  const has = (permission: 'licence.pay' | 'licence.propose' | 'licence.agree' | 'licence.end') =>
    party !== null && sideOf(actor, licence, permission, party) !== null;
  const open = proposals.find(({ status }) => status === 'open');
  const suspends =
    side === 'staff'
      ? sideOf(actor, licence, 'licence.suspend') === 'staff'
      : sideOf(actor, licence, 'licence.suspend', 'holder') !== null && side === 'holder';
  return {
    pay: side === 'licensee' && has('licence.pay'),
    suspend: suspends && licence.status === 'active',
    lift: suspends && licence.status === 'suspended',
    propose: standing && !open && has('licence.propose'),
    answer:
      standing &&
      open !== undefined &&
      open.enterpriseId !== mine &&
      !asked.some(({ enterpriseId, agreedAt }) => enterpriseId === mine && agreedAt) &&
      has('licence.agree'),
    withdraw: open !== undefined && open.enterpriseId === mine && has('licence.propose'),
    end: standing && !licence.life?.terminatesOn && has('licence.end'),
    withdrawNotice:
      standing &&
      licence.life?.endedFor === 'notice' &&
      has('licence.end') &&
      noticeBy(events) === mine &&
      mine !== null,
    renew: side === 'licensee' && renewable(licence, today) && has('licence.propose'),
    settle: side === 'staff' && sideOf(actor, licence, 'licence.settle') === 'staff',
    refund: ours('licence.refund') && (side === 'staff' || holderMayRefund(licence)),
    speak: ours('licence.evidence'),
    refundOnEnd: licence.activatedAt === null && dues.some(({ leftMinor }) => leftMinor > 0n),
  };
}
