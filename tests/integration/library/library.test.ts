import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GET as download } from '#app/api/downloads/[id]/route.ts';
import { guest } from '#lib/core/actor.ts';
import { hour, shiftClock } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import {
  freezeLicences,
  hasWatermark,
  libraryOf,
  licencePdf,
  openCopy,
  provideNewFiles,
  setWatermark,
} from '#lib/library/index.ts';
import { store } from '#lib/media/index.ts';
import { downloadLink, filesOfLines } from '#lib/ordering/index.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let seller: Awaited<ReturnType<typeof makeEnterprise>>;
let buyerId = '';

beforeAll(async () => {
  await referenceData();
  seller = await makeEnterprise();
  buyerId = (await prisma().user.create({ data: { email: 'buyer@example.com', name: 'Buyer', locale: 'pl' } })).id;
});

/** A listing with a file, bought and handed over. */
async function boughtFile(bytes: Buffer, contentType: string) {
  const { listing, variant } = await makeListing(seller.enterprise.id, { kind: 'download' });
  const file = await addFile(listing.id, 1, bytes, contentType);
  const order = await bought(listing, variant.id, { status: 'provided' });
  await prisma().order.update({ where: { id: order.id }, data: { buyerId } });
  await prisma().orderLine.update({ where: { id: order.orderLineId }, data: { kind: 'download' } });
  const grant = await prisma().downloadGrant.create({ data: { orderLineId: order.orderLineId, fileId: file.id } });
  return { listing, order, grant };
}

async function addFile(listingId: string, version: number, bytes: Buffer, contentType: string) {
  const storageKey = `files/${randomUUID()}`;
  await (await store()).put(storageKey, bytes, contentType);
  const media = await prisma().media.create({
    data: {
      enterpriseId: seller.enterprise.id,
      kind: 'document',
      contentType,
      bytes: bytes.length,
      sha256: storageKey,
      storageKey,
      fileName: `book-${version}.pdf`,
    },
  });
  return prisma().listingFile.create({ data: { listingId, mediaId: media.id, version } });
}

async function open(grantId: string, begins = true) {
  const query = new URL(`http://x${downloadLink(grantId)}`).searchParams;
  return openCopy(grantId, query.get('expires'), query.get('signature'), begins);
}

/** What the site answers to whoever asks for an address, or a stretch of what is there. */
async function answered(link: string, range?: string): Promise<Response> {
  const request = new Request(`http://localhost${link}`, range === undefined ? {} : { headers: { range } });
  const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
  return download(request, { params: Promise.resolve({ id }) });
}

const countOf = async (grantId: string) =>
  (await prisma().downloadGrant.findUniqueOrThrow({ where: { id: grantId } })).count;

async function somePdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([300, 400]);
  document.addPage([300, 400]);
  return Buffer.from(await document.save());
}

describe('downloads', () => {
  test('are counted when they begin, not when they go on, and end at the limit', async () => {
    const { grant } = await boughtFile(Buffer.from('text'), 'text/plain');
    await open(grant.id);
    await open(grant.id, false);
    expect((await prisma().downloadGrant.findUniqueOrThrow({ where: { id: grant.id } })).count).toBe(1);
    await prisma().downloadGrant.update({ where: { id: grant.id }, data: { count: limits.downloads } });
    await expect(open(grant.id)).rejects.toThrow('ordering.download_limit');
    // What was begun goes on.
    expect((await open(grant.id, false)).fileName).toBe('book-1.pdf');
  });

  test('somebody else’s or a forged link opens nothing', async () => {
    const { grant } = await boughtFile(Buffer.from('text'), 'text/plain');
    const other = await boughtFile(Buffer.from('text'), 'text/plain');
    const query = new URL(`http://x${downloadLink(other.grant.id)}`).searchParams;
    await expect(openCopy(grant.id, query.get('expires'), query.get('signature'), true)).rejects.toThrow(
      'ordering.unknown',
    );
  });
});

describe('a link to a download', () => {
  afterEach(() => shiftClock(0));

  test('is answered with the file until it has run out, and then with 410', async () => {
    const { grant } = await boughtFile(Buffer.from('text'), 'text/plain');
    const link = downloadLink(grant.id);
    const whole = await answered(link);
    expect([whole.status, await whole.text()]).toEqual([200, 'text']);
    expect(whole.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''book-1.pdf");
    shiftClock(5.9 * hour);
    expect((await answered(link)).status).toBe(200);
    shiftClock(6.1 * hour);
    expect((await answered(link)).status).toBe(410);
    // Whoever writes a later end onto it has no link at all.
    const later = link.replace(/expires=(\d+)/, (_, until: string) => `expires=${Number(until) + hour}`);
    expect((await answered(later)).status).toBe(404);
    expect(await countOf(grant.id)).toBe(2);
  });

  test('begun too often is gone as well, and goes on where it was broken off', async () => {
    const { grant } = await boughtFile(Buffer.from('0123456789'), 'text/plain');
    await prisma().downloadGrant.update({ where: { id: grant.id }, data: { count: limits.downloads } });
    expect((await answered(downloadLink(grant.id))).status).toBe(410);
    const rest = await answered(downloadLink(grant.id), 'bytes=4-');
    expect([rest.status, await rest.text()]).toEqual([206, '456789']);
  });

  test('gives the stretch that is asked for, and says how much there is where nothing is', async () => {
    const { grant } = await boughtFile(Buffer.from('0123456789'), 'text/plain');
    const link = downloadLink(grant.id);
    const first = await answered(link, 'bytes=0-3');
    expect([first.status, first.headers.get('content-range'), await first.text()]).toEqual([
      206,
      'bytes 0-3/10',
      '0123',
    ]);
    const last = await answered(link, 'bytes=7-99');
    expect([last.status, last.headers.get('content-range'), await last.text()]).toEqual([206, 'bytes 7-9/10', '789']);
    const beyond = await answered(link, 'bytes=10-');
    expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()]).toEqual([416, 'bytes */10', '']);
    expect(await countOf(grant.id)).toBe(1);
    // What is no one stretch is the whole file, and a download like any other.
    for (const several of ['bytes=1-2,0-9', 'bytes=5-x'])
      expect([several, (await answered(link, several)).status]).toEqual([several, 200]);
    expect(await countOf(grant.id)).toBe(3);
  });

  test('of somebody else’s file, or of none, leads nowhere', async () => {
    const [mine, theirs] = [
      await boughtFile(Buffer.from('mine'), 'text/plain'),
      await boughtFile(Buffer.from('theirs'), 'text/plain'),
    ];
    const { search } = new URL(`http://localhost${downloadLink(mine.grant.id)}`);
    for (const id of [theirs.grant.id, randomUUID(), '1', ''])
      expect([id, (await answered(`/api/downloads/${id}${search}`)).status]).toEqual([id, 404]);
    expect((await answered(`/api/downloads/${theirs.grant.id}`)).status).toBe(404);
    expect(await countOf(theirs.grant.id)).toBe(0);
  });
});

describe('what was given back', () => {
  test.each(['refunded', 'cancelled'] as const)('is not fetched any more: %s', async (status) => {
    const { order, grant } = await boughtFile(Buffer.from('text'), 'text/plain');
    expect((await filesOfLines([order.orderLineId])).map(({ grantId }) => grantId)).toEqual([grant.id]);
    await open(grant.id);
    const { sellerOrderId } = await prisma().orderLine.findUniqueOrThrow({ where: { id: order.orderLineId } });
    await prisma().sellerOrder.update({ where: { id: sellerOrderId }, data: { status } });
    expect(await filesOfLines([order.orderLineId])).toEqual([]);
    for (const begins of [true, false]) await expect(open(grant.id, begins)).rejects.toThrow('ordering.unknown');
    expect((await prisma().downloadGrant.findUniqueOrThrow({ where: { id: grant.id } })).count).toBe(1);
  });
});

describe('marked copies', () => {
  test('a PDF is marked once for its buyer, has its pages, and the original stays as it was', async () => {
    const original = await somePdf();
    const { listing, grant } = await boughtFile(original, 'application/pdf');
    const owner = ownerOf(seller.user.id, seller.enterprise.id);
    expect(await hasWatermark(listing.id)).toBe(false);
    const plain = await open(grant.id);
    await setWatermark(owner, { listingId: listing.id, watermark: 'on' });
    const copy = await open(grant.id);
    expect(copy.storageKey).not.toBe(plain.storageKey);
    const bytes = await (await store()).get(copy.storageKey);
    expect(bytes?.length).toBe(copy.bytes);
    expect((await PDFDocument.load(bytes ?? Buffer.alloc(0))).getPageCount()).toBe(2);
    expect((await open(grant.id)).storageKey).toBe(copy.storageKey);
    expect(await (await store()).get(plain.storageKey)).toEqual(original);
  });

  test('a picture keeps its size and its kind and is another in its corner alone', async () => {
    const original = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const { listing, grant } = await boughtFile(original, 'image/png');
    await setWatermark(ownerOf(seller.user.id, seller.enterprise.id), { listingId: listing.id, watermark: 'on' });
    const { storageKey } = await open(grant.id);
    const copy = (await (await store()).get(storageKey)) ?? Buffer.alloc(0);
    expect(await sharp(copy).metadata()).toMatchObject({ width: 600, height: 400, format: 'png' });
    const part = async (top: number, height: number) =>
      sharp(await sharp(copy).extract({ left: 0, top, width: 600, height }).toBuffer()).stats();
    expect((await part(0, 300)).channels[0]?.stdev).toBe(0);
    expect((await part(360, 40)).channels[0]?.stdev).toBeGreaterThan(0);
  });

  test('what cannot be read is handed over as it is; others may not switch', async () => {
    const { listing, grant } = await boughtFile(Buffer.from('no pdf'), 'application/pdf');
    await setWatermark(ownerOf(seller.user.id, seller.enterprise.id), { listingId: listing.id, watermark: 'on' });
    expect((await open(grant.id)).bytes).toBe(6);
    await expect(setWatermark(personOf(buyerId), { listingId: listing.id })).rejects.toThrow('identity.not_allowed');
  });
});

describe('new versions', () => {
  test('reach who bought, once, with one mail however often the job runs', async () => {
    const { listing, order } = await boughtFile(Buffer.from('one'), 'text/plain');
    const file = await addFile(listing.id, 2, Buffer.from('two'), 'text/plain');
    await provideNewFiles(listing.id);
    await provideNewFiles(listing.id);
    const mails = await prisma().email.findMany({ where: { template: 'download_updated', orderId: order.id } });
    expect(mails.map(({ cause }) => cause)).toEqual([`download:${file.id}:${order.orderLineId}`]);
    const { items } = await libraryOf(personOf(buyerId));
    const line = items.find(({ id }) => id === order.orderLineId);
    expect(line?.files.map(({ version, updated }) => ({ version, updated }))).toEqual([
      { version: 2, updated: true },
      { version: 1, updated: false },
    ]);
  });
});

describe('the library', () => {
  test('is the buyer’s own, newest first, page by page, without what was refunded', async () => {
    const other = (await prisma().user.create({ data: { email: 'other@example.com', name: 'O', locale: 'pl' } })).id;
    expect((await libraryOf(personOf(other))).items).toEqual([]);
    const { items } = await libraryOf(personOf(buyerId));
    const times = items.map((line) => line.sellerOrder.order.paidAt?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const [first] = items;
    await prisma().sellerOrder.update({ where: { id: first?.sellerOrderId ?? '' }, data: { status: 'refunded' } });
    const again = await libraryOf(personOf(buyerId));
    expect(again.items.some(({ id }) => id === first?.id)).toBe(false);
  });
});

describe('licences', () => {
  test('are frozen in the buyer’s language, the same words once, and printed for the buyer alone', async () => {
    const { order } = await boughtFile(Buffer.from('one'), 'text/plain');
    const second = await boughtFile(Buffer.from('two'), 'text/plain');
    await freezeLicences(order.id);
    await freezeLicences(order.id);
    await freezeLicences(second.order.id);
    expect(await prisma().licenceText.count()).toBe(1);
    const [text] = await prisma().licenceText.findMany();
    await expect(
      prisma().licenceText.update({ where: { hash: text?.hash ?? '' }, data: { body: '' } }),
    ).rejects.toThrow();
    const file = await licencePdf(personOf(buyerId), order.orderLineId);
    const { pages, info } = await readPdf(file.bytes);
    expect(info).toMatchObject({ Language: 'pl' });
    expect(pages.join(' ')).toContain('Licencja na użytek osobisty');
    expect(pages.join(' ')).toContain(text?.hash);
    await expect(licencePdf(guest, order.orderLineId)).rejects.toThrow('ordering.unknown');
    expect((await licencePdf(guest, order.orderLineId, order.key)).contentType).toBe('application/pdf');
  });
});
