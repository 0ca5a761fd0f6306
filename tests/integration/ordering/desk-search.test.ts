import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { ordersForStaff } from '#lib/ordering/index.ts';
import { makeEnterprise, personOf, referenceData } from '../world.ts';

const staff = personOf(randomUUID(), { staffRoles: ['support'] });
let makerId = '';

beforeAll(async () => {
  await referenceData();
  const { enterprise } = await makeEnterprise();
  makerId = enterprise.id;
  await prisma().enterprise.update({ where: { id: makerId }, data: { displayName: 'Грънчарница Ябълка' } });
  // Enough that reading all of them would be slower than asking an index.
  await prisma().$executeRaw`
    insert into orders (number, placement_key, status, email, locale, currency, subtotal_minor, shipping_minor, tax_minor, total_minor, country,
      access_token_hash, expires_at)
    select 'AS-26-' || upper(substr(md5(n::text), 1, 4)) || '-' || upper(substr(md5(n::text), 5, 4)), 'k' || n, 'cancelled', 'buyer' || n || '@example.com',
      'bg', 'EUR', 100, 0, 0, 100, 'BG', 'h' || n, now() from generate_series(1, 20000) n`;
  await prisma().$executeRaw`
    insert into seller_order (order_id, number, enterprise_id, status, subtotal_minor, shipping_minor, tax_minor, total_minor, commission_minor, currency, tax_rule)
    select id, number || '-1', ${makerId}::uuid, 'cancelled', 100, 0, 0, 100, 10, 'EUR', 'none' from orders where placement_key in ('k17', 'k18')`;
  await prisma().$executeRaw`analyze`;
});

/** How often an index was asked, by PostgreSQL's own count. */
async function scans(index: string): Promise<number> {
  const rows = await prisma().$queryRaw<{ count: bigint }[]>`
    select idx_scan as count from pg_stat_user_indexes where indexrelname = ${index}`;
  if (!rows[0]) throw new Error(`no index ${index}`);
  return Number(rows[0].count);
}

async function usesIndex(index: string, search: string, expected: number): Promise<void> {
  const before = await scans(index);
  for (let time = 0; time < 5; time++) {
    const { items } = await ordersForStaff(staff, { search });
    expect(items).toHaveLength(expected);
  }
  // Counts are told a moment after a question.
  await expect.poll(() => scans(index), { timeout: 20_000, interval: 500 }).toBeGreaterThan(before);
}

test('the staff’s desk finds an order by a part of its number through an index', async () => {
  const { number } = await prisma().order.findUniqueOrThrow({ where: { placementKey: 'k77' } });
  await usesIndex('orders_number_trigram', number.slice(6).toLowerCase(), 1);
});

test('… by one of its groups that has letters alone, which a maker may be called as well', async () => {
  await prisma().order.update({ where: { placementKey: 'k99' }, data: { number: 'AS-26-9999-WXYZ' } });
  const numbers = async (search: string) => (await ordersForStaff(staff, { search })).items.map((each) => each.number);
  expect(await numbers('wxyz')).toEqual(['AS-26-9999-WXYZ']);
  await prisma().enterprise.update({ where: { id: makerId }, data: { legalNameLatin: 'Wxyz Ltd' } });
  expect(await numbers('WXYZ')).toHaveLength(3);
});

test('… by an address in any case through an index', async () => {
  await usesIndex('orders_email_idx', 'BUYER123@example.com', 1);
});

test('… and by a maker’s name', async () => {
  expect((await ordersForStaff(staff, { search: 'ябълка' })).items).toHaveLength(2);
  expect((await ordersForStaff(staff, { search: 'nobody' })).items).toEqual([]);
});

test('nothing that is typed breaks it', async () => {
  for (const search of ["%' or 1=1 --", '_', '\\', 'ch_', '@', '-', 'п'.repeat(500)])
    expect((await ordersForStaff(staff, { search })).items.length).toBeGreaterThanOrEqual(0);
});
