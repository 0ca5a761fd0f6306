import { beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  dac7File,
  invoicePdf,
  invoiceXml,
  issueInvoice,
  parcelPdf,
  proformaPdf,
  readPeriod,
  saveTaxDetails,
  sellerYears,
  taxReturn,
} from '#lib/invoicing/index.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let seller: Awaited<ReturnType<typeof makeEnterprise>>;
let shop: Awaited<ReturnType<typeof makeListing>>;
const finance = personOf('00000000-0000-7000-8000-000000000001', { staffRoles: ['finance'] });
const shipTo = {
  name: 'Zofia Wójcik',
  line1: 'ul. Piękna 18/4',
  line2: '',
  district: '',
  city: 'Warszawa',
  region: '',
  postalCode: '00-950',
  country: 'PL',
  phone: '+48 600 100 200',
};

beforeAll(async () => {
  await referenceData();
  seller = await makeEnterprise();
  shop = await makeListing(seller.enterprise.id);
});

async function order() {
  const made = await bought(shop.listing, shop.variant.id, { status: 'accepted' });
  await prisma().order.update({ where: { id: made.id }, data: { shipTo } });
  const part = await prisma().sellerOrder.findFirstOrThrow({ where: { orderId: made.id } });
  return { ...made, part };
}

describe('papers', () => {
  test('somebody else’s invoice number, paper or XML: not there', async () => {
    const { part, key } = await order();
    const { number } = await issueInvoice(part.id);
    const stranger = personOf('00000000-0000-7000-8000-000000000002', {
      memberships: [{ enterpriseId: '00000000-0000-7000-8000-000000000003', role: 'owner' }],
    });
    for (const actor of [guest, stranger]) {
      await expect(invoicePdf(actor, number)).rejects.toThrow('invoicing.unknown');
      await expect(invoiceXml(actor, number, `${key}x`)).rejects.toThrow();
      await expect(parcelPdf(actor, part.number, 'packing')).rejects.toThrow('invoicing.unknown');
    }
    await expect(invoicePdf(finance, 'AS-2026-999999')).rejects.toThrow('invoicing.unknown');
    for (const [actor, given] of [
      [guest, key],
      [finance, undefined],
      [ownerOf(seller.user.id, seller.enterprise.id), undefined],
    ] as const)
      expect((await invoicePdf(actor, number, given)).fileName).toBe(`${number}.pdf`);
  });

  test('an invoice is printed the same, byte for byte, whenever it is asked for', async () => {
    const { part, key } = await order();
    const { number } = await issueInvoice(part.id);
    const first = await invoicePdf(guest, number, key);
    await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { displayName: 'Нов' } });
    const second = await invoicePdf(guest, number, key);
    await prisma().enterprise.update({ where: { id: seller.enterprise.id }, data: { displayName: 'Майстор' } });
    expect(second.bytes.equals(first.bytes)).toBe(true);
    const { pages } = await readPdf(first.bytes);
    expect(pages.join('\n')).toContain('Faktura');
    expect(pages.join('\n')).toContain('Фактура');
    expect(pages.join('\n')).toContain('Zofia Wójcik');
  });

  test('a packing slip says the gift note and no price; what the buyer wrote to the maker is not for who opens a gift', async () => {
    const { id, part } = await order();
    await prisma().sellerOrder.update({ where: { id: part.id }, data: { buyerNote: 'Bez paragonu, to prezent' } });
    const owner = ownerOf(seller.user.id, seller.enterprise.id);
    const slip = async () => (await readPdf((await parcelPdf(owner, part.number, 'packing')).bytes)).pages.join('\n');
    expect(await slip()).toContain('Bez paragonu, to prezent');
    await prisma().order.update({ where: { id }, data: { giftNote: 'Wszystkiego najlepszego, Zosiu!' } });
    const gift = await slip();
    expect(gift).toContain('Wszystkiego najlepszego, Zosiu!');
    expect(gift).not.toContain('Bez paragonu');
    const { unitPriceMinor } = await prisma().orderLine.findFirstOrThrow({ where: { sellerOrderId: part.id } });
    for (const minor of [unitPriceMinor, part.totalMinor, part.taxMinor])
      for (const point of [',', '.'])
        expect(gift).not.toContain(`${minor / 100n}${point}${(minor % 100n).toString().padStart(2, '0')}`);
    expect(gift).not.toMatch(/€|zł|EUR|PLN/);
  });

  test('a proforma is for what is unpaid; parcels have their papers from payment on', async () => {
    const { id, part, key } = await order();
    await expect(proformaPdf(guest, part.number, key)).rejects.toThrow('invoicing.unknown');
    const owner = ownerOf(seller.user.id, seller.enterprise.id);
    for (const paper of ['commercial', 'cn22', 'cn23', 'packing'] as const) {
      const { pages } = await readPdf((await parcelPdf(owner, part.number, paper)).bytes);
      expect(pages.join('\n')).toContain(part.number);
    }
    await prisma().order.update({ where: { id }, data: { paidAt: null } });
    const { pages } = await readPdf((await proformaPdf(guest, part.number, key)).bytes);
    expect(pages.join('\n')).toContain('Faktura pro forma');
    await expect(parcelPdf(owner, part.number, 'packing')).rejects.toThrow('invoicing.unknown');
  });
});

describe('reports', () => {
  const year = readPeriod(String(new Date().getUTCFullYear()));

  test('are for finance alone', async () => {
    if (!year) throw new Error('a year is a period');
    await expect(sellerYears(personOf(seller.user.id), year)).rejects.toThrow('identity.not_allowed');
    await expect(taxReturn(guest, 'oss', year)).rejects.toThrow('identity.sign_in_required');
  });

  test('a seller’s own words are kept and reach the message; a wrong tax number is refused by its check digit', async () => {
    if (!year) throw new Error('a year is a period');
    await Promise.all(Array.from({ length: 30 }, order));
    const details = {
      enterpriseId: seller.enterprise.id,
      tin: '831650349',
      tinCountry: 'BG',
      street: 'ул. Опълченска 3',
      postalCode: '5600',
      city: 'Троян',
      country: 'BG',
      since: '1998-04-01',
    };
    await saveTaxDetails(ownerOf(seller.user.id, seller.enterprise.id), details);
    await expect(saveTaxDetails(personOf(seller.user.id), details)).rejects.toThrow('identity.not_allowed');
    const [first] = await sellerYears(finance, year);
    const count = first?.activities.goods.reduce((sum, quarter) => sum + quarter.count, 0) ?? 0;
    expect(count).toBeGreaterThanOrEqual(30);
    const text = await dac7File(finance, year, false);
    expect(text).toContain('<dpi:TIN issuedBy="BG">831650349</dpi:TIN>');
  });
});
