import { z } from 'zod';
import type { Person } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import {
  approveBatch,
  cancelBatch,
  exportBatch,
  heldAtStripe,
  importCamt,
  makeBatch,
  moveToBank,
  savePlatformAccount,
} from '#lib/payouts/index.ts';
import { personOf } from '#tests/integration/world.ts';
import { camt } from '#tests/unit/payouts/camt.ts';
import type { Operations } from './answer.ts';

/** What the platform's people of finance do: money to the bank, and from there to the sellers that Stripe cannot pay. */

const inCurrency = z.object({ currency: z.enum(['PLN', 'EUR']) });

/** The two people of finance, hired when they are first needed. */
export async function finance(seat: 1 | 2): Promise<Person> {
  const email = `finance${seat}@example.com`;
  const user = await prisma().user.upsert({
    where: { email },
    create: { email, name: 'Tomáš', staffRoles: ['finance'] },
    update: {},
  });
  return personOf(user.id, { staffRoles: ['finance'] });
}

/** Goes on with the batch of a currency that was left half done, or makes one; approves it twice and exports it. */
async function payByBank(value: unknown): Promise<string> {
  const { currency: code } = inCurrency.parse(value);
  const [first, second] = [await finance(1), await finance(2)];
  await savePlatformAccount(first, { name: 'Ambersilk', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' });
  const open = await prisma().payoutBatch.findFirst({ where: { currency: code, status: 'proposed' } });
  const batchId = open?.id ?? (await makeBatch(first, { currency: currency(code) }));
  for (const each of [first, second])
    await approveBatch(each, { batchId }).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
  await exportBatch(second, { batchId }).catch(async (error: unknown) => {
    // Something of it was given back since: the batch is given up, and made anew another time.
    if (error instanceof DomainError) await cancelBatch(first, { batchId });
    throw error;
  });
  return batchId;
}

/** The bank's statement of a day: each payment that was sent has been paid, or has come back. The same statement may come twice. */
async function bankSays(value: unknown): Promise<string> {
  const { returned, drawn } = z.object({ returned: z.boolean(), drawn: z.number() }).parse(value);
  const sent = await prisma().bankPayment.findMany({
    where: { status: returned ? { in: ['sent', 'settled'] } : 'sent' },
    orderBy: { endToEndId: 'asc' },
  });
  const payment = sent[Math.floor(drawn * sent.length)];
  if (!payment) return 'nothing was sent';
  const { endToEndId, amountMinor, currency: code } = payment;
  const amount = (Number(amountMinor) / 100).toFixed(2);
  const reference = `${endToEndId}${returned ? 'R' : ''}`;
  const line = { amount, currency: code, out: !returned, endToEndId, reference };
  const text = camt([returned ? { ...line, reason: 'AC04' } : line], { id: reference });
  await importCamt(await finance(1), { file: new File([text], 'statement.xml', { type: 'application/xml' }) });
  // A bank account that was refused is looked at and found good after all, so that the money leaves again.
  await prisma().payoutAccount.updateMany({ where: { status: 'refused' }, data: { status: 'verified' } });
  return `${endToEndId} ${returned ? 'came back' : 'was paid'}`;
}

async function toBank(value: unknown): Promise<string> {
  const { key, share, currency: code } = inCurrency.extend({ key: z.uuid(), share: z.number() }).parse(value);
  const actor = await finance(1);
  const held = (await heldAtStripe(actor)).find((each) => each.currency === code)?.minor ?? 0n;
  const minor = BigInt(Math.floor(Number(held) * share));
  if (minor <= 0n) return 'nothing could be moved';
  await moveToBank(actor, { key, amount: money(minor, code) });
  return `${minor} ${code}`;
}

export const financeOperations: Operations = { pay_by_bank: payByBank, bank_says: bankSays, to_bank: toBank };
