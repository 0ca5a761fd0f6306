import { afterAll, beforeAll, expect, test } from 'vitest';
import { dac7File, readPeriod, sellerYears } from '#lib/invoicing/index.ts';
import { cancelJob, takeJob } from '#lib/translations/index.ts';
import { openSandbox, type Sandbox } from '../payouts/world.ts';
import { jobOf, makeCustomer, makeTranslator, paidJobs, translate } from '../translations/world.ts';
import { personOf, referenceData } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());

const finance = personOf('00000000-0000-7000-8000-000000000001', { staffRoles: ['finance'] });

test('what translators earned by their jobs is reported as personal services, what went back of them is not', async () => {
  const [customer, translator] = [await makeCustomer(), await makeTranslator()];
  const { numbers } = await paidJobs(sandbox, customer);
  const number = numbers[0] ?? '';
  await takeJob(translator.owner, { number, enterpriseId: translator.enterprise.id });
  await translate(translator, number, 2);
  await cancelJob(customer.owner, { number, reason: '' });
  // Nobody earns anything by a job that is given up before anybody has written a word.
  const idle = await paidJobs(sandbox, await makeCustomer());
  const other = await makeTranslator();
  await takeJob(other.owner, { number: idle.numbers[0] ?? '', enterpriseId: other.enterprise.id });
  const job = await jobOf(number);
  expect(job.earnedMinor).toBeGreaterThan(job.commissionMinor);
  expect(job.refundMinor).toBeGreaterThan(0n);

  const year = readPeriod(String(new Date().getUTCFullYear()));
  if (!year) throw new Error('a year is a period');
  const sellers = await sellerYears(finance, year);
  expect(sellers.map(({ enterpriseId }) => enterpriseId)).toEqual([translator.enterprise.id]);
  const { goods, services } = sellers[0]?.activities ?? { goods: [], services: [] };
  expect(goods.every(({ count }) => count === 0)).toBe(true);
  const added = (pick: 'consideration' | 'fees' | 'taxes') =>
    services.reduce((sum, quarter) => sum + quarter[pick].minor, 0n);
  expect(services.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  expect(added('consideration')).toBe(job.earnedMinor - job.commissionMinor);
  expect(added('fees')).toBe(job.commissionMinor);
  expect(added('taxes')).toBe(job.taxMinor - job.refundTaxMinor);
  expect(await dac7File(finance, year, true)).toContain('PersonalServices');
});
