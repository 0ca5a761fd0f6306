import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day, isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  agreeToProposal,
  applyDueDispute,
  catchUpDuePapers,
  endForCause,
  followDueRefund,
  giveDueEvidence,
  payDue,
  proposeEnd,
  readLicence,
  recordBankRefund,
  recordDuePaid,
  refundDue,
  remindOfDues,
  settlePayment,
  startWaiting,
  suspendOverdue,
} from '#lib/licensing/index.ts';
import { confirmPayment, evidenceFile, sendEvidence } from '#lib/ordering/index.ts';
import { sendReversal } from '#lib/payments/index.ts';
import { releaseReserves, sendOfDue } from '#lib/payouts/index.ts';
import {
  acceptStatement,
  portfolioOf,
  readStatement,
  reportsOfLicence,
  submitReport,
  uploadReport,
} from '#lib/royalties/index.ts';
import { applyStripeObject } from '../../../lib/ordering/stripe-objects.ts';
import { behind } from '../ledger/behind.ts';
import { sdk } from '../ordering/paid.ts';
import { balanceOf, financePerson, isBalanced, openSandbox, type Sandbox } from '../payouts/world.ts';
import { csv, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, ownerOf, referenceData } from '../world.ts';
import { booked, connectHolder, duesOf, openDue, payFirst, signedLicence, statusOf } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

const form = (parties: Parties, dueId: string, amount = '') => ({
  number: parties.number,
  dueId,
  requestKey: randomUUID(),
  amount,
  reason: 'The samples never came.',
});
const refundsOf = (licenceDueId: string) =>
  prisma().refund.findMany({ where: { licenceDueId }, orderBy: { createdAt: 'asc' } });
const followAll = async (dueId: string) => {
  for (const { id } of await refundsOf(dueId)) await followDueRefund(id);
};

/** Pays the first due with a card, and with that card alone. */
async function payWith(parties: Parties, card: string): Promise<{ dueId: string; paymentId: string }> {
  const due = await openDue(parties);
  await payDue(parties.licensee, due);
  const payment = await prisma().payment.findFirstOrThrow({ where: { licenceDueId: due.dueId, status: 'open' } });
  await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card }),
  });
  return { dueId: due.dueId, paymentId: payment.id };
}

/** The newest dispute at Stripe, whose news has come before that of its payment. */
async function disputed(parties: Parties) {
  const { dueId } = await payWith(parties, '4000000000000259');
  const [found] = (await sdk(sandbox).disputes.list({ limit: 1 })).data;
  const stripeId = found?.id ?? '';
  // The webhook's job hears of it twice at once; licences follow after the commit.
  await Promise.all([applyStripeObject('dispute', stripeId), applyStripeObject('dispute', stripeId)]);
  await applyDueDispute(stripeId);
  return { dueId, stripeId };
}

describe('a refund of a licence’s payment', () => {
  test('gives everybody’s part back, once, never above what is left, and two at once share what there is', async () => {
    const parties = await signedLicence({ advance: '1000' });
    const finance = await financePerson();
    const dueId = await payFirst(sandbox, parties);
    await expect(refundDue(finance, form(parties, dueId, '1210.01'))).rejects.toThrow('licensing.refund_too_much');
    await expect(refundDue(finance, form(parties, dueId, '0'))).rejects.toThrow('licensing.refund_too_much');
    const once = form(parties, dueId, '210');
    await Promise.all([refundDue(finance, once), refundDue(finance, once)]);
    expect(await refundsOf(dueId)).toHaveLength(1);
    const both = await Promise.allSettled([
      refundDue(finance, form(parties, dueId, '700')),
      refundDue(finance, form(parties, dueId, '700')),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await refundDue(finance, form(parties, dueId));
    await followAll(dueId);
    await followAll(dueId);
    const refunds = await refundsOf(dueId);
    expect(refunds.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(121_000n);
    const [share] = await prisma().licenceShare.findMany({ where: { dueId } });
    expect(refunds.reduce((sum, { commissionMinor }) => sum + commissionMinor, 0n)).toBe(share?.commissionMinor);
    expect(refunds.reduce((sum, { taxMinor }) => sum + taxMinor, 0n)).toBe(21_000n);
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(0n);
    expect(await prisma().transfer.findFirst({ where: { licenceShare: { dueId } } })).toMatchObject({
      status: 'netted',
      amountMinor: 0n,
    });
    await expect(refundDue(finance, form(parties, dueId))).rejects.toThrow('licensing.refund_too_much');
    await catchUpDuePapers();
    expect(await prisma().invoice.count({ where: { licenceDueId: dueId, kind: 'credit_note' } })).toBe(3);
    expect(await isBalanced()).toBe(true);
  });

  test('that comes back after it was credited is invoiced again, once, and puts everything back', async () => {
    const parties = await signedLicence({ advance: '1000' });
    const { dueId, paymentId } = await payWith(parties, '4000000000005126');
    const { checkoutSessionId } = await prisma().payment.findUniqueOrThrow({ where: { id: paymentId } });
    await confirmPayment(checkoutSessionId ?? '');
    await settlePayment(paymentId);
    await refundDue(await financePerson(), form(parties, dueId));
    await followAll(dueId);
    await catchUpDuePapers();
    const [refund] = await refundsOf(dueId);
    const stripeId = refund?.stripeId ?? '';
    await expect
      .poll(async () => (await sdk(sandbox).refunds.retrieve(stripeId)).status, { timeout: 60_000 })
      .toBe('failed');
    for (let time = 0; time < 3; time++) await followDueRefund(refund?.id ?? '', stripeId);
    await catchUpDuePapers();
    await catchUpDuePapers();
    const papers = await prisma().invoice.findMany({ where: { licenceDueId: dueId }, orderBy: { createdAt: 'asc' } });
    expect(papers.map(({ kind, taxMinor, totalMinor }) => ({ kind, taxMinor, totalMinor }))).toEqual([
      { kind: 'invoice', taxMinor: 21_000n, totalMinor: 121_000n },
      { kind: 'credit_note', taxMinor: 21_000n, totalMinor: 121_000n },
      { kind: 'invoice', taxMinor: 21_000n, totalMinor: 121_000n },
    ]);
    expect(papers[2]?.correctsId).toBe(papers[1]?.id);
    expect(await isBalanced()).toBe(true);
  });

  test('is nobody’s who has no say: not the licensee’s, not a stranger’s, and not the holder’s of a licence in use', async () => {
    const parties = await signedLicence({ advance: '100' });
    const dueId = await payFirst(sandbox, parties);
    const other = await makeEnterprise({ country: 'PL' });
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(refundDue(stranger, form(parties, dueId))).rejects.toThrow('licensing.unknown');
    await expect(refundDue(parties.licensee, form(parties, dueId))).rejects.toThrow('identity.not_allowed');
    await expect(refundDue(parties.holder, form(parties, dueId))).rejects.toThrow('licensing.not_yours_to_refund');
    expect(await refundsOf(dueId)).toHaveLength(0);
  });

  test('of one that was sent already comes back from the holder’s account at Stripe, or is owed', async () => {
    const parties = await signedLicence({ advance: '1000' });
    const finance = await financePerson();
    await connectHolder(sandbox, parties);
    const dueId = await payFirst(sandbox, parties);
    await sendOfDue(dueId);
    const sent = await prisma().transfer.findFirstOrThrow({ where: { licenceShare: { dueId } } });
    expect(sent.status).toBe('paid');
    await refundDue(finance, form(parties, dueId));
    const reversals = await prisma().transferReversal.findMany({ where: { transferId: sent.id } });
    expect(reversals.map(({ amountMinor }) => amountMinor)).toEqual([sent.amountMinor]);
    for (const { id } of reversals) await sendReversal(id);
    expect((await behind(`reversal:${reversals[0]?.id}`)).stripe).toEqual(['reversal', 'transfer']);
    await followAll(dueId);
    await releaseReserves();
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(sent.reserveMinor);
    expect(await isBalanced()).toBe(true);
  });

  test('of what came by the bank goes back by it, when finance says so', async () => {
    const parties = await signedLicence({ advance: '100' });
    const finance = await financePerson();
    const { dueId } = await openDue(parties);
    await recordDuePaid(finance, { dueId, paidOn: isoDay(now()) });
    await refundDue(finance, form(parties, dueId, '60,50'));
    const [refund] = await refundsOf(dueId);
    await followAll(dueId);
    expect((await refundsOf(dueId))[0]?.status).toBe('pending');
    const sent = { refundId: refund?.id ?? '', sentOn: isoDay(now()) };
    await expect(recordBankRefund(parties.holder, sent)).rejects.toThrow('identity.not_allowed');
    await Promise.all([recordBankRefund(finance, sent), recordBankRefund(finance, sent)]);
    expect(await booked(`refund:${refund?.id}:succeeded`)).toMatchObject({ 'bank_clearing:EUR': -6_050n });
    expect(await isBalanced()).toBe(true);
  });

  test('that Stripe refuses is put back, and the holder has what it had', async () => {
    const parties = await signedLicence({ advance: '100' });
    const finance = await financePerson();
    const dueId = await payFirst(sandbox, parties);
    const before = await balanceOf('seller_payable', parties.holderId);
    await prisma().payment.updateMany({ where: { licenceDueId: dueId }, data: { chargeId: null } });
    await refundDue(finance, form(parties, dueId, '50'));
    await followAll(dueId);
    expect((await refundsOf(dueId))[0]?.status).toBe('failed');
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(before);
    const open = await prisma().transfer.findMany({ where: { licenceShare: { dueId }, status: 'due' } });
    expect(open.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(-before);
    expect(await isBalanced()).toBe(true);
  });

  test('that Stripe refused and another call has made all the same is taken once, like one that was made there', async () => {
    const parties = await signedLicence({ advance: '100' });
    const finance = await financePerson();
    const dueId = await payFirst(sandbox, parties);
    const { checkoutSessionId, chargeId } = await prisma().payment.findFirstOrThrow({
      where: { licenceDueId: dueId, status: 'succeeded' },
    });
    await fetch(`${sandbox.url}/sandbox/sessions/${checkoutSessionId}/dispute`, { method: 'POST' });
    await refundDue(finance, form(parties, dueId, '50'));
    await followAll(dueId);
    const refused = { status: 'failed', failureReason: 'charge_disputed', stripeId: null };
    const [ours] = await refundsOf(dueId);
    expect(ours).toMatchObject(refused);

    // The bank has decided for the holder when the other call arrives.
    const [dispute] = (await sdk(sandbox).disputes.list({ charge: chargeId ?? '' })).data;
    await sdk(sandbox).disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
      submit: true,
    });
    const made = await sdk(sandbox).refunds.create({
      charge: chargeId ?? '',
      amount: 5_000,
      metadata: { refund: ours?.id ?? '' },
    });
    await Promise.all([followDueRefund(ours?.id ?? '', made.id), followDueRefund(ours?.id ?? '', made.id)]);
    const all = await refundsOf(dueId);
    expect(all.filter(({ id }) => id === ours?.id)).toMatchObject([refused]);
    expect(all.filter(({ id }) => id !== ours?.id)).toMatchObject([
      { status: 'succeeded', reason: 'outside', amountMinor: 5_000n, stripeId: made.id },
    ]);
    expect(await isBalanced()).toBe(true);
  });
});

describe('a licence that never began', () => {
  /** Paid, and kept from beginning by a checklist that is not filled in. */
  async function waiting(advance = '500') {
    const parties = await signedLicence({ advance });
    await prisma().complianceTick.deleteMany({ where: { licenceId: parties.licenceId } });
    const dueId = await payFirst(sandbox, parties);
    expect(await statusOf(parties)).toBe('signed');
    return { ...parties, dueId };
  }

  test('is refunded by its holder, out of what nobody has earned, and does not begin afterwards', async () => {
    const parties = await waiting();
    await refundDue(parties.holder, form(parties, parties.dueId));
    await followAll(parties.dueId);
    expect(await balanceOf('licence_fee_payable', parties.holderId)).toBe(0n);
    await startWaiting();
    expect(await statusOf(parties)).toBe('signed');
    expect((await refundsOf(parties.dueId))[0]).toMatchObject({ status: 'succeeded', reason: 'holder' });
  });

  test('ended for cause with that word gives all of it back by itself; without it nothing', async () => {
    const [gives, keeps] = [await waiting(), await waiting()];
    const ending = { reason: 'The work was sold to somebody else.', sure: 'on' } as const;
    await endForCause(gives.holder, { number: gives.number, ...ending, refunds: 'on' });
    await endForCause(keeps.holder, { number: keeps.number, ...ending });
    await followAll(gives.dueId);
    expect((await refundsOf(gives.dueId))[0]).toMatchObject({ status: 'succeeded', reason: 'ended' });
    expect(await refundsOf(keeps.dueId)).toHaveLength(0);
    expect(await prisma().licenceEvent.count({ where: { licenceId: gives.licenceId, kind: 'refunded' } })).toBe(1);
  });

  test('ended by agreement gives back what the proposal said', async () => {
    const parties = await waiting();
    await proposeEnd(parties.licensee, {
      number: parties.number,
      lastDay: isoDay(now()),
      note: 'Let us stop.',
      refunds: 'on',
    });
    const [proposal] = (await readLicence(parties.holder, parties.number)).proposals;
    await agreeToProposal(parties.holder, {
      number: parties.number,
      proposalId: proposal?.id ?? '',
      hash: proposal?.hash ?? '',
    });
    expect((await refundsOf(parties.dueId))[0]).toMatchObject({ reason: 'ended' });
  });
});

describe('a card dispute', () => {
  test('holds the money, hears the holder, and is booked once when it is won', async () => {
    const parties = await signedLicence({ advance: '300' });
    const { dueId, stripeId } = await disputed(parties);
    expect(await statusOf(parties)).toBe('active');
    await sendOfDue(dueId);
    expect(await prisma().transfer.findFirst({ where: { licenceShare: { dueId } } })).toMatchObject({
      status: 'due',
      hold: 'dispute',
    });
    const finance = await financePerson();
    await expect(refundDue(finance, form(parties, dueId))).rejects.toThrow('licensing.disputed');
    const dispute = await prisma().dispute.findUniqueOrThrow({ where: { stripeId } });
    const said = { number: parties.number, disputeId: dispute.id, words: 'winning_evidence' };
    await expect(giveDueEvidence(parties.licensee, said)).rejects.toThrow('identity.not_allowed');
    await giveDueEvidence(parties.holder, {
      ...said,
      receipt: new File(['%PDF-1.7 licence'], 'licence.pdf', { type: 'application/pdf' }),
    });
    const file = await prisma().disputeFile.findFirstOrThrow({ where: { evidence: { disputeId: dispute.id } } });
    expect((await evidenceFile(parties.holder, file.id)).name).toBe('licence.pdf');
    await expect(evidenceFile(parties.licensee, file.id)).rejects.toThrow('ordering.unknown');
    await Promise.all([sendEvidence(dispute.id), sendEvidence(dispute.id)]);
    await Promise.all([applyDueDispute(stripeId), applyDueDispute(stripeId)]);
    expect(await prisma().dispute.findUniqueOrThrow({ where: { stripeId } })).toMatchObject({ status: 'won' });
    expect(await balanceOf('disputes')).toBe(0n);
    await expect(giveDueEvidence(parties.holder, said)).rejects.toThrow('ordering.dispute_closed');
    expect(await prisma().licenceEvent.count({ where: { licenceId: parties.licenceId, kind: 'dispute_won' } })).toBe(1);
    await expect(prisma().licenceDue.count({ where: { licenceId: parties.licenceId } })).resolves.toBe(1);
  });

  test('that is lost takes it back, asks for it again, and suspends only after notice', async () => {
    const parties = await signedLicence({ advance: '300' });
    const { dueId, stripeId } = await disputed(parties);
    await sdk(sandbox).disputes.update(stripeId, {
      evidence: { uncategorized_text: 'losing_evidence' },
      submit: true,
    });
    for (let time = 0; time < 3; time++) await applyDueDispute(stripeId);
    expect(await balanceOf('disputes')).toBe(0n);
    expect(await balanceOf('seller_payable', parties.holderId)).toBe(0n);
    await catchUpDuePapers();
    expect(await prisma().invoice.count({ where: { licenceDueId: dueId, kind: 'credit_note' } })).toBe(1);
    const again = (await duesOf(parties)).filter(({ kind }) => kind === 'charged_back');
    expect(again).toMatchObject([{ amountMinor: 30_000n, paidAt: null }]);
    expect(await statusOf(parties)).toBe('active');
    try {
      shiftClock(15 * day);
      await remindOfDues();
      await suspendOverdue();
      expect(await statusOf(parties)).toBe('active');
      shiftClock(31 * day);
      await suspendOverdue();
      expect(await statusOf(parties)).toBe('suspended');
      await recordDuePaid(await financePerson(), { dueId: again[0]?.id ?? '', paidOn: isoDay(now()) });
      expect(await statusOf(parties)).toBe('active');
    } finally {
      shiftClock(0);
    }
    expect(await isBalanced()).toBe(true);
  });

  test('about a royalty: a portfolio has it once, and not while it is taken back', async () => {
    const parties = await signedLicence({ advance: '0' });
    const named = { number: parties.number, period: '2026-Q1' };
    const sold = csv('Bear,CZ,EUR,10,3000.00,0', 'Bear,SK,EUR,10,1000.00,0');
    await uploadReport(parties.licensee, named, 'q1.csv', sold);
    const [report] = await reportsOfLicence(parties.licensee, parties.number);
    await submitReport(parties.licensee, { number: parties.number, reportId: report?.id ?? '' });
    const { hash } = (await readStatement(parties.holder, named.number, named.period)).statement;
    await acceptStatement(parties.holder, { ...named, hash });
    const portfolio = async () => {
      const read = await portfolioOf(parties.holder, { id: parties.holderId, currency: 'EUR' }, 'en');
      const places = Object.fromEntries(read.byTerritory.map(({ key, amount }) => [key, amount.minor]));
      return { total: read.total.minor, places };
    };
    // 8 % of 4,000.
    const whole = { total: 32_000n, places: { CZ: 24_000n, SK: 8_000n } };
    const { dueId, stripeId } = await disputed(parties);
    expect(await prisma().licenceDue.findUniqueOrThrow({ where: { id: dueId } })).toMatchObject({ kind: 'royalty' });
    expect(await portfolio()).toEqual(whole);
    await sdk(sandbox).disputes.update(stripeId, { evidence: { uncategorized_text: 'losing_evidence' }, submit: true });
    await applyDueDispute(stripeId);
    expect(await portfolio()).toEqual({ total: 0n, places: {} });
    const finance = await financePerson();
    const again = (await duesOf(parties)).find(({ kind }) => kind === 'charged_back');
    await recordDuePaid(finance, { dueId: again?.id ?? '', paidOn: isoDay(now()) });
    expect(await portfolio()).toEqual(whole);
    // A part that is given back by hand is gone as well.
    await refundDue(finance, form(parties, again?.id ?? '', '80'));
    const { total } = await portfolio();
    expect(total).toBeLessThan(32_000n);
    expect(total).toBeGreaterThan(0n);
    expect(await isBalanced()).toBe(true);
  });
});
