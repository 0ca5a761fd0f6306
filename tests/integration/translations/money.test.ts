import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { trialBalance } from '#lib/ledger/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { sendOfJob } from '#lib/payouts/index.ts';
import {
  cancelJob,
  decideJob,
  deliverJob,
  disputeJob,
  extendJob,
  followTranslationClock,
  giveBackJob,
  listJobStrings,
  openJobString,
  orderSchema,
  orderTranslation,
  payTranslation,
  publishAccepted,
  quoteSchema,
  quoteTranslation,
  rateJob,
  readJob,
  readTranslator,
  refundOfJob,
  reviewJob,
  saveJobString,
  settleTranslationPayment,
  takeJob,
} from '#lib/translations/index.ts';
import { behind } from '../ledger/behind.ts';
import { booked } from '../licensing/world.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import { makeEnterprise, ownerOf, personOf, referenceData } from '../world.ts';
import { asked, delivered, jobOf, makeCustomer, makeTranslator, order, paidJobs, payPage, translate } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

async function expectBalanced(): Promise<void> {
  const all = await prisma().ledgerEntry.aggregate({ _sum: { amountMinor: true } });
  expect(all._sum.amountMinor).toBe(0n);
}

/** What is kept for a customer's jobs that are not over. */
async function escrowOf(enterpriseId: string): Promise<bigint> {
  const { _sum } = await prisma().ledgerEntry.aggregate({
    where: { account: { code: `translation_escrow:${enterpriseId}:EUR` } },
    _sum: { amountMinor: true },
  });
  return -(_sum.amountMinor ?? 0n);
}

async function taken() {
  const [customer, translator] = [await makeCustomer(), await makeTranslator()];
  const paid = await paidJobs(sandbox, customer);
  const number = paid.numbers[0] ?? '';
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  return { customer, translator, number, ...paid };
}

describe('the estimate', () => {
  test('counts repetitions at 30 in 100, adds the tax, and names nothing that is translated or ordered', async () => {
    const customer = await makeCustomer();
    const { quote } = await order(customer);
    // Five words of the first listing in full; the second repeats them.
    expect(quote.jobs).toMatchObject([
      { from: 'bg', to: 'cs', words: 10, by: { full: 5, repeat: 5, memory: 0 }, netMinor: 325n },
    ]);
    expect(quote.jobs[0]?.units.reduce((sum, { netMinor }) => sum + netMinor, 0n)).toBe(325n);
    expect(quote).toMatchObject({ taxRule: 'domestic', netMinor: 325n, taxMinor: 65n, totalMinor: 390n });
    const again = await quoteTranslation(customer.owner, quoteSchema.parse(asked(customer)));
    expect(again.jobs).toEqual([]);
    const polish = await quoteTranslation(
      customer.owner,
      quoteSchema.parse(asked(customer, { scope: 'open', targets: ['pl'] })),
    );
    // Both listings are in Polish; the storefront's story is not.
    expect(polish.jobs).toMatchObject([{ texts: 1, words: 1 }]);
  });

  test('a full match of the memory counts as 30 in 100; a named translator’s rate is theirs', async () => {
    const [customer, translator] = [await makeCustomer(), await makeTranslator({ price: '1' })];
    await prisma().memoryUnit.create({
      data: {
        place: `file:test:${randomUUID()}`,
        sourceLocale: 'bg',
        targetLocale: 'pl',
        source: 'Ръчно рисувана',
        target: 'Ręcznie malowana',
        state: 'reviewed',
        domain: 'test',
        bands: [],
        size: 1,
      },
    });
    const quote = await quoteTranslation(
      customer.owner,
      quoteSchema.parse(
        asked(customer, {
          targets: ['pl'],
          texts: customer.texts.slice(0, 1),
          price: '',
          translator: translator.enterprise.slug,
        }),
      ),
    );
    expect(quote.jobs).toMatchObject([{ by: { full: 3, memory: 2, repeat: 0 }, netMinor: 360n, rateMinor: 100n }]);
    await expect(
      quoteTranslation(
        customer.owner,
        quoteSchema.parse(asked(customer, { targets: ['hu'], translator: translator.enterprise.slug })),
      ),
    ).rejects.toThrow('translations.no_rate');
  });

  test('is not for strangers, and another amount than the one that was shown is refused', async () => {
    const customer = await makeCustomer();
    const stranger = personOf(customer.user.id);
    const input = quoteSchema.parse(asked(customer));
    await expect(quoteTranslation(stranger, input)).rejects.toThrow('identity.not_allowed');
    const form = { ...asked(customer), placementKey: randomUUID(), deliverBy: '2099-01-01', total: '1' };
    await expect(orderTranslation(customer.owner, orderSchema.parse(form))).rejects.toThrow('translations.too_late');
    const soon = { ...form, deliverBy: '2020-01-01' };
    await expect(orderTranslation(customer.owner, orderSchema.parse(soon))).rejects.toThrow('translations.too_soon');
    expect(await prisma().translationOrder.count({ where: { enterpriseId: customer.enterprise.id } })).toBe(0);
  });
});

describe('paying', () => {
  test('the same form twice is one order, two pages are one, and it is booked once into escrow', async () => {
    const customer = await makeCustomer();
    const key = randomUUID();
    const [{ orderId }, second] = await Promise.all([order(customer, {}, key), order(customer, {}, key)]);
    expect(second.orderId).toBe(orderId);
    const pages = await Promise.all([
      payTranslation(customer.owner, { orderId }),
      payTranslation(customer.owner, { orderId }),
    ]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    const { paymentId, session } = await payPage(sandbox, orderId);
    await confirmPayment(session);
    await Promise.all([
      settleTranslationPayment(paymentId),
      settleTranslationPayment(paymentId),
      followTranslationClock(),
    ]);
    expect(await booked(`translation_order:${orderId}:paid`)).toEqual({
      'stripe_clearing:EUR': 390n,
      'tax_payable:BG:EUR': -65n,
      [`translation_escrow:${customer.enterprise.id}:EUR`]: -325n,
    });
    expect(await prisma().ledgerTransaction.count({ where: { cause: `payment:${paymentId}:surplus` } })).toBe(0);
    await expect(payTranslation(customer.owner, { orderId })).rejects.toThrow('translations.paid_already');
    await expectBalanced();
  });

  test('two orders of the same texts at once: one', async () => {
    const customer = await makeCustomer();
    const results = await Promise.allSettled([order(customer), order(customer)]);
    const made = await prisma().translationOrder.count({ where: { enterpriseId: customer.enterprise.id } });
    expect(made).toBe(1);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('unpaid for days, or given up: cancelled, and it may be ordered again', async () => {
    const customer = await makeCustomer();
    const { orderId } = await order(customer);
    await payTranslation(customer.owner, { orderId });
    shiftClock(4 * day);
    await followTranslationClock();
    expect(await prisma().translationOrder.findUnique({ where: { id: orderId } })).toMatchObject({
      status: 'cancelled',
    });
    const next = await order(customer);
    const [job] = await prisma().translationJob.findMany({ where: { orderId: next.orderId } });
    await cancelJob(customer.owner, { number: job?.number ?? '', reason: '' });
    expect(await jobOf(job?.number ?? '')).toMatchObject({ status: 'cancelled', settledAt: null });
  });
});

describe('taking', () => {
  test('of two at once exactly one takes it', async () => {
    const customer = await makeCustomer();
    const [a, b] = [await makeTranslator(), await makeTranslator()];
    const { numbers } = await paidJobs(sandbox, customer);
    const number = numbers[0] ?? '';
    const results = await Promise.allSettled(
      [a, b].map(({ owner, enterprise }) => takeJob(owner, { number, enterpriseId: enterprise.id })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'translations.taken_already' },
    });
    expect(await jobOf(number)).toMatchObject({ status: 'taken' });
    const loser = (await jobOf(number)).translatorId === a.enterprise.id ? b : a;
    await expect(readJob(loser.owner, number)).rejects.toThrow('translations.unknown');
    await expect(listJobStrings(loser.owner, { job: number, which: 'all', search: '', offset: 0 })).rejects.toThrow(
      'translations.unknown',
    );
  });

  test('the customer itself, a stranger, one of other languages and one who is not named may not', async () => {
    const customer = await makeCustomer();
    const [named, other] = [await makeTranslator(), await makeTranslator()];
    const { numbers } = await paidJobs(sandbox, customer, { price: '', translator: named.enterprise.slug });
    const number = numbers[0] ?? '';
    await expect(takeJob(other.owner, { number, enterpriseId: other.enterprise.id })).rejects.toThrow(
      'translations.not_yours',
    );
    await expect(takeJob(customer.owner, { number, enterpriseId: customer.enterprise.id })).rejects.toThrow(
      'translations.not_yours',
    );
    await expect(takeJob(other.owner, { number, enterpriseId: named.enterprise.id })).rejects.toThrow(
      'identity.not_allowed',
    );
    await expect(readJob(other.owner, number)).rejects.toThrow('translations.unknown');
    await takeJob(named.owner, { number, enterpriseId: named.enterprise.id });
  });

  test('a translator sees the job’s strings, none of the enterprise’s others, and others see none', async () => {
    const { customer, translator, number } = await taken();
    const other = await makeCustomer();
    const unit = `text:${other.texts[0]}.title`;
    await expect(openJobString(translator.owner, { job: number, unit, locale: 'cs' })).rejects.toThrow(
      'workbench.unknown',
    );
    const { rows } = await listJobStrings(translator.owner, { job: number, which: 'all', search: '', offset: 0 });
    expect(rows.length).toBe(await prisma().translationUnit.count({ where: { job: { number } } }));
    const first = rows[0]?.unit ?? '';
    const save = { job: number, unit: first, locale: 'cs' as const, value: 'Talíř', seen: '' };
    await expect(saveJobString(customer.owner, save)).rejects.toThrow('identity.not_allowed');
    const stranger = await makeEnterprise();
    await expect(saveJobString(ownerOf(stranger.user.id, stranger.enterprise.id), save)).rejects.toThrow(
      'translations.unknown',
    );
    await saveJobString(translator.owner, save);
    await expect(saveJobString(translator.owner, { ...save, value: 'Mísa' })).rejects.toThrow(
      'workbench.edited_meanwhile',
    );
    // What is not delivered is not the customer's to read.
    expect((await readJob(customer.owner, number)).units.every(({ target }) => target === '')).toBe(true);
  });
});

describe('the life of a job', () => {
  test('accepted: it is live and reviewed, the translator has it less the commission, and it goes out', async () => {
    const { customer, translator, number, orderId } = await taken();
    await expect(deliverJob(translator.owner, { number })).rejects.toThrow('translations.unfinished');
    await delivered(translator, number);
    await reviewJob(customer.owner, { number }, new Map());
    const job = await jobOf(number);
    expect(job).toMatchObject({ status: 'accepted', earnedMinor: 325n, refundMinor: 0n });
    expect(job.commissionMinor).toBeGreaterThan(0n);
    expect(await booked(`translation_job:${job.id}:settled`)).toEqual({
      'platform_commission:EUR': -job.commissionMinor,
      [`seller_payable:${translator.enterprise.id}:EUR`]: job.commissionMinor - 325n,
      [`translation_escrow:${customer.enterprise.id}:EUR`]: 325n,
    });
    expect(await escrowOf(customer.enterprise.id)).toBe(0n);
    expect(await prisma().transfer.findMany({ where: { translationJobId: job.id } })).toMatchObject([
      { amountMinor: 325n - job.commissionMinor, status: 'due', sellerOrderId: null },
    ]);
    await sendOfJob(job.id);
    expect(await prisma().transfer.findFirst({ where: { translationJobId: job.id } })).toMatchObject({
      hold: 'no_account',
    });
    await Promise.all([publishAccepted(job.id), publishAccepted(job.id)]);
    const translation = await prisma().translation.findUnique({
      where: { textId_locale: { textId: customer.texts[0] ?? '', locale: 'cs' } },
    });
    expect(translation).toMatchObject({ state: 'reviewed', origin: 'human', authorId: translator.user.id });
    await rateJob(customer.owner, { number, stars: 5, words: 'Výborně' });
    await expect(rateJob(customer.owner, { number, stars: 1, words: '' })).rejects.toThrow(
      'translations.rated_already',
    );
    expect((await readTranslator(customer.owner, translator.enterprise.slug)).record).toMatchObject({
      jobs: 1,
      stars: 5,
    });
    expect(await prisma().translationOrder.findUnique({ where: { id: orderId } })).toMatchObject({ status: 'paid' });
    await expectBalanced();
    const balance = await trialBalance(await financePerson());
    expect(balance).toBeDefined();
    const { number: ordered, jobs } = await prisma().translationOrder.findUniqueOrThrow({
      where: { id: orderId },
      include: { jobs: { orderBy: { number: 'asc' } } },
    });
    const stripe = ['charge', 'payment_intent'];
    expect(await behind(`translation_order:${orderId}:paid`)).toMatchObject({
      names: [`translation_order ${ordered}`, ...jobs.map((each) => `translation_job ${each.number}`)],
      stripe,
    });
    expect(await behind(`translation_job:${job.id}:settled`)).toMatchObject({
      names: [`translation_order ${ordered}`, `translation_job ${number}`],
      stripe,
    });
  });

  test('changes, twice at most; what was accepted is locked; no answer accepts', async () => {
    const { customer, translator, number } = await taken();
    await delivered(translator, number);
    const change = new Map([[0, { comment: 'The title is too long.' }]]);
    await reviewJob(customer.owner, { number }, change);
    expect(await jobOf(number)).toMatchObject({ status: 'changes', rounds: 1 });
    const { rows } = await listJobStrings(translator.owner, { job: number, which: 'missing', search: '', offset: 0 });
    expect(rows).toHaveLength(1);
    const all = await listJobStrings(translator.owner, { job: number, which: 'all', search: '', offset: 0 });
    const locked = all.rows[1];
    await expect(
      saveJobString(translator.owner, {
        job: number,
        unit: locked?.unit ?? '',
        locale: 'cs',
        value: 'x',
        seen: locked?.target ?? '',
      }),
    ).rejects.toThrow('workbench.locked');
    await delivered(translator, number);
    await reviewJob(customer.owner, { number }, change);
    await delivered(translator, number);
    await expect(reviewJob(customer.owner, { number }, change)).rejects.toThrow('translations.rounds_spent');
    shiftClock(8 * day);
    await followTranslationClock();
    await followTranslationClock();
    expect(await jobOf(number)).toMatchObject({ status: 'accepted', earnedMinor: 325n });
    expect(await escrowOf(customer.enterprise.id)).toBe(0n);
  });

  test('nobody takes it in time: all goes back, tax too, once', async () => {
    const customer = await makeCustomer();
    const { numbers, orderId } = await paidJobs(sandbox, customer);
    const number = numbers[0] ?? '';
    shiftClock(11 * day);
    await Promise.all([followTranslationClock(), followTranslationClock()]);
    const job = await jobOf(number);
    expect(job).toMatchObject({ status: 'expired', refundMinor: 325n, refundTaxMinor: 65n });
    await Promise.all([refundOfJob(job.id), refundOfJob(job.id)]);
    expect(await prisma().translationRefund.findUnique({ where: { jobId: job.id } })).toMatchObject({
      status: 'succeeded',
      amountMinor: 390n,
    });
    expect(await booked(`translation_job:${job.id}:settled`)).toEqual({
      'refunds:EUR': -390n,
      'tax_payable:BG:EUR': 65n,
      [`translation_escrow:${customer.enterprise.id}:EUR`]: 325n,
    });
    expect(await prisma().transfer.count({ where: { translationJob: { orderId } } })).toBe(0);
    const refund = await prisma().translationRefund.findUniqueOrThrow({ where: { jobId: job.id } });
    expect(await behind(`refund:${refund.id}:succeeded`)).toMatchObject({
      names: [`translation_job ${job.number}`],
      stripe: ['refund', 'charge', 'payment_intent'],
    });
    await expectBalanced();
  });

  test('the deadline passes: refunded; extended before, it is not', async () => {
    const { customer, translator, number } = await taken();
    await translate(translator, number, 1);
    const until = new Date(Date.now() + 40 * day).toISOString().slice(0, 10);
    await extendJob(customer.owner, { number, deliverBy: until });
    await expect(extendJob(customer.owner, { number, deliverBy: until })).rejects.toThrow('translations.not_later');
    shiftClock(22 * day);
    await followTranslationClock();
    expect(await jobOf(number)).toMatchObject({ status: 'taken' });
    shiftClock(42 * day);
    await followTranslationClock();
    expect(await jobOf(number)).toMatchObject({ status: 'overdue', earnedMinor: 0n, refundMinor: 325n });
    expect(await escrowOf(customer.enterprise.id)).toBe(0n);
  });

  test('cancelled half-way: what is translated is paid and handed over, the rest goes back to the cent', async () => {
    const { customer, translator, number } = await taken();
    await translate(translator, number, 2);
    await cancelJob(customer.owner, { number, reason: 'No longer needed.' });
    const job = await jobOf(number);
    expect(job.status).toBe('cancelled');
    expect(job.earnedMinor).toBeGreaterThan(0n);
    expect(job.earnedMinor + job.refundMinor).toBe(325n);
    const refund = await prisma().translationRefund.findUniqueOrThrow({ where: { jobId: job.id } });
    expect(refund.amountMinor).toBe(job.refundMinor + job.refundTaxMinor);
    expect(await prisma().translationUnit.count({ where: { jobId: job.id, state: 'accepted' } })).toBe(2);
    expect(await escrowOf(customer.enterprise.id)).toBe(0n);
    await expectBalanced();
  });

  test('forints: what is charged, what is earned and what goes back is whole', async () => {
    const [customer, translator] = [await makeCustomer(), await makeTranslator()];
    const forints = { currency: 'HUF', price: '51.30' };
    const { quote, numbers } = await paidJobs(sandbox, customer, forints);
    // 6.5 words at 51.30 Ft are 333.45 Ft; a fifth of 334 is nearest to 67.
    expect(quote).toMatchObject({ currency: 'HUF', netMinor: 33_400n, taxMinor: 6_700n, totalMinor: 40_100n });
    const number = numbers[0] ?? '';
    await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
    await translate(translator, number, 2);
    await cancelJob(customer.owner, { number, reason: 'No longer needed.' });
    const job = await jobOf(number);
    expect(job.earnedMinor).toBeGreaterThan(0n);
    expect(job.earnedMinor % 100n).toBe(0n);
    expect(job.earnedMinor + job.refundMinor).toBe(33_400n);
    await refundOfJob(job.id);
    const refund = await prisma().translationRefund.findUniqueOrThrow({ where: { jobId: job.id } });
    expect(refund).toMatchObject({ status: 'succeeded', currency: 'HUF', failureReason: null });
    expect(refund.amountMinor).toBe(job.refundMinor + job.refundTaxMinor);
    expect(refund.amountMinor % 100n).toBe(0n);
    await expectBalanced();
  });

  test('given back: offered again with nothing of the first translator; in dispute staff divides it', async () => {
    const { customer, translator, number } = await taken();
    await translate(translator, number, 1);
    await giveBackJob(translator.owner, { number, reason: 'Ill.' });
    expect(await jobOf(number)).toMatchObject({ status: 'offered', translatorId: null });
    expect(await prisma().translationUnit.count({ where: { job: { number }, target: { not: '' } } })).toBe(0);
    const second = await makeTranslator();
    await takeJob(second.owner, { number, enterpriseId: second.enterprise.id });
    await delivered(second, number);
    await disputeJob(customer.owner, { number, reason: 'It is by a machine.' });
    const finance = await financePerson();
    const decision = { number, reason: 'Half of it is usable.' };
    await expect(decideJob(second.owner, { ...decision, earned: '3.25' })).rejects.toThrow('identity.not_allowed');
    await expect(decideJob(finance, { ...decision, earned: '3.26' })).rejects.toThrow('translations.split');
    await decideJob(finance, { ...decision, earned: '1.62' });
    await expect(decideJob(finance, { ...decision, earned: '1.62' })).rejects.toThrow('translations.not_now');
    expect(await jobOf(number)).toMatchObject({
      status: 'settled',
      earnedMinor: 162n,
      refundMinor: 163n,
      refundTaxMinor: 33n,
    });
    expect(await escrowOf(customer.enterprise.id)).toBe(0n);
    await expectBalanced();
  });

  test('a reviewer whom the customer names may review, and nothing else', async () => {
    const [customer, translator] = [await makeCustomer(), await makeTranslator()];
    const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'Petra' } });
    const { numbers } = await paidJobs(sandbox, customer, { reviewer: user.email });
    const number = numbers[0] ?? '';
    await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
    await delivered(translator, number);
    const reviewer = personOf(user.id);
    await expect(cancelJob(reviewer, { number, reason: '' })).rejects.toThrow('identity.not_allowed');
    await reviewJob(reviewer, { number }, new Map());
    expect(await jobOf(number)).toMatchObject({ status: 'accepted' });
  });
});
