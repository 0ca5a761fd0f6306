import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { decimalText, type Money, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { compose, type MailParams } from '#lib/notifications/index.ts';
import { confirmPayment, evidenceFile, reconcilePayments, sendEvidence } from '#lib/ordering/index.ts';
import { listDifferences, readBalances } from '#lib/payments/index.ts';
import { sendOfJob } from '#lib/payouts/index.ts';
import {
  applyTranslationDispute,
  giveTranslationEvidence,
  owedAfterDisputes,
  payTranslation,
  readJob,
  recordDebtRepaid,
  refundOfJob,
  repaidSchema,
  reviewJob,
  settleTranslationPayment,
  takeJob,
} from '#lib/translations/index.ts';
import { applyStripeObject } from '../../../lib/ordering/stripe-objects.ts';
import { booked } from '../licensing/world.ts';
import { sdk } from '../ordering/paid.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import { personOf, referenceData } from '../world.ts';
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

/** A lost dispute of which the customer owes two translated strings, and what finance types about a transfer of that. */
async function indebted() {
  const found = await disputed();
  const { customer, translator, stripeId, dispute, number, unclaimed } = found;
  await translate(translator, number, 2);
  await sdk(sandbox).disputes.update(stripeId, { evidence: { uncategorized_text: 'losing_evidence' }, submit: true });
  for (let time = 0; time < 3; time++) await applyTranslationDispute(stripeId);
  for (const each of [number, unclaimed]) await refundOfJob((await jobOf(each)).id);
  const finance = await financePerson();
  const debt = async () => (await owedAfterDisputes(finance)).find((each) => each.disputeId === dispute.id);
  const owed = (await debt())?.amount ?? money(0, 'EUR');
  const received = (amount: Money, reference: string, over: Record<string, unknown> = {}) =>
    repaidSchema.parse({
      disputeId: dispute.id,
      amount: decimalText(amount),
      currency: amount.currency,
      receivedOn: isoDay(now()),
      reference,
      reason: 'Statement 214',
      ...over,
    });
  const mails = () =>
    prisma().email.findMany({
      where: { template: 'translation_repaid', recipient: customer.user.email },
      orderBy: { createdAt: 'asc' },
    });
  return { ...found, finance, debt, owed, received, mails };
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

describe('what a customer owes after a lost dispute', () => {
  test('is paid by bank in parts: booked, recorded and told once each, and no longer owed when it is even', async () => {
    const { customer, dispute, number, finance, debt, owed, received, mails } = await indebted();
    expect(owed.minor).toBeGreaterThan(100n);
    await recordDebtRepaid(finance, received(money(100, 'EUR'), 'RF18 ab'));
    expect(await booked(`dispute:${dispute.id}:repaid:RF18AB`)).toEqual({
      'bank_clearing:EUR': 100n,
      [`buyer_receivable:${customer.enterprise.id}:EUR`]: -100n,
    });
    const left = money(owed.minor - 100n, 'EUR');
    expect((await debt())?.amount).toEqual(left);
    expect(
      await prisma().auditEntry.findMany({ where: { action: 'dispute.repaid', subjectId: dispute.id } }),
    ).toMatchObject([
      {
        actorId: finance.userId,
        reason: 'Statement 214',
        data: { amount: '100', currency: 'EUR', receivedOn: isoDay(now()), reference: 'RF18 ab' },
      },
    ]);
    // The same transfer, however it is typed.
    await expect(recordDebtRepaid(finance, received(money(1, 'EUR'), ' rf18AB '))).rejects.toMatchObject({
      code: 'translations.repaid_already',
      field: 'reference',
    });
    await recordDebtRepaid(finance, received(left, 'RF19'));
    expect(await debt()).toBeUndefined();
    expect(await balanceOf('buyer_receivable', customer.enterprise.id)).toBe(0n);
    await expect(recordDebtRepaid(finance, received(left, 'RF20'))).rejects.toThrow('translations.not_owed');
    expect((await eventsOf(number)).filter((kind) => kind === 'repaid')).toHaveLength(2);
    expect((await mails()).map(({ params }) => params)).toMatchObject([{ settled: 'no' }, { settled: 'yes' }]);
    const all = await prisma().ledgerEntry.aggregate({ _sum: { amountMinor: true } });
    expect(all._sum.amountMinor).toBe(0n);
  });

  test('is told in the customer’s language, as text and as HTML', async () => {
    const { customer, finance, owed, received, mails } = await indebted();
    await prisma().user.update({ where: { id: customer.user.id }, data: { locale: 'pl' } });
    await recordDebtRepaid(finance, received(owed, 'RF18'));
    const [mail] = await mails();
    expect(mail?.locale).toBe('pl');
    const { subject, text, html } = await compose(
      'translation_repaid',
      'pl',
      mail?.params as unknown as MailParams['translation_repaid'],
    );
    expect(subject).toMatch(/^Twój przelew dotarł: .*€/);
    for (const said of [text, html]) expect(said).toContain('Nic już nie pozostało do zapłaty.');
  });

  test('takes no more than is owed, nothing in another currency, of a day to come or without an amount, and only from finance', async () => {
    const { customer, finance, debt, owed, received, mails } = await indebted();
    const refused = (input: ReturnType<typeof received>) => expect(recordDebtRepaid(finance, input)).rejects;
    await refused(received(money(owed.minor + 1n, 'EUR'), 'A')).toMatchObject({
      code: 'translations.owed_most',
      field: 'amount',
    });
    await refused(received(money(100, 'PLN'), 'A')).toMatchObject({
      code: 'translations.owed_currency',
      field: 'amount',
    });
    await refused(received(owed, 'A', { amount: '0' })).toMatchObject({ code: 'money.not_an_amount', field: 'amount' });
    await refused(received(owed, 'A', { amount: 'all' })).toMatchObject({
      code: 'money.not_an_amount',
      field: 'amount',
    });
    const tomorrow = isoDay(new Date(now().getTime() + day));
    await refused(received(owed, 'A', { receivedOn: tomorrow })).toMatchObject({
      code: 'translations.not_yet',
      field: 'receivedOn',
    });
    await refused(received(owed, 'A', { disputeId: finance.userId })).toThrow('translations.unknown');
    const support = personOf(finance.userId, { staffRoles: ['support'] });
    for (const outsider of [support, customer.owner])
      await expect(recordDebtRepaid(outsider, received(owed, 'A'))).rejects.toThrow('identity.not_allowed');
    expect((await debt())?.amount).toEqual(owed);
    expect(await mails()).toEqual([]);
    expect(repaidSchema.safeParse({ ...received(owed, 'A'), reference: ' ', reason: '' }).error?.issues).toMatchObject([
      { path: ['reference'], message: 'required' },
      { path: ['reason'], message: 'required' },
    ]);
  });

  test.each([
    ['the same transfer', ['RF18', 'RF18'], 'translations.repaid_already'],
    ['two transfers of all', ['RF18', 'RF19'], 'translations.not_owed'],
  ])('of two who record %s at once one does', async (_, references, refusal) => {
    const { customer, dispute, finance, debt, owed, received, mails } = await indebted();
    const tries = await Promise.allSettled(references.map((each) => recordDebtRepaid(finance, received(owed, each))));
    const refusals = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refusals).toMatchObject([{ code: refusal }]);
    expect(
      await prisma().ledgerTransaction.count({ where: { cause: { startsWith: `dispute:${dispute.id}:repaid:` } } }),
    ).toBe(1);
    expect(await balanceOf('buyer_receivable', customer.enterprise.id)).toBe(0n);
    expect(await debt()).toBeUndefined();
    expect(await mails()).toHaveLength(1);
  });
});
