import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { optionalText } from '#lib/core/validation.ts';
import type { Media, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { audit } from '#lib/trust/index.ts';
import { grantedColumns, standingLeaves } from '../granted.ts';
import { licencesSeenBy } from '../seen.ts';
import { termsSchema } from '../terms.ts';
import { keptDocument } from '../works/steps.ts';
import { checklistFor, type LicenceFacts } from './applies.ts';
import { type CodedItem, complianceContent } from './item.ts';

const checked = {
  deal: { include: { holder: true, licensee: true, works: { include: { work: true } } } },
  dues: true,
  grants: { select: grantedColumns },
  ticks: { include: { media: { select: { fileName: true } } } },
} as const satisfies Prisma.LicenceInclude;
type CheckedLicence = Prisma.LicenceGetPayload<{ include: typeof checked }>;
type Tick = CheckedLicence['ticks'][number];

/** An item as it stands for one licence. */
export interface CheckItem extends CodedItem {
  readonly version: number;
  readonly reviewedOn: string;
  /** Null: it is open. */
  readonly tick: Tick | null;
  /** Whether it says something else since it was ticked. */
  readonly changed: boolean;
}

/** Newest items in use, by code. */
async function itemsInUse(tx: Tx): Promise<(CodedItem & { version: number; reviewedOn: string })[]> {
  const rows = await tx.complianceItem.findMany({ where: { retiredAt: null }, orderBy: { code: 'asc' } });
  return rows.map(({ code, version, content, reviewedOn }) => ({
    ...complianceContent.parse(content),
    code,
    version,
    reviewedOn: isoDay(reviewedOn),
  }));
}

async function factsOf({ deal, dues, grants, terms }: CheckedLicence): Promise<LicenceFacts> {
  const works = deal.works.map(({ work }) => work);
  const rates = await currentRates();
  const agreed = termsSchema.parse(terms);
  const sums = [
    money(BigInt(agreed.advanceMinor), agreed.currency),
    ...dues.map((due) => money(due.amountMinor, due.currency)),
  ];
  const dollars = sums.map((sum) => Number(convert(sum, 'USD', rates).minor) / 100);
  return {
    kinds: works.map(({ kind }) => kind),
    holderCountry: deal.holder.country,
    // As it was signed: a group that has changed since asks for nothing more, and for nothing less.
    scope: { ...standingLeaves(grants), term: agreed.scope.term },
    aiShare: Math.max(0, ...works.map(({ aiShare }) => aiShare)),
    age: now().getUTCFullYear() - Math.min(...works.map(({ year }) => year)),
    payment: Math.max(0, ...dollars),
  };
}

async function checklistOf(tx: Tx, licence: CheckedLicence): Promise<CheckItem[]> {
  const ticks = new Map(licence.ticks.map((tick) => [tick.itemCode, tick]));
  return checklistFor(await itemsInUse(tx), await factsOf(licence)).map((item) => {
    const tick = ticks.get(item.code) ?? null;
    return { ...item, tick, changed: tick !== null && tick.itemVersion < item.version };
  });
}

export interface Checklist {
  readonly licence: CheckedLicence;
  readonly side: 'holder' | 'licensee' | 'staff';
  readonly items: readonly CheckItem[];
  readonly blocking: readonly CheckItem[];
}

function sideIn(actor: Actor, { deal }: CheckedLicence): Checklist['side'] | null {
  if (actor.type === 'person') {
    const of = (enterpriseId: string) => actor.memberships.some((each) => each.enterpriseId === enterpriseId);
    if (of(deal.licenseeId) && may(actor, 'deal.view', { enterpriseId: deal.licenseeId })) return 'licensee';
    if (of(deal.holderId) && may(actor, 'deal.view', { enterpriseId: deal.holderId })) return 'holder';
  }
  return may(actor, 'compliance.edit') ? 'staff' : null;
}

async function opened(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<{ licence: CheckedLicence; side: Checklist['side'] }> {
  const where = { number, ...licencesSeenBy(actor, 'compliance.edit') };
  const licence = await tx.licence.findFirst({ where, include: checked });
  const side = licence && sideIn(actor, licence);
  if (!licence || !side) throw new DomainError('rights.unknown');
  return { licence, side };
}

/** A licence's checklist for the people of its two sides and for staff. For anyone else it does not exist: `rights.unknown`. */
export async function readChecklist(actor: Actor, number: string): Promise<Checklist> {
  const { licence, side } = await opened(prisma(), actor, number);
  const items = await checklistOf(prisma(), licence);
  return { licence, side, items, blocking: items.filter(({ blocks, tick }) => blocks && tick === null) };
}

/** Codes of the items that keep a licence from beginning: they block and nobody has seen to them. Empty: nothing does. */
export async function complianceBlocks(tx: Tx, licenceId: string): Promise<string[]> {
  const licence = await tx.licence.findUniqueOrThrow({ where: { id: licenceId }, include: checked });
  const items = await checklistOf(tx, licence);
  return items.filter(({ blocks, tick }) => blocks && tick === null).map(({ code }) => code);
}

const which = { number: z.string().max(40), code: z.string().max(60) };

export const tickItemSchema = z
  .object({
    ...which,
    /** The item as it read on the page. */
    version: z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
    outcome: z.enum(['done', 'not_needed'], { error: 'choose' }),
    note: optionalText(limits.complianceWords),
    evidence: z.instanceof(File).optional(),
  })
  .refine(({ outcome, note }) => outcome === 'done' || note.length >= 10, { path: ['note'], error: 'reason_needed' });
export const untickItemSchema = z.object(which);

/** Whether this side may see to an item; what both have to do, either says. */
export function seesTo(side: Checklist['side'], who: CodedItem['who']): boolean {
  return who === 'both' ? side !== 'staff' : side === who;
}

/**
 * One side says that an item was seen to, with what proves it. Throws `rights.unknown`, `rights.not_your_item`, `rights.item_changed` where staff has
 * changed the item since the page was read, `rights.proof_needed` for a blocking item without note and file.
 */
export async function tickItem(actor: Actor, input: z.output<typeof tickItemSchema>): Promise<void> {
  const { item } = await itemFor(prisma(), actor, input);
  if (item.version !== input.version) throw new DomainError('rights.item_changed');
  const file = input.evidence && input.evidence.size > 0 ? input.evidence : undefined;
  if (item.blocks && input.outcome === 'done' && !file && !item.tick?.mediaId && input.note.length < 10)
    throw new DomainError('rights.proof_needed', {}, 'note');
  const { licence: owner, side } = await opened(prisma(), actor, input.number);
  const media = await keptDocument(side === 'holder' ? owner.deal.holderId : owner.deal.licenseeId, file, 'evidence');
  await transaction(async (tx) => {
    const { licence, item: fresh } = await itemFor(tx, actor, input);
    if (fresh.version !== input.version) throw new DomainError('rights.item_changed');
    const data = {
      outcome: input.outcome,
      note: input.note,
      itemVersion: fresh.version,
      userId: actorId(actor),
      tickedAt: now(),
      ...(media ? { mediaId: media.id } : {}),
    };
    await tx.complianceTick.upsert({
      where: { licenceId_itemCode: { licenceId: licence.id, itemCode: fresh.code } },
      create: { licenceId: licence.id, itemCode: fresh.code, ...data },
      update: data,
    });
    await audit(tx, actor, {
      action: 'compliance.tick',
      subjectType: 'licence',
      subjectId: licence.id,
      data: { code: fresh.code, outcome: input.outcome, version: fresh.version },
    });
    // What nothing blocks any more, and what was paid, begins (lib/licensing).
    await announce(tx, 'licence.signed', { licenceId: licence.id });
  });
}

async function itemFor(
  tx: Tx,
  actor: Actor,
  { number, code }: { readonly number: string; readonly code: string },
): Promise<{ licence: CheckedLicence; item: CheckItem }> {
  const { licence: seen } = await opened(tx, actor, number);
  await tx.$queryRaw`select id from licence where id = ${seen.id}::uuid for update`;
  const { licence, side } = await opened(tx, actor, number);
  const item = (await checklistOf(tx, licence)).find((each) => each.code === code);
  if (!item) throw new DomainError('rights.unknown');
  if (!seesTo(side, item.who)) throw new DomainError('rights.not_your_item');
  return { licence, item };
}

/** Takes a tick back, by the side that has to see to it. Throws `rights.begun_already` for what a licence in force stands on. */
export async function untickItem(actor: Actor, input: z.output<typeof untickItemSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { licence, item } = await itemFor(tx, actor, input);
    if (item.blocks && licence.status !== 'signed') throw new DomainError('rights.begun_already');
    await tx.complianceTick.deleteMany({ where: { licenceId: licence.id, itemCode: item.code } });
    await audit(tx, actor, {
      action: 'compliance.untick',
      subjectType: 'licence',
      subjectId: licence.id,
      data: { code: item.code, note: item.tick?.note ?? '' },
    });
  });
}

/** What proves an item of a licence, for its two sides and for staff. Throws `rights.unknown`. */
export async function complianceEvidence(actor: Actor, number: string, code: string): Promise<Media> {
  const { licence } = await opened(prisma(), actor, number);
  const tick = await prisma().complianceTick.findUnique({
    where: { licenceId_itemCode: { licenceId: licence.id, itemCode: code } },
    include: { media: true },
  });
  if (!tick?.media) throw new DomainError('rights.unknown');
  return tick.media;
}
