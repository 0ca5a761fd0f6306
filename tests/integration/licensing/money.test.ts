import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { day, isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  attachDueCertificate,
  catchUpDues,
  dueCertificate,
  payDue,
  readLicence,
  recordDuePaid,
  releasePaid,
  remindOfDues,
  settlePayment,
  startWaiting,
  suspendOverdue,
} from '#lib/licensing/index.ts';
import { confirmPayment } from '#lib/ordering/index.ts';
import { sendOfDue } from '#lib/payouts/index.ts';
import { behind } from '../ledger/behind.ts';
import { sdk } from '../ordering/paid.ts';
import { financePerson, openSandbox, type Sandbox } from '../payouts/world.ts';
import { makeEnterprise, ownerOf, personOf, referenceData } from '../world.ts';
import { booked, connectHolder, duesOf, openDue, payFirst, payPage, signedLicence, statusOf } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

const totalOf = async (kind: string) => {
  const rows = await prisma().ledgerEntry.aggregate({
    where: { account: { code: kind } },
    _sum: { amountMinor: true },
  });
  return rows._sum.amountMinor ?? 0n;
};

describe('what opens a licence', () => {
  test('is one payment in the schedule, and the licence waits for it', async () => {
    const parties = await signedLicence({ advance: '500' });
    expect(await statusOf(parties)).toBe('signed');
    const [due] = await duesOf(parties);
    expect(due).toMatchObject({ kind: 'advance', amountMinor: 50_000n, withholdingMinor: 0n, paidAt: null });
    await startWaiting();
    expect(await duesOf(parties)).toHaveLength(1);
  });

  test('nothing is owed: the licence is in use at once', async () => {
    const parties = await signedLicence({ advance: '0' });
    expect(await statusOf(parties)).toBe('active');
  });

  test('paid once, it is booked by account, activates, and goes to the holder less the commission', async () => {
    const parties = await signedLicence({ advance: '500' });
    const due = await openDue(parties);
    await payDue(parties.licensee, due);
    const { paymentId, session } = await payPage(sandbox, due.dueId);
    await confirmPayment(session);
    expect(await statusOf(parties)).toBe('signed');
    // The webhook's job, the return from the page and the clock at once: it happens once.
    await Promise.all([settlePayment(paymentId), settlePayment(paymentId), catchUpDues()]);
    expect(await statusOf(parties)).toBe('active');
    const tax = BigInt(due.total) - 50_000n;
    const paid = await booked(`due:${due.dueId}:paid`);
    expect(paid).toEqual({
      [`licence_fee_payable:${parties.holderId}:EUR`]: -50_000n,
      'stripe_clearing:EUR': 50_000n + tax,
      ...(tax > 0n ? { 'tax_payable:CZ:EUR': -tax } : {}),
    });
    const [share] = await prisma().licenceShare.findMany({ where: { dueId: due.dueId } });
    const commission = share?.commissionMinor ?? 0n;
    expect(commission).toBeGreaterThan(0n);
    expect(await booked(`due:${due.dueId}:released`)).toEqual({
      [`licence_fee_payable:${parties.holderId}:EUR`]: 50_000n,
      'platform_commission:EUR': -commission,
      [`seller_payable:${parties.holderId}:EUR`]: commission - 50_000n,
    });
    const transfers = await prisma().transfer.findMany({ where: { licenceShare: { dueId: due.dueId } } });
    expect(transfers).toMatchObject([{ amountMinor: 50_000n - commission, status: 'due', sellerOrderId: null }]);
    await sendOfDue(due.dueId);
    expect(await prisma().transfer.findFirst({ where: { licenceShare: { dueId: due.dueId } } })).toMatchObject({
      hold: 'no_account',
    });
    const all = await prisma().ledgerEntry.aggregate({ _sum: { amountMinor: true } });
    expect(all._sum.amountMinor).toBe(0n);
    // Each booking leads back to the licence, and to the charge that paid it.
    const whatPaid = { names: [`licence ${parties.number}`], stripe: ['charge', 'payment_intent'] };
    for (const cause of [`due:${due.dueId}:paid`, `due:${due.dueId}:released`, `payment:${paymentId}:fee`])
      expect(await behind(cause)).toMatchObject(whatPaid);
  });
});

describe('paying', () => {
  test('after a page that was declined and ran out: the holder is sent its share from the charge that succeeded', async () => {
    const parties = await signedLicence({ advance: '500' });
    await connectHolder(sandbox, parties);
    const due = await openDue(parties);
    await payDue(parties.licensee, due);
    const declined = await payPage(sandbox, due.dueId, '4000000000009995');
    await sdk(sandbox).checkout.sessions.expire(declined.session);
    await confirmPayment(declined.session);
    // It names a charge as well, which brought nothing.
    const first = await prisma().payment.findUniqueOrThrow({ where: { id: declined.paymentId } });
    expect(first).toMatchObject({ status: 'expired', chargeId: expect.stringMatching(/^ch_/) });

    const dueId = await payFirst(sandbox, parties);
    await sendOfDue(dueId);
    const paid = await prisma().payment.findFirstOrThrow({ where: { licenceDueId: dueId, status: 'succeeded' } });
    const sent = await prisma().transfer.findFirstOrThrow({ where: { licenceShare: { dueId } } });
    expect(sent).toMatchObject({ status: 'paid', attempt: 0 });
    expect(await sdk(sandbox).transfers.retrieve(sent.stripeId ?? '')).toMatchObject({
      source_transaction: paid.chargeId,
    });
    expect((await behind(`due:${dueId}:released`)).stripe).toEqual(['charge', 'payment_intent']);
  });

  test('twice opens one page; a paid one is refused', async () => {
    const parties = await signedLicence({ advance: '100' });
    const due = await openDue(parties);
    const pages = await Promise.all([payDue(parties.licensee, due), payDue(parties.licensee, due)]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    expect(await prisma().payment.count({ where: { licenceDueId: due.dueId } })).toBe(1);
    const { paymentId, session } = await payPage(sandbox, due.dueId);
    await confirmPayment(session);
    await settlePayment(paymentId);
    await expect(payDue(parties.licensee, due)).rejects.toThrow('licensing.paid_already');
  });

  test('another amount than the one that was shown is refused, and nothing is opened', async () => {
    const parties = await signedLicence({ advance: '100' });
    const { dueId } = await openDue(parties);
    await expect(payDue(parties.licensee, { dueId, total: '1' })).rejects.toThrow('licensing.amount_changed');
    expect(await prisma().payment.count({ where: { licenceDueId: dueId } })).toBe(0);
  });

  test('is the licensee’s alone: the holder may not, and for others there is no such thing', async () => {
    const parties = await signedLicence({ advance: '100' });
    const due = await openDue(parties);
    await expect(payDue(parties.holder, due)).rejects.toThrow('identity.not_allowed');
    const other = await makeEnterprise({ country: 'PL' });
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(payDue(stranger, due)).rejects.toThrow('licensing.unknown');
    await expect(readLicence(stranger, parties.number)).rejects.toThrow('licensing.unknown');
  });

  test('a crash between Stripe and the books is caught up', async () => {
    const parties = await signedLicence({ advance: '100' });
    const due = await openDue(parties);
    await payDue(parties.licensee, due);
    const { session } = await payPage(sandbox, due.dueId);
    await confirmPayment(session);
    expect(await prisma().outboxMessage.count({ where: { topic: 'licence_due.paid' } })).toBeGreaterThan(0);
    await catchUpDues();
    await catchUpDues();
    expect(await statusOf(parties)).toBe('active');
    expect(await prisma().licenceShare.count({ where: { dueId: due.dueId } })).toBe(1);
  });

  test('by bank: staff books it, not while a page is open, and once', async () => {
    const parties = await signedLicence({ advance: '100' });
    const finance = await financePerson();
    const due = await openDue(parties);
    const paidOn = isoDay(now());
    await expect(recordDuePaid(parties.licensee, { dueId: due.dueId, paidOn })).rejects.toThrow('identity.not_allowed');
    await recordDuePaid(finance, { dueId: due.dueId, paidOn });
    expect((await booked(`due:${due.dueId}:paid`))['bank_clearing:EUR']).toBe(BigInt(due.total));
    await expect(recordDuePaid(finance, { dueId: due.dueId, paidOn })).rejects.toThrow('licensing.paid_already');
    await releasePaid();
    expect(await prisma().transfer.count({ where: { licenceShare: { dueId: due.dueId } } })).toBe(1);

    const other = await signedLicence({ advance: '100' });
    const open = await openDue(other);
    await payDue(other.licensee, open);
    await expect(recordDuePaid(finance, { dueId: open.dueId, paidOn })).rejects.toThrow('licensing.being_paid');
  });
});

test('joint owners share by the largest remainder, each with its own commission, and nothing is lost', async () => {
  const parties = await signedLicence({ advance: '100.01' });
  const second = await makeEnterprise({ country: 'BG' });
  const [first] = await prisma().holding.findMany({ where: { workId: parties.workId } });
  await prisma().holding.update({ where: { id: first?.id ?? '' }, data: { shareOf: 1, shareIn: 3 } });
  await prisma().holding.create({
    data: {
      workId: parties.workId,
      enterpriseId: second.enterprise.id,
      kind: 'ownership',
      shareOf: 2,
      shareIn: 3,
      scope: first?.scope ?? {},
      rights: first?.rights ?? [],
      territories: first?.territories ?? [],
      languages: first?.languages ?? [],
      startsOn: new Date('2020-01-01'),
    },
  });
  const dueId = await payFirst(sandbox, parties);
  const shares = await prisma().licenceShare.findMany({ where: { dueId } });
  expect(shares.map(({ shareMinor }) => shareMinor).sort()).toEqual([3_334n, 6_667n]);
  const released = await booked(`due:${dueId}:released`);
  expect(Object.values(released).reduce((sum, each) => sum + each, 0n)).toBe(0n);
  expect(await prisma().transfer.count({ where: { licenceShare: { dueId } } })).toBe(2);
});

test('withholding tax is taken off, stays in the books, and a certificate takes it off them', async () => {
  const parties = await signedLicence({
    advance: '1000',
    terms: { withholding: { rate: '1/10', instrument: 'CZ–CN 2009, art. 12' } },
  });
  const [due] = await duesOf(parties);
  expect(due).toMatchObject({ withholdingMinor: 10_000n });
  expect(due?.asked.totalMinor).toBe(90_000n + (due?.asked.taxMinor ?? 0n));
  const dueId = await payFirst(sandbox, parties);
  const receivable = `buyer_receivable:${parties.licenseeId}:EUR`;
  const withheld = `withholding_tax_payable:${parties.licenseeId}:CZ:EUR`;
  expect(await booked(`due:${dueId}:paid`)).toMatchObject({
    [receivable]: 10_000n,
    [withheld]: -10_000n,
    [`licence_fee_payable:${parties.holderId}:EUR`]: -90_000n,
  });
  const named = { number: parties.number, dueId };
  await expect(attachDueCertificate(parties.licensee, named, 'x.pdf', Buffer.from('hello'))).rejects.toThrow(
    'licensing.certificate_pdf',
  );
  await attachDueCertificate(parties.licensee, named, 'proof.pdf', Buffer.from('%PDF-1.7 proof'));
  await attachDueCertificate(parties.licensee, named, 'better.pdf', Buffer.from('%PDF-1.7 better'));
  expect(await totalOf(receivable)).toBe(0n);
  expect(await totalOf(withheld)).toBe(0n);
  expect(await dueCertificate(parties.holder, dueId)).toMatchObject({ fileName: 'better.pdf' });
  await expect(dueCertificate(personOf('00000000-0000-7000-8000-000000000009'), dueId)).rejects.toThrow(
    'licensing.unknown',
  );
});

test('late: reminded once a step, suspended after notice, interest by the terms, and lifted by the payment', async () => {
  const parties = await signedLicence({
    advance: '1000',
    startsOn: isoDay(now()),
    terms: { lateInterest: '73/1000' },
  });
  await payFirst(sandbox, parties);
  // Another payment of the schedule, three days from now.
  const dueOn = new Date(`${isoDay(new Date(now().getTime() + 3 * day))}T00:00:00Z`);
  const { id: dueId } = await prisma().licenceDue.create({
    data: { licenceId: parties.licenceId, kind: 'instalment', amountMinor: 100_000n, currency: 'EUR', dueOn },
  });
  const mails = () => prisma().email.count({ where: { cause: { startsWith: `licence_due:${dueId}:` } } });
  await remindOfDues();
  await remindOfDues();
  expect(await mails()).toBe(1);
  shiftClock(3 * day);
  await remindOfDues();
  expect(await mails()).toBe(2);
  shiftClock(4 * day);
  await remindOfDues();
  expect(await mails()).toBe(3);
  shiftClock(17 * day);
  await suspendOverdue();
  expect(await statusOf(parties)).toBe('active');
  shiftClock(19 * day);
  await suspendOverdue();
  await suspendOverdue();
  expect(await statusOf(parties)).toBe('suspended');
  const finance = await financePerson();
  const paidOn = isoDay(now());
  const late = Math.round((Date.parse(paidOn) - dueOn.getTime()) / day);
  await recordDuePaid(finance, { dueId, paidOn });
  expect(await statusOf(parties)).toBe('active');
  const interest = await prisma().licenceDue.findUniqueOrThrow({ where: { interestForId: dueId } });
  // 1,000.00 at 7.3 % a year are 20 cents a day.
  expect(interest.amountMinor).toBe(BigInt(20 * late));
  await recordDuePaid(finance, { dueId: interest.id, paidOn });
  expect((await duesOf(parties)).filter(({ kind }) => kind === 'interest')).toHaveLength(1);
});
