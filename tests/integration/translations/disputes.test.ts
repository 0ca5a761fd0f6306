import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { confirmPayment, evidenceFile, reconcilePayments, sendEvidence } from '#lib/ordering/index.ts';
import { listDifferences, readBalances } from '#lib/payments/index.ts';
import { sendOfJob } from '#lib/payouts/index.ts';
import {
  applyTranslationDispute,
  giveTranslationEvidence,
  owedAfterDisputes,
  payTranslation,
  readJob,
  refundOfJob,
  reviewJob,
  settleTranslationPayment,
  takeJob,
} from '#lib/translations/index.ts';
import { applyStripeObject } from '../../../lib/ordering/stripe-objects.ts';
import { booked } from '../licensing/world.ts';
import { sdk } from '../ordering/paid.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import { referenceData } from '../world.ts';
import { delivered, jobOf, makeCustomer, makeTranslator, order, translate } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

/** An order of two languages whose card's owner asks their bank; the news of the dispute comes twice, and before that of the payment. */
async function disputed() {
  const [customer, translator] = [await makeCustomer(), await makeTranslator()];
  const { orderId } = await order(customer, { targets: ['cs', 'hu'] });
  await payTranslation(customer.owner, { orderId });
  const payment = await prisma().payment.findFirstOrThrow({ where: { translationOrderId: orderId, status: 'open' } });
  await fetch(`${sandbox.url}/sandbox/sessions/${payment.checkoutSessionId}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4000000000000259' }),
  });
  const [found] = (await sdk(sandbox).disputes.list({ limit: 1 })).data;
  const stripeId = found?.id ?? '';
  await Promise.all([applyStripeObject('dispute', stripeId), applyStripeObject('dispute', stripeId)]);
  await Promise.all([applyTranslationDispute(stripeId), applyTranslationDispute(stripeId)]);
  await confirmPayment(payment.checkoutSessionId ?? '');
  await settleTranslationPayment(payment.id);
  const jobs = await prisma().translationJob.findMany({ where: { orderId }, orderBy: { toLocale: 'asc' } });
  const [number = '', unclaimed = ''] = jobs.map((job) => job.number);
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  const dispute = await prisma().dispute.findUniqueOrThrow({ where: { stripeId } });
  return { customer, translator, orderId, paymentId: payment.id, stripeId, dispute, number, unclaimed };
}

async function balanceOf(kind: 'disputes' | 'buyer_receivable', enterpriseId?: string): Promise<bigint> {
  const code = enterpriseId ? `${kind}:${enterpriseId}:EUR` : `${kind}:EUR`;
  const { _sum } = await prisma().ledgerEntry.aggregate({ where: { account: { code } }, _sum: { amountMinor: true } });
  return _sum.amountMinor ?? 0n;
}

async function eventsOf(number: string): Promise<string[]> {
  const rows = await prisma().translationEvent.findMany({ where: { job: { number } }, orderBy: { createdAt: 'asc' } });
  return rows.map(({ kind }) => kind);
}

describe('a card dispute about a translation', () => {
  test('holds the translator’s money, hears staff, and pays out once it is won', async () => {
    const { customer, translator, stripeId, dispute, number } = await disputed();
    await delivered(translator, number);
    await reviewJob(customer.owner, { number }, new Map());
    const job = await jobOf(number);
    await sendOfJob(job.id);
    const transfer = { translationJobId: job.id };
    expect(await prisma().transfer.findFirst({ where: transfer })).toMatchObject({ status: 'due', hold: 'dispute' });
    const said = { number, disputeId: dispute.id, words: 'winning_evidence' };
    await expect(giveTranslationEvidence(translator.owner, said)).rejects.toThrow('identity.not_allowed');
    await expect(giveTranslationEvidence(customer.owner, said)).rejects.toThrow('identity.not_allowed');
    const finance = await financePerson();
    await giveTranslationEvidence(finance, {
      ...said,
      receipt: new File(['%PDF-1.7 order'], 'order.pdf', { type: 'application/pdf' }),
    });
    const [shown] = (await readJob(finance, number)).disputes;
    expect(shown?.evidence[0]?.words).toBe('winning_evidence');
    expect((await readJob(customer.owner, number)).disputes).toEqual([]);
    const fileId = shown?.evidence[0]?.files[0]?.id ?? '';
    expect((await evidenceFile(finance, fileId)).name).toBe('order.pdf');
    await expect(evidenceFile(customer.owner, fileId)).rejects.toThrow('ordering.unknown');
    await Promise.all([sendEvidence(dispute.id), sendEvidence(dispute.id)]);
    expect((await sdk(sandbox).disputes.retrieve(stripeId)).evidence).toMatchObject({
      product_description: expect.stringMatching(
        /^Translation .*: \d+ words from bg into cs; \d+ words from bg into hu$/,
      ),
    });
    await Promise.all([applyTranslationDispute(stripeId), applyTranslationDispute(stripeId)]);
    expect(await prisma().dispute.findUniqueOrThrow({ where: { stripeId } })).toMatchObject({ status: 'won' });
    expect(await balanceOf('disputes')).toBe(0n);
    expect(await balanceOf('buyer_receivable', customer.enterprise.id)).toBe(0n);
    await sendOfJob(job.id);
    expect(await prisma().transfer.findFirst({ where: transfer })).toMatchObject({ hold: 'no_account' });
    await expect(giveTranslationEvidence(finance, said)).rejects.toThrow('ordering.dispute_closed');
    expect((await eventsOf(number)).filter((kind) => kind.startsWith('bank_'))).toEqual(['bank_asks', 'bank_kept']);
  });

  test('that is lost is the customer’s debt for what was translated; the rest stops, and the books agree with Stripe', async () => {
    const { customer, translator, orderId, stripeId, dispute, number, unclaimed } = await disputed();
    await translate(translator, number, 2);
    await sdk(sandbox).disputes.update(stripeId, {
      evidence: { uncategorized_text: 'losing_evidence' },
      submit: true,
    });
    for (let time = 0; time < 3; time++) await applyTranslationDispute(stripeId);
    const { netMinor, taxMinor } = await prisma().translationOrder.findUniqueOrThrow({ where: { id: orderId } });
    expect(await booked(`dispute:${dispute.id}:lost`)).toEqual({
      [`buyer_receivable:${customer.enterprise.id}:EUR`]: netMinor + taxMinor,
      'disputes:EUR': -netMinor - taxMinor,
    });
    expect(await balanceOf('disputes')).toBe(0n);
    const [job, other] = [await jobOf(number), await jobOf(unclaimed)];
    expect([job.status, other.status, other.earnedMinor]).toEqual(['cancelled', 'cancelled', 0n]);
    expect(job.earnedMinor).toBeGreaterThan(0n);
    for (const { id } of [job, other]) await refundOfJob(id);
    const refunds = await prisma().translationRefund.findMany({ where: { job: { orderId } } });
    expect(refunds.map(({ status }) => status)).toEqual(['failed', 'failed']);
    // What the customer still owes is what was translated for it, with its tax.
    expect(await balanceOf('buyer_receivable', customer.enterprise.id)).toBe(
      job.earnedMinor + (job.taxMinor - job.refundTaxMinor),
    );
    const staff = await financePerson();
    const owed = (await owedAfterDisputes(staff)).find((each) => each.disputeId === dispute.id);
    expect(owed).toMatchObject({
      amount: { minor: job.earnedMinor + (job.taxMinor - job.refundTaxMinor), currency: 'EUR' },
      customer: { displayName: customer.enterprise.displayName },
    });
    await expect(owedAfterDisputes(customer.owner)).rejects.toThrow('identity.not_allowed');
    expect(await prisma().transfer.findFirst({ where: { translationJobId: job.id } })).toMatchObject({
      amountMinor: job.earnedMinor - job.commissionMinor,
      status: 'due',
    });
    expect((await eventsOf(number)).slice(-3)).toEqual(expect.arrayContaining(['bank_returned', 'cancelled']));
    const all = await prisma().ledgerEntry.aggregate({ _sum: { amountMinor: true } });
    expect(all._sum.amountMinor).toBe(0n);
    const finance = await financePerson();
    const run = await reconcilePayments(finance);
    expect((await listDifferences(finance, 'open')).items).toEqual([]);
    for (const line of readBalances(run)) expect(line.stripe).toBe(line.ledger);
  });
});
