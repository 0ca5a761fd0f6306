import { z } from 'zod';
import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  endForCause,
  giveDueEvidence,
  payDue,
  readLicence,
  recordBankRefund,
  recordDuePaid,
  refundDue,
} from '#lib/licensing/index.ts';
import { complianceBlocks } from '#lib/rights/index.ts';
import { makeLicence } from '#tests/integration/royalties/parties.ts';
import { ownerOf } from '#tests/integration/world.ts';
import type { Operations } from './answer.ts';
import type { dueSchema, licenceSchema } from './dues.ts';
import { finance } from './operations-finance.ts';

/** What the two sides of a licence and the platform's people of finance do about its money. */

const person = z.object({ userId: z.uuid(), enterpriseId: z.uuid() });
const ofLicence = person.extend({ number: z.string() });
const ofDue = ofLicence.extend({ dueId: z.uuid() });

const actorIn = ({ userId, enterpriseId }: z.output<typeof person>) => ownerOf(userId, enterpriseId);

/** A licensee of its own agrees with a seller on a licence that costs something first, and both have signed it. */
async function signLicence(value: unknown): Promise<z.output<typeof licenceSchema>> {
  const { userId, enterpriseId, advance, unseen } = person
    .extend({ advance: z.string(), unseen: z.boolean() })
    .parse(value);
  const holder = { enterprise: { id: enterpriseId }, user: { id: userId } };
  const { number, licenceId, licensee, licenseeId } = await makeLicence({ advance, holder, signedOnly: true });
  if (unseen) await prisma().complianceTick.deleteMany({ where: { licenceId } });
  const blocked = (await complianceBlocks(prisma(), licenceId)).length > 0;
  const sides = {
    holder: { userId, enterpriseId },
    licensee: { userId: licensee.userId, enterpriseId: licenseeId },
  };
  return { number, licenceId, blocked, ...sides };
}

/** Somebody sees to all that the law asks before the licence may be used. */
async function seeTo(value: unknown): Promise<number> {
  const { userId, licenceId } = z.object({ userId: z.uuid(), licenceId: z.uuid() }).parse(value);
  const codes = await complianceBlocks(prisma(), licenceId);
  const tick = { licenceId, outcome: 'done', note: 'Seen to at last', itemVersion: 1, userId } as const;
  await prisma().complianceTick.createMany({
    data: codes.map((itemCode) => ({ ...tick, itemCode })),
    skipDuplicates: true,
  });
  return codes.length;
}

async function dues(value: unknown): Promise<z.output<typeof dueSchema>[]> {
  const { number, ...side } = ofLicence.parse(value);
  const story = await readLicence(actorIn(side), number);
  const asked = new Map(
    story.disputes.map(({ due, dispute }) => [due.id, dispute.closedAt === null ? dispute.id : null]),
  );
  return story.dues.map((due) => ({
    id: due.id,
    total: `${due.asked.totalMinor}`,
    open: due.paidAt === null && due.cancelledAt === null,
    left: Number(due.leftMinor),
    disputeId: asked.get(due.id) ?? null,
  }));
}

export const licenceOperations: Operations = {
  sign_licence: signLicence,
  see_to: seeTo,
  dues,
  pay_due: async (value) => {
    const { dueId, total, ...payer } = person.extend({ dueId: z.uuid(), total: z.string() }).parse(value);
    const email = `${payer.userId}@example.com`;
    return payDue({ ...actorIn(payer), email }, { dueId, total });
  },
  refund_due: async (value) => {
    const form = ofDue
      .extend({ requestKey: z.uuid(), amount: z.string(), by: z.enum(['holder', 'finance']) })
      .parse(value);
    const { number, dueId, requestKey, amount } = form;
    const by = form.by === 'finance' ? await finance(1) : actorIn(form);
    await refundDue(by, { number, dueId, requestKey, amount, reason: 'It was agreed so.' });
  },
  /** Finance has found a payment on the bank's statement. */
  due_by_bank: async (value) => {
    const { dueId } = z.object({ dueId: z.uuid() }).parse(value);
    await recordDuePaid(await finance(1), { dueId, paidOn: isoDay(now()) });
  },
  /** Finance gives by the bank what was promised and had come by it. */
  back_by_bank: async () => {
    const waiting = await prisma().refund.findMany({
      where: { status: 'pending', paymentId: null, licenceDueId: { not: null } },
      orderBy: { createdAt: 'asc' },
    });
    for (const { id } of waiting) await recordBankRefund(await finance(1), { refundId: id, sentOn: isoDay(now()) });
    return waiting.length;
  },
  end_licence: async (value) => {
    const { number, refunds, ...side } = ofLicence.extend({ refunds: z.boolean() }).parse(value);
    const said = { number, reason: 'The work is given to nobody any more.', sure: 'on' } as const;
    await endForCause(actorIn(side), { ...said, refunds: refunds ? 'on' : undefined });
  },
  due_evidence: async (value) => {
    const { number, disputeId, words, ...side } = ofLicence
      .extend({ disputeId: z.uuid(), words: z.string() })
      .parse(value);
    await giveDueEvidence(actorIn(side), { number, disputeId, words });
  },
};
