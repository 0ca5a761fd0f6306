import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { invitationsWanted, inviteReviews, setInvitations, writeReview } from '#lib/community/index.ts';
import { guest } from '#lib/core/actor.ts';
import { day } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { compose } from '#lib/notifications/index.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, referenceData } from '../world.ts';

const ago = (days: number) => new Date(Date.now() - days * day);
let made: Awaited<ReturnType<typeof makeListing>>;

beforeAll(async () => {
  await referenceData();
});
beforeEach(async () => {
  const { enterprise } = await makeEnterprise();
  made = await makeListing(enterprise.id);
});

const buy = (parts: Parameters<typeof bought>[2]) => bought(made.listing, made.variant.id, parts);
const arrived = { paidAt: ago(20), handedOverAt: ago(18), deliveredAt: ago(8) };
const mailsTo = (email: string) =>
  prisma().email.findMany({ where: { recipient: email, template: 'review_invitation' } });

describe('an invitation to review', () => {
  test('comes once an order, in its language, with a link that works for guests', async () => {
    const order = await buy(arrived);
    await inviteReviews();
    await Promise.all([inviteReviews(), inviteReviews()]);
    const mails = await mailsTo(order.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.locale).toBe('pl');
    expect(mails[0]?.params).toMatchObject({
      things: 'Talerz',
      link: expect.stringContaining(`/pl/orders/${order.number}/review/${order.orderLineId}?key=${order.key}`),
      stop: { page: expect.stringContaining(`/pl/orders/${order.number}/invitations?key=${order.key}`) },
    });
  });

  test.each([
    ['on the way', { status: 'shipped', handedOverAt: ago(3) }],
    ['not sent yet', { status: 'accepted' }],
    ['there since yesterday', { ...arrived, deliveredAt: ago(1) }],
    ['there for half a year', { ...arrived, handedOverAt: ago(100), deliveredAt: ago(90) }],
    ['given back', { ...arrived, order: 'refunded' }],
  ] as const)('does not come for what is %s', async (_what, parts) => {
    const order = await buy({ paidAt: ago(20), ...parts });
    await inviteReviews();
    expect(await mailsTo(order.email)).toEqual([]);
  });

  test('comes for a parcel nobody confirmed when it must have arrived', async () => {
    const order = await buy({ paidAt: ago(30), status: 'shipped', handedOverAt: ago(25) });
    await inviteReviews();
    expect(await mailsTo(order.email)).toHaveLength(1);
  });

  test('does not come to whoever has written already', async () => {
    const order = await buy(arrived);
    await writeReview(guest, {
      orderLineId: order.orderLineId,
      key: order.key,
      rating: 5,
      body: 'Dobry',
      locale: 'pl',
    });
    await inviteReviews();
    expect(await mailsTo(order.email)).toEqual([]);
  });

  test('does not come to whoever wants none, and comes again to whoever does', async () => {
    const first = await buy(arrived);
    await setInvitations(guest, { number: first.number, key: first.key, wanted: 'no' });
    await setInvitations(guest, { number: first.number, key: first.key, wanted: 'no' });
    expect(await invitationsWanted(guest, first.number, first.key)).toEqual({ email: first.email, wanted: false });
    await buy({ ...arrived, email: first.email.toUpperCase() });
    await inviteReviews();
    expect(await mailsTo(first.email)).toEqual([]);

    await setInvitations(guest, { number: first.number, key: first.key, wanted: 'yes' });
    await buy({ ...arrived, email: first.email });
    await inviteReviews();
    expect(await mailsTo(first.email)).toHaveLength(1);
  });

  test('is stopped by nobody without the link', async () => {
    const order = await buy(arrived);
    const asked = setInvitations(guest, { number: order.number, key: 'wrong', wanted: 'no' });
    await expect(asked).rejects.toMatchObject({ code: 'ordering.unknown' });
    await expect(invitationsWanted(guest, order.number, undefined)).rejects.toMatchObject({ code: 'ordering.unknown' });
  });

  test('says in text and HTML how to have no more of them', async () => {
    const params = {
      number: 'AS-1',
      things: 'Talerz',
      link: 'https://a.example/x',
      stop: { page: 'https://a.example/stop?key=1' },
    };
    const { text, html, subject } = await compose('review_invitation', 'pl', params);
    expect(subject).not.toBe('');
    expect(text).toContain(params.stop.page);
    expect(html).toContain(`href="${params.stop.page}"`);
  });
});
