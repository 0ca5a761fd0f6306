import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  companyHistory,
  demoCompany,
  invoicePdf,
  issueInvoice,
  saveCompany,
  saveCompanySchema,
} from '#lib/invoicing/index.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

const form = {
  replacesId: '',
  name: 'Kehribar OOD',
  street: 'ul. Tsar Asen 7',
  postalCode: '1000',
  city: 'Sofia',
  country: 'BG',
  registrationNumber: '831650349',
  vatNumber: 'bg 831650349',
  ossNumber: '',
  iossNumber: 'IM1000000017',
  eori: 'BG831650349',
  iban: 'BG80 BNBG 9661 1020 3456 78',
  email: 'accounts@kehribar.example',
  site: 'kehribar.example',
};
let finance: ReturnType<typeof personOf>;
beforeAll(async () => {
  await referenceData();
  const user = await prisma().user.create({ data: { email: 'f@example.com', name: 'Tomáš', staffRoles: ['finance'] } });
  finance = personOf(user.id, { staffRoles: ['finance'] });
});

const save = (over: Partial<typeof form> = {}) => saveCompany(finance, saveCompanySchema.parse({ ...form, ...over }));

test('what is wrong is said at its field', () => {
  const wrong = {
    vatNumber: 'BG831650340',
    ossNumber: 'EU1',
    iossNumber: 'IM1',
    eori: '12',
    iban: 'BG80BNBG96611020345679',
    name: '',
    country: 'Bulgaria',
  };
  const { error } = saveCompanySchema.safeParse({ ...form, ...wrong });
  expect(error?.issues.map(({ path }) => path[0]).sort()).toEqual(Object.keys(wrong).sort());
});

test('papers say what holds when they are issued, and the history keeps each change with who made it', async () => {
  const { enterprise } = await makeEnterprise();
  const { listing, variant } = await makeListing(enterprise.id);
  const order = async () => {
    const made = await bought(listing, variant.id);
    const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: made.id } });
    const { number } = await issueInvoice(part.id);
    const text = async () => (await readPdf((await invoicePdf(guest, number, made.key)).bytes)).pages.join('\n');
    return { text };
  };
  const before = await order();
  expect(await before.text()).toContain(demoCompany.name);
  expect((await companyHistory(finance)).changes).toEqual([]);
  await save();
  const after = await order();
  expect(await after.text()).toContain('Kehribar OOD');
  expect(await after.text()).toContain('BG80 BNBG 9661 1020 3456 78');
  expect(await before.text()).toContain(demoCompany.name);
  const { changes, current } = await companyHistory(finance);
  expect(current).toMatchObject({ vatNumber: 'BG831650349', invoiceSeries: demoCompany.invoiceSeries });
  const [first] = changes;
  await save({ replacesId: first?.id ?? '', city: 'Plovdiv' });
  expect((await companyHistory(finance)).changes[0]).toMatchObject({ changed: ['city'], by: 'Tomáš' });
});

test('two at once: one is kept, the other is told; and nothing of the past can be changed', async () => {
  const { changes } = await companyHistory(finance);
  const replacesId = changes[0]?.id ?? '';
  await expect(save({ replacesId, city: 'Plovdiv' })).rejects.toThrow('invoicing.company_same');
  const results = await Promise.allSettled(['Varna', 'Ruse', 'Burgas'].map((city) => save({ replacesId, city })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'invoicing.company_changed' });
  await expect(save({ replacesId, city: 'Vidin' })).rejects.toThrow('invoicing.company_changed');
  const change = prisma().companyDetails.update({ where: { id: replacesId }, data: { data: {} } });
  await expect(change).rejects.toThrow();
});

test('is for finance alone', async () => {
  const stranger = personOf(randomUUID());
  await expect(companyHistory(stranger)).rejects.toThrow('identity.not_allowed');
  await expect(saveCompany(guest, saveCompanySchema.parse(form))).rejects.toThrow('identity.sign_in_required');
});
