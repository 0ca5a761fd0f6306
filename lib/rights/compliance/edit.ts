import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { optionalText, text } from '#lib/core/validation.ts';
import type { ComplianceItem, ComplianceRevision } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import {
  type CodedItem,
  type ComplianceContent,
  complianceContent,
  complianceDoers,
  complianceMoments,
} from './item.ts';

/** An item as staff sees it in the list. */
export interface ListedItem extends CodedItem {
  readonly version: number;
  readonly reviewedOn: string;
  readonly retired: boolean;
}

function listed({ code, version, content, reviewedOn, retiredAt }: ComplianceItem): ListedItem {
  return {
    ...complianceContent.parse(content),
    code,
    version,
    reviewedOn: isoDay(reviewedOn),
    retired: retiredAt !== null,
  };
}

/** All items for staff: those looked at longest ago first. */
export async function complianceItems(actor: Actor): Promise<ListedItem[]> {
  authorize(actor, 'compliance.edit');
  const rows = await prisma().complianceItem.findMany({ orderBy: [{ reviewedOn: 'asc' }, { code: 'asc' }] });
  return rows.map(listed);
}

/** An item with its history, the newest first. Throws `rights.unknown`. */
export async function complianceItem(
  actor: Actor,
  code: string,
): Promise<{ item: ListedItem; revisions: readonly ComplianceRevision[] }> {
  authorize(actor, 'compliance.edit');
  const row = await prisma().complianceItem.findUnique({
    where: { code },
    include: { revisions: { orderBy: { version: 'desc' }, take: limits.pageMax } },
  });
  if (!row) throw new DomainError('rights.unknown');
  return { item: listed(row), revisions: row.revisions };
}

const words = { title: text(limits.title), what: text(limits.complianceWords) };

/** What staff writes of an item. */
export const saidFields = {
  'title:en': words.title,
  'what:en': words.what,
  'title:zh-CN': words.title,
  'what:zh-CN': words.what,
  'title:bg': words.title,
  'what:bg': words.what,
  'title:pl': words.title,
  'what:pl': words.what,
  who: z.enum(complianceDoers, { error: 'choose' }),
  when: z.enum(complianceMoments, { error: 'choose' }),
  blocks: z.literal('on').optional(),
  sourceName: text(limits.title * 2),
  sourceUrl: z.url({ protocol: /^https?$/, error: 'invalid' }).max(400),
  confirmed: z.literal('on').optional(),
  doubt: optionalText(limits.complianceWords),
  reason: text(limits.shortText, 10),
} as const;
const saidSchema = z.object(saidFields);

/** The fields of a form as an item has them. */
export function saidIn(input: z.output<typeof saidSchema>) {
  return {
    who: input.who,
    when: input.when,
    blocks: input.blocks === 'on',
    source: { name: input.sourceName, url: input.sourceUrl, confirmed: input.confirmed === 'on', doubt: input.doubt },
    words: {
      en: [input['title:en'], input['what:en']],
      'zh-CN': [input['title:zh-CN'], input['what:zh-CN']],
      bg: [input['title:bg'], input['what:bg']],
      pl: [input['title:pl'], input['what:pl']],
    },
  } satisfies Partial<ComplianceContent>;
}

export const saveItemSchema = z.object({
  code: z.string().max(60),
  version: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  ...saidFields,
});

/**
 * Staff writes an item anew; what it said before stays in its history, and what was ticked stays ticked and is said to be of an older wording.
 * Throws `rights.edited_meanwhile`.
 */
export async function saveItem(actor: Actor, input: z.output<typeof saveItemSchema>): Promise<void> {
  authorize(actor, 'compliance.edit');
  await transaction(async (tx) => {
    await tx.$queryRaw`select code from compliance_item where code = ${input.code} for update`;
    const row = await tx.complianceItem.findUnique({ where: { code: input.code } });
    if (!row) throw new DomainError('rights.unknown');
    if (row.version !== input.version) throw new DomainError('rights.edited_meanwhile');
    const content = { ...complianceContent.parse(row.content), ...saidIn(input) };
    const version = row.version + 1;
    await tx.complianceRevision.create({
      data: { itemCode: row.code, version, content, reason: input.reason, authorId: actorId(actor), createdAt: now() },
    });
    await tx.complianceItem.update({ where: { code: row.code }, data: { version, content, reviewedOn: now() } });
    await audit(tx, actor, {
      action: 'compliance.edit',
      subjectType: 'compliance',
      subjectId: row.code,
      reason: input.reason,
    });
  });
}

export const itemCodeSchema = z.object({ code: z.string().max(60) });

/** Staff has looked at an item and found it as it is: its day of review is today. */
export async function reviewItem(actor: Actor, { code }: z.output<typeof itemCodeSchema>): Promise<void> {
  authorize(actor, 'compliance.edit');
  await transaction(async (tx) => {
    const { count } = await tx.complianceItem.updateMany({ where: { code }, data: { reviewedOn: now() } });
    if (count === 0) throw new DomainError('rights.unknown');
    await audit(tx, actor, { action: 'compliance.review', subjectType: 'compliance', subjectId: code });
  });
}

/** Takes an item out of use, or back into it. */
export async function retireItem(actor: Actor, { code }: z.output<typeof itemCodeSchema>): Promise<void> {
  authorize(actor, 'compliance.edit');
  await transaction(async (tx) => {
    await tx.$queryRaw`select code from compliance_item where code = ${code} for update`;
    const row = await tx.complianceItem.findUnique({ where: { code } });
    if (!row) throw new DomainError('rights.unknown');
    await tx.complianceItem.update({ where: { code }, data: { retiredAt: row.retiredAt ? null : now() } });
    await audit(tx, actor, {
      action: row.retiredAt ? 'compliance.restore' : 'compliance.retire',
      subjectType: 'compliance',
      subjectId: code,
    });
  });
}
