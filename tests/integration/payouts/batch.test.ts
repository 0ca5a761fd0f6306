import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { system } from '#lib/core/actor.ts';
import { day, now, shiftClock } from '#lib/core/clock.ts';
import { money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { refundSome, shipOrder } from '#lib/ordering/index.ts';
import { sendReversal } from '#lib/payments/index.ts';
import { payBy } from '#lib/payouts/bank-account.ts';
import { workingDays } from '#lib/payouts/calendar.ts';
import {
  approveBatch,
  bankLines,
  batchFile,
  cancelBatch,
  dropPayment,
  exportBatch,
  importCamt,
  makeBatch,
  matchLine,
  saveBankAccount,
  saveBankAccountSchema,
  savePlatformAccount,
  sendOfSellerOrder,
  setLineAside,
  verifyBankAccount,
} from '#lib/payouts/index.ts';
import { camt } from '../../unit/payouts/camt.ts';
import { schemaFaults } from '../../unit/payouts/pain-schema.ts';
import { all, parsed } from '../../unit/payouts/schema-checker.ts';
import { behind } from '../ledger/behind.ts';
import { referenceData } from '../world.ts';
import {
  balanceOf,
  financePerson,
  isBalanced,
  makeSeller,
  onboard,
  openSandbox,
  paidOrder,
  type Sandbox,
} from './world.ts';

let sandbox: Sandbox;
let first: Awaited<ReturnType<typeof financePerson>>;
let second: Awaited<ReturnType<typeof financePerson>>;

beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
  [first, second] = [await financePerson(), await financePerson()];
  await savePlatformAccount(first, { name: 'Ambersilk', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  shiftClock(0);
  // Each test looks at its own money.
  for (const { id } of await prisma().payoutBatch.findMany({ where: { status: 'proposed' } }))
    await cancelBatch(first, { batchId: id });
  await prisma().transfer.updateMany({ where: { status: 'due' }, data: { status: 'netted', amountMinor: 0n } });
});

/** Names a bank account of a maker, which is verified. */
async function withBankAccount(seller: Awaited<ReturnType<typeof makeSeller>>): Promise<string> {
  await saveBankAccount(
    seller.owner,
    saveBankAccountSchema.parse({
      enterpriseId: seller.enterprise.id,
      kind: 'iban',
      holderName: 'Майстор ООД',
      iban: 'BG80BNBG96611020345678',
    }),
  );
  const { id: accountId } = await prisma().payoutAccount.findFirstOrThrow({
    where: { enterpriseId: seller.enterprise.id },
  });
  await verifyBankAccount(first, { accountId, nameMatches: 'on', numberSeen: 'on', note: '' });
  return accountId;
}

/** A maker paid to a verified bank account, with so many orders sent. */
async function sellerByBank(orders = 1) {
  const seller = await makeSeller();
  const accountId = await withBankAccount(seller);
  for (let count = 0; count < orders; count++) {
    const { part } = await paidOrder(sandbox, seller.variant.id);
    await shipOrder(system('test'), { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '1' });
  }
  return { ...seller, accountId };
}

async function exported(orders = 1) {
  const seller = await sellerByBank(orders);
  const batchId = await makeBatch(first, { currency: 'EUR' });
  await approveBatch(first, { batchId });
  await approveBatch(second, { batchId });
  await exportBatch(second, { batchId });
  const payment = await prisma().bankPayment.findFirstOrThrow({
    where: { batchId, enterpriseId: seller.enterprise.id },
  });
  return { seller, batchId, payment };
}

const upload = (text: string, name = 'statement.xml') =>
  importCamt(first, { file: new File([text], name, { type: 'application/xml' }) });
const amountOf = (minor: bigint) => (Number(minor) / 100).toFixed(2);

describe('a batch', () => {
  test('needs two different people: the same person twice is refused by rule and by the database', async () => {
    const seller = await sellerByBank(2);
    const batchId = await makeBatch(first, { currency: 'EUR' });
    await expect(exportBatch(first, { batchId })).rejects.toThrow('payouts.two_needed');
    await approveBatch(first, { batchId });
    await expect(approveBatch(first, { batchId })).rejects.toThrow('payouts.same_person');
    await expect(
      prisma().payoutApproval.create({ data: { batchId, userId: first.userId, seat: 2 } }),
    ).rejects.toThrow();
    await expect(prisma().payoutBatch.update({ where: { id: batchId }, data: { status: 'exported' } })).rejects.toThrow(
      /two approvals/,
    );
    await expect(exportBatch(first, { batchId })).rejects.toThrow('payouts.two_needed');
    await expect(approveBatch(seller.owner, { batchId })).rejects.toThrow('identity.not_allowed');
    await approveBatch(second, { batchId });
    await exportBatch(first, { batchId });
    await expect(prisma().payoutApproval.deleteMany({ where: { batchId } })).rejects.toThrow(/stands/);

    const { content } = await batchFile(second, batchId);
    expect(schemaFaults(content)).toEqual([]);
    const payments = await prisma().bankPayment.findMany({ where: { batchId } });
    expect(payments).toHaveLength(1);
    expect(all(parsed(content), 'InstdAmt')[0]?.text).toBe(amountOf(payments[0]?.amountMinor ?? 0n));
    expect(all(parsed(content), 'EndToEndId')[0]?.text).toBe(payments[0]?.endToEndId);
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
    expect(await isBalanced()).toBe(true);
  });

  test('waits with what is due while Stripe takes something of the same enterprise back, and keeps nothing for it', async () => {
    const seller = await makeSeller();
    await onboard(sandbox, seller);
    const handOver = async () => {
      const { part } = await paidOrder(sandbox, seller.variant.id);
      await shipOrder(system('test'), { sellerOrderId: part.id, carrier: 'Speedy', trackingNumber: '1' });
      return part;
    };
    const before = await handOver();
    await sendOfSellerOrder(before.id);
    await refundSome(seller.owner, { sellerOrderId: before.id, requestKey: randomUUID(), note: '', amount: '20.00' });
    // The bank from here on, once the change has waited.
    await withBankAccount(seller);
    await transaction((tx) => payBy(tx, seller.enterprise.id, 'bank_transfer'));
    const { id, totalMinor, taxMinor, commissionMinor } = await handOver();
    shiftClock(3 * day);
    await expect(makeBatch(first, { currency: 'EUR' })).rejects.toThrow('payouts.nothing_due');
    for (const reversal of await prisma().transferReversal.findMany({
      where: { transfer: { sellerOrderId: before.id } },
    }))
      await sendReversal(reversal.id);
    await makeBatch(first, { currency: 'EUR' });
    expect(await prisma().transfer.findFirstOrThrow({ where: { sellerOrderId: id } })).toMatchObject({
      status: 'batched',
      amountMinor: totalMinor - taxMinor - commissionMinor,
      recoveredMinor: 0n,
    });
  });

  test('two made at once never pay the same transfer twice', async () => {
    const sellers = [await sellerByBank(3), await sellerByBank(2), await sellerByBank(1)];
    const made = await Promise.allSettled(Array.from({ length: 4 }, () => makeBatch(first, { currency: 'EUR' })));
    expect(made.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const result of made)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'payouts.nothing_due' });
    const enterpriseIds = sellers.map(({ enterprise }) => enterprise.id);
    const transfers = await prisma().transfer.findMany({
      where: { sellerOrder: { enterpriseId: { in: enterpriseIds } } },
    });
    expect(transfers).toHaveLength(6);
    expect(transfers.every(({ status, bankPaymentId }) => status === 'batched' && bankPaymentId)).toBe(true);
    const payments = await prisma().bankPayment.findMany({
      where: { enterpriseId: { in: enterpriseIds }, status: 'proposed' },
    });
    const sum = (list: { amountMinor: bigint }[]) => list.reduce((total, each) => total + each.amountMinor, 0n);
    expect(sum(payments)).toBe(sum(transfers));
  });

  test('keeps what a seller owes once, however many orders it pays', async () => {
    const seller = await sellerByBank(3);
    const enterpriseId = seller.enterprise.id;
    const owed = -(await balanceOf('seller_payable', enterpriseId));
    await transaction((tx) =>
      post(tx, {
        cause: `test:${enterpriseId}`,
        kind: 'refund',
        entries: [
          { account: { kind: 'seller_payable', currency: 'EUR', enterpriseId }, amount: money(500n, 'EUR') },
          { account: { kind: 'refunds', currency: 'EUR' }, amount: money(-500n, 'EUR') },
        ],
      }),
    );
    const batchId = await makeBatch(first, { currency: 'EUR' });
    const payment = await prisma().bankPayment.findFirstOrThrow({ where: { batchId, enterpriseId } });
    expect(payment.amountMinor).toBe(owed - 500n);
  });

  test('what a batch held when its seller went over to Stripe leaves by Stripe', async () => {
    const seller = await sellerByBank();
    const batchId = await makeBatch(first, { currency: 'EUR' });
    await transaction((tx) => payBy(tx, seller.enterprise.id, 'stripe_connect'));
    const held = { sellerOrder: { enterpriseId: seller.enterprise.id } };
    expect(await prisma().transfer.findFirst({ where: held })).toMatchObject({ rail: 'bank_transfer' });
    await cancelBatch(first, { batchId });
    expect(await prisma().transfer.findFirst({ where: held })).toMatchObject({ status: 'due', rail: 'stripe_connect' });
  });

  test('the bank is asked for no day that is over', async () => {
    await sellerByBank();
    const batchId = await makeBatch(first, { currency: 'EUR' });
    await approveBatch(first, { batchId });
    shiftClock(9 * day);
    await approveBatch(second, { batchId });
    await exportBatch(second, { batchId });
    const { content } = await batchFile(second, batchId);
    const asked = all(parsed(content), 'ReqdExctnDt')[0];
    expect(asked && all(asked, 'Dt')[0]?.text).toBe(workingDays(now(), 1).toISOString().slice(0, 10));
  });

  test('a payment taken out is due again, and the approvals of the batch as it was do not count', async () => {
    const seller = await sellerByBank();
    const batchId = await makeBatch(first, { currency: 'EUR' });
    await approveBatch(second, { batchId });
    const payment = await prisma().bankPayment.findFirstOrThrow({ where: { batchId } });
    await expect(prisma().bankPayment.update({ where: { id: payment.id }, data: { amountMinor: 1n } })).rejects.toThrow(
      /never changed/,
    );
    await dropPayment(first, { batchId, paymentId: payment.id });
    expect(await prisma().payoutApproval.count({ where: { batchId } })).toBe(0);
    expect(
      await prisma().transfer.findFirst({ where: { sellerOrder: { enterpriseId: seller.enterprise.id } } }),
    ).toMatchObject({
      status: 'due',
      bankPaymentId: null,
    });
  });

  test('does not leave when an order was disputed after it was approved', async () => {
    const seller = await sellerByBank();
    const batchId = await makeBatch(first, { currency: 'EUR' });
    await approveBatch(first, { batchId });
    await approveBatch(second, { batchId });
    const payment = await prisma().payment.findFirstOrThrow({
      where: { order: { sellerOrders: { some: { enterpriseId: seller.enterprise.id } } } },
    });
    await prisma().dispute.create({
      data: {
        paymentId: payment.id,
        stripeId: `du_${payment.id}`,
        status: 'needs_response',
        reason: 'x',
        amountMinor: 1n,
        currency: 'EUR',
      },
    });
    await expect(exportBatch(first, { batchId })).rejects.toMatchObject({ code: 'payouts.batch_stale' });
  });
});

describe("the bank's statement", () => {
  test('settles what it names, once, however often it comes', async () => {
    const { payment, batchId } = await exported(2);
    const before = await balanceOf('bank_clearing');
    const text = camt([
      { amount: amountOf(payment.amountMinor), endToEndId: payment.endToEndId, reference: payment.id },
    ]);
    expect(await upload(text)).toMatchObject({ known: false, lines: 1, matched: 1 });
    expect(await upload(text)).toMatchObject({ known: true, matched: 0 });
    // Another file that tells of the same movement.
    expect(
      await upload(
        camt([{ amount: amountOf(payment.amountMinor), endToEndId: payment.endToEndId, reference: payment.id }], {
          id: 'other',
        }),
      ),
    ).toMatchObject({
      known: false,
      lines: 0,
    });
    expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({ status: 'settled' });
    expect(await prisma().payoutBatch.findUnique({ where: { id: batchId } })).toMatchObject({ status: 'settled' });
    expect(await balanceOf('bank_clearing')).toBe(before - payment.amountMinor);
    expect(await prisma().transfer.count({ where: { bankPaymentId: payment.id, status: 'paid' } })).toBe(2);
    expect(await isBalanced()).toBe(true);
  });

  test('with an unknown reference, another amount or currency waits for a person', async () => {
    const { payment } = await exported();
    const amount = amountOf(payment.amountMinor);
    const result = await upload(
      camt([
        { amount: '17.00', endToEndId: 'NO-SUCH', reference: 'u1' },
        { amount: amountOf(payment.amountMinor + 1n), endToEndId: payment.endToEndId, reference: 'u2' },
        { amount, currency: 'PLN', endToEndId: payment.endToEndId, reference: 'u3' },
        { amount, reference: 'u4' },
      ]),
    );
    expect(result).toMatchObject({ lines: 4, matched: 0, unmatched: 4 });
    const lines = await prisma().bankLine.findMany({ where: { status: 'unmatched' }, orderBy: { amountMinor: 'asc' } });
    expect(lines.map(({ problem }) => problem).sort()).toEqual([
      'amount_differs',
      'currency_differs',
      'unknown_reference',
      'unknown_reference',
    ]);
    expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({ status: 'sent' });

    const nameless = lines.find((line) => line.amountMinor === -payment.amountMinor && line.currency === 'EUR');
    const other = lines.find((line) => line.endToEndId === 'NO-SUCH');
    if (!nameless || !other) throw new Error('the lines are there');
    const byHand = (lineId: string) =>
      matchLine(first, { lineId, endToEndId: payment.endToEndId, reason: 'The bank told us by telephone' });
    await expect(byHand(other.id)).rejects.toMatchObject({ code: 'payouts.line_amount_differs' });
    await byHand(nameless.id);
    await setLineAside(first, { lineId: other.id, note: 'Rent of the office' });
    await expect(setLineAside(first, { lineId: other.id, note: 'Rent of the office' })).rejects.toThrow(
      'payouts.line_gone',
    );
    expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({ status: 'settled' });
  });

  test('that brings back less than was sent is the whole payment returned once a person says that the bank kept the rest', async () => {
    for (const settledBefore of [true, false]) {
      const { seller, payment } = await exported(2);
      const id = seller.enterprise.id;
      const { endToEndId } = payment;
      const amount = amountOf(payment.amountMinor);
      const before = {
        bank: await balanceOf('bank_clearing'),
        fees: await balanceOf('platform_fees'),
        transit: await balanceOf('payouts_in_transit'),
      };
      if (settledBefore) await upload(camt([{ endToEndId, amount, reference: `${payment.id}o` }]));
      const less = amountOf(payment.amountMinor - 1250n);
      const back = { endToEndId, amount: less, out: false, reason: 'AC04', reference: `${payment.id}r` };
      expect(await upload(camt([back]))).toMatchObject({ matched: 0, unmatched: 1 });
      const line = await prisma().bankLine.findFirstOrThrow({
        where: { status: 'unmatched', endToEndId, problem: 'amount_differs' },
      });
      const { less: shown } = await bankLines(first);
      expect(shown.get(line.id)).toEqual({
        payment: money(payment.amountMinor, 'EUR'),
        charges: money(1250n, 'EUR'),
        enterprise: seller.enterprise.displayName,
      });
      const match = (lessCharges?: 'on') =>
        matchLine(first, { lineId: line.id, endToEndId, reason: 'The bank’s advice of charges', lessCharges });
      await expect(match()).rejects.toMatchObject({
        code: 'payouts.line_less_charges',
        params: { charges: money(1250n, 'EUR') },
      });
      expect(await balanceOf('seller_payable', id)).toBe(0n);
      await match('on');
      await expect(match('on')).rejects.toThrow('payouts.line_gone');
      expect(await prisma().bankLine.findUnique({ where: { id: line.id } })).toMatchObject({
        status: 'matched',
        bankPaymentId: payment.id,
      });
      expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({
        status: 'returned',
        returnReason: 'AC04',
      });
      // The seller has all of it again; the bank has what its statement says; the platform bears the difference.
      expect(await balanceOf('seller_payable', id)).toBe(-payment.amountMinor);
      expect(await balanceOf('bank_clearing')).toBe(before.bank - 1250n);
      expect(await balanceOf('platform_fees')).toBe(before.fees + 1250n);
      expect(await balanceOf('payouts_in_transit')).toBe(before.transit + payment.amountMinor);
      expect(
        await prisma().transfer.aggregate({
          where: { sellerOrder: { enterpriseId: id }, status: 'due', hold: 'account_refused' },
          _sum: { amountMinor: true },
        }),
      ).toMatchObject({ _sum: { amountMinor: payment.amountMinor } });
      expect(await prisma().payoutAccount.findUnique({ where: { id: seller.accountId } })).toMatchObject({
        status: 'refused',
      });
      expect(await isBalanced()).toBe(true);
      // Each of its bookings leads to the batch, the payment and the movements that told of it.
      const batch = await prisma().payoutBatch.findUniqueOrThrow({ where: { id: payment.batchId } });
      const lines = await prisma().bankLine.findMany({ where: { bankPaymentId: payment.id } });
      expect(lines).toHaveLength(settledBefore ? 2 : 1);
      const names = [
        `payout_batch ${batch.number}`,
        `bank_payment ${endToEndId}`,
        ...lines.map(({ reference }) => `bank_line ${reference}`),
      ].sort();
      const { id: transferId } = await prisma().transfer.findFirstOrThrow({ where: { bankPaymentId: payment.id } });
      for (const cause of [
        ...(settledBefore ? [`bank_payment:${payment.id}:settled`, `bank_payment:${payment.id}:returned`] : []),
        `bank_payment:${payment.id}:charges`,
        `transfer:${transferId}`,
        `transfer:${transferId}:returned`,
      ])
        expect([...(await behind(cause)).names].sort()).toEqual(names);
    }
  });

  test('that takes less, or brings more, than was sent is no return, whatever a person says', async () => {
    const { payment } = await exported();
    const { endToEndId } = payment;
    await upload(
      camt([
        { endToEndId, amount: amountOf(payment.amountMinor - 5n), reference: `${payment.id}a` },
        { endToEndId, amount: amountOf(payment.amountMinor + 5n), out: false, reference: `${payment.id}b` },
      ]),
    );
    const lines = await prisma().bankLine.findMany({ where: { status: 'unmatched', endToEndId } });
    expect(lines).toHaveLength(2);
    for (const { id: lineId } of lines)
      await expect(
        matchLine(first, { lineId, endToEndId, reason: 'The bank’s advice of charges', lessCharges: 'on' }),
      ).rejects.toMatchObject({ code: 'payouts.line_amount_differs' });
    expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({ status: 'sent' });
  });

  test('that brings money back gives it to the seller, even after it was settled, and keeps it until the account is right', async () => {
    const { seller, payment } = await exported(2);
    const name = { endToEndId: payment.endToEndId, amount: amountOf(payment.amountMinor) };
    await upload(camt([{ ...name, reference: `${payment.id}o` }]));
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
    const bank = await balanceOf('bank_clearing');
    await upload(camt([{ ...name, out: false, reason: 'AC04', reference: `${payment.id}r` }]));
    expect(await prisma().bankPayment.findUnique({ where: { id: payment.id } })).toMatchObject({
      status: 'returned',
      returnReason: 'AC04',
    });
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(-payment.amountMinor);
    expect(await balanceOf('bank_clearing')).toBe(bank + payment.amountMinor);
    expect(await prisma().transfer.count({ where: { bankPaymentId: payment.id, status: 'paid' } })).toBe(0);
    expect(await isBalanced()).toBe(true);
    await expect(makeBatch(first, { currency: 'EUR' })).rejects.toThrow('payouts.nothing_due');
    expect(
      await prisma().email.count({ where: { template: 'payout_returned', cause: { contains: payment.id } } }),
    ).toBe(1);

    const input = {
      enterpriseId: seller.enterprise.id,
      kind: 'iban',
      holderName: 'Майстор ООД',
      iban: 'BG18RZBB91550123456789',
    };
    await saveBankAccount(seller.owner, saveBankAccountSchema.parse(input));
    const { id } = await prisma().payoutAccount.findFirstOrThrow({
      where: { enterpriseId: seller.enterprise.id, status: 'pending' },
    });
    await verifyBankAccount(second, { accountId: id, nameMatches: 'on', numberSeen: 'on', note: '' });
    shiftClock(49 * 3_600_000);
    const batchId = await makeBatch(second, { currency: 'EUR' });
    await approveBatch(first, { batchId });
    await approveBatch(second, { batchId });
    await exportBatch(first, { batchId });
    expect(await prisma().bankPayment.findFirst({ where: { batchId } })).toMatchObject({
      amountMinor: payment.amountMinor,
      status: 'sent',
    });
    expect(await balanceOf('seller_payable', seller.enterprise.id)).toBe(0n);
  });
});
