import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { applyStripeEvent } from '#lib/ordering/index.ts';
import { receiveEvent } from '#lib/payments/index.ts';

test('a webhook of another account is kept, asks nobody and changes nothing', async () => {
  const id = `evt_${randomUUID()}`;
  const object = { id: `po_${randomUUID()}`, object: 'payout', amount: 100, currency: 'eur', status: 'paid' };
  const payload = JSON.stringify({
    id,
    object: 'event',
    type: 'payout.paid',
    account: 'acct_stranger',
    data: { object },
  });
  const secret = process.env['STRIPE_WEBHOOK_SECRET'] ?? '';
  const signature = new Stripe('sk_test_unused').webhooks.generateTestHeaderString({ payload, secret });
  // Replayed: stored once.
  for (let time = 0; time < 3; time++) await receiveEvent(payload, signature);
  await Promise.all([applyStripeEvent(id), applyStripeEvent(id)]);
  expect(await prisma().stripeEvent.count({ where: { id } })).toBe(1);
  expect(await prisma().stripeEvent.findUniqueOrThrow({ where: { id } })).toMatchObject({
    processedAt: expect.any(Date),
  });
  expect(await prisma().stripePayout.count()).toBe(0);
  expect(await prisma().ledgerTransaction.count()).toBe(0);
});
