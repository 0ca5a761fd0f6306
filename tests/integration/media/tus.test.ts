import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginListingUpload, keepListingUpload } from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { clearUploads, dropUpload, openUploads, speakTus, store, uploadPath, viewUpload } from '#lib/media/index.ts';
import { blueAndWhite, potModel } from '#seed/models.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';
import { blankPng } from './blank-png.ts';
import { toneWav } from './tone.ts';

let owner: Person;
let stranger: Person;
let enterpriseId: string;
let listingId: string;

beforeAll(async () => {
  await referenceData();
  const [mine, other] = [await makeEnterprise(), await makeEnterprise()];
  enterpriseId = mine.enterprise.id;
  owner = ownerOf(mine.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, other.enterprise.id);
});

beforeEach(async () => {
  listingId = (await makeListing(enterpriseId, { kind: 'download' })).listing.id;
  // Of a live one it would wait in the proposal.
  await prisma().listing.update({ where: { id: listingId }, data: { status: 'draft' } });
});

const address = 'http://localhost/api/studio/uploads';
const png = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 40 } } })
    .png()
    .toBuffer();

/** Announces a file as a client does, and makes room for it. */
async function create(purpose: 'picture' | 'file' | 'sample', fileName: string, bytes: number) {
  const upload = await beginListingUpload(owner, { listingId, purpose, fileName, bytes });
  const request = new Request(address, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': String(bytes) },
  });
  const answer = await speakTus(request, upload);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(`/api/studio/uploads/${upload.id}`);
  return upload;
}

/** Sends bytes from an offset on; answers with the status and the offset the server has now. */
async function patch(id: string, offset: number, bytes: Uint8Array) {
  const request = new Request(`${address}/${id}`, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: new Uint8Array(bytes),
  });
  const { status, headers } = await speakTus(request, await viewUpload(owner, id));
  return { status, offset: Number(headers.get('upload-offset')) };
}

async function head(id: string) {
  const request = new Request(`${address}/${id}`, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  const { status, headers } = await speakTus(request, await viewUpload(owner, id));
  return { status, offset: Number(headers.get('upload-offset')), length: Number(headers.get('upload-length')) };
}

/** Sends a file in one piece and asks what becomes of it. */
async function sendWhole(purpose: 'picture' | 'file' | 'sample', fileName: string, bytes: Uint8Array) {
  const upload = await create(purpose, fileName, bytes.byteLength);
  expect(await patch(upload.id, 0, bytes)).toEqual({ status: 204, offset: bytes.byteLength });
  return keepListingUpload(owner, upload.id);
}

const nothingOf = (id: string) => !existsSync(uploadPath(id)) && !existsSync(`${uploadPath(id)}.json`);

describe('an upload in pieces', () => {
  test('goes on where it stopped and becomes one picture, however often it is asked', async () => {
    const bytes = await png(300, 200, '#a50');
    const upload = await create('picture', 'чаша.png', bytes.byteLength);
    const half = Math.floor(bytes.byteLength / 2);
    expect(await patch(upload.id, 0, bytes.subarray(0, half))).toEqual({ status: 204, offset: half });
    await expect(keepListingUpload(owner, upload.id)).rejects.toThrow('media.not_arrived');
    expect(await openUploads(owner, { id: listingId, enterpriseId })).toMatchObject([
      { fileName: 'чаша.png', arrived: half, bytes: bytes.byteLength },
    ]);

    expect(await head(upload.id)).toEqual({ status: 200, offset: half, length: bytes.byteLength });
    // Bytes that are here already, or that leave a gap, are refused and change nothing.
    expect((await patch(upload.id, 0, bytes.subarray(0, 10))).status).toBe(409);
    expect((await patch(upload.id, half + 1, bytes.subarray(half + 1))).status).toBe(409);
    expect(await patch(upload.id, half, bytes.subarray(half))).toEqual({ status: 204, offset: bytes.byteLength });

    const [first, second] = await Promise.all([
      keepListingUpload(owner, upload.id),
      keepListingUpload(owner, upload.id),
    ]);
    expect([first.state, second.state]).toEqual(['kept', 'kept']);
    expect(await prisma().listingPicture.count({ where: { listingId } })).toBe(1);
    expect(await prisma().media.findUniqueOrThrow({ where: { id: upload.id } })).toMatchObject({
      kind: 'picture',
      width: 300,
      fileName: 'чаша.png',
    });
    expect(nothingOf(upload.id)).toBe(true);
    // Who lost the last answer learns that all of it is here.
    expect(await head(upload.id)).toEqual({ status: 200, offset: bytes.byteLength, length: bytes.byteLength });
  });

  test('never takes more bytes than it announced', async () => {
    const upload = await create('file', 'a.pdf', 20);
    expect((await patch(upload.id, 0, Buffer.alloc(4_000))).status).toBe(413);
    expect((await head(upload.id)).offset).toBeLessThanOrEqual(20);
  });

  test('is for people of the enterprise alone, at each step', async () => {
    const upload = await create('file', 'a.pdf', 20);
    const asked = { listingId, purpose: 'file', fileName: 'a.pdf', bytes: 20 } as const;
    await expect(beginListingUpload(stranger, asked)).rejects.toThrow('catalogue.unknown');
    await expect(viewUpload(stranger, upload.id)).rejects.toThrow('media.upload_unknown');
    await expect(keepListingUpload(stranger, upload.id)).rejects.toThrow('media.upload_unknown');
    await expect(dropUpload(stranger, { uploadId: upload.id })).rejects.toThrow('media.upload_unknown');
  });

  test.each([
    ['picture', limits.pictureBytes, limits.pictureBytes],
    ['sample', limits.sampleBytes, limits.sampleBytes],
    ['file', 5 * 1024 ** 3, limits.fileBytes],
  ] as const)('of a %s that is too large is refused before a byte is sent', async (purpose, bytes, size) => {
    const begin = beginListingUpload(owner, { listingId, purpose, fileName: 'a', bytes: bytes + 1 });
    await expect(begin).rejects.toMatchObject({ code: 'media.too_large', params: { size } });
    expect(await prisma().upload.count({ where: { listingId } })).toBe(0);
  });

  test('is given up with its bytes, and one left alone is cleared away after a day', async () => {
    const [dropped, left] = [await create('file', 'a.pdf', 20), await create('file', 'b.pdf', 20)];
    await patch(left.id, 0, Buffer.alloc(10));
    await dropUpload(owner, { uploadId: dropped.id });
    expect(nothingOf(dropped.id)).toBe(true);
    await clearUploads();
    expect(nothingOf(left.id)).toBe(false);
    shiftClock(day + 1_000);
    await clearUploads();
    shiftClock(0);
    expect(nothingOf(left.id)).toBe(true);
    await expect(viewUpload(owner, left.id)).rejects.toThrow('media.upload_unknown');
  });
});

describe('what has arrived is known by its bytes', () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const bomb = () =>
    sharp(Buffer.alloc(100_000_000), {
      raw: { width: 10_000, height: 10_000, channels: 1 },
      limitInputPixels: false,
    })
      .png()
      .toBuffer();
  const damaged = async () => (await png(200, 200, '#123')).subarray(0, 5_000);

  test.each([
    ['a renamed program as a picture', 'picture', 'media.not_a_picture', async () => program],
    ['a drawing with a script', 'picture', 'media.not_a_picture', async () => drawing],
    ['a decompression bomb', 'picture', 'media.too_many_pixels', bomb],
    ['20,000 × 20,000 pixels', 'picture', 'media.too_many_pixels', async () => blankPng(20_000, 20_000)],
    ['a damaged picture', 'picture', 'media.damaged', damaged],
    ['a renamed program for sale', 'file', 'media.file_kind', async () => program],
    ['a picture as a sample', 'sample', 'media.not_a_sample', () => png(20, 20, '#123')],
    ['a renamed program as a thing in 3D', 'sample', 'media.not_a_sample', async () => program],
    [
      'a thing in 3D that is cut off',
      'sample',
      'media.model_damaged',
      async () => potModel(blueAndWhite).subarray(0, 5_000),
    ],
    ['a thing in 3D for sale', 'file', 'media.file_kind', async () => potModel(blueAndWhite)],
    ['a sound of eleven minutes', 'sample', 'media.sample_too_long', async () => toneWav(11 * 60, 800)],
  ] as const)('%s is refused and deleted', async (_name, purpose, problem, bytes) => {
    const upload = await sendWhole(purpose, 'holiday.png', await bytes());
    expect(upload).toMatchObject({ state: 'refused', problem, mediaId: null });
    expect(nothingOf(upload.id)).toBe(true);
    expect(await prisma().media.count({ where: { id: upload.id } })).toBe(0);
    expect(await keepListingUpload(owner, upload.id)).toMatchObject({ state: 'refused', problem });
  });

  test('a file for sale is kept byte for byte', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 'x')]);
    const upload = await sendWhole('file', 'pattern.exe', pdf);
    const media = await prisma().media.findUniqueOrThrow({ where: { id: upload.id } });
    expect(media).toMatchObject({ contentType: 'application/pdf', bytes: BigInt(pdf.byteLength) });
    expect((await (await store()).get(media.storageKey))?.equals(pdf)).toBe(true);
    expect(await prisma().listingFile.count({ where: { listingId } })).toBe(1);
  });

  test('a sound becomes a sample with its length and a title of its name', async () => {
    const upload = await sendWhole('sample', '02_Родопска-песен.wav', toneWav(3));
    expect(await prisma().media.findUniqueOrThrow({ where: { id: upload.id } })).toMatchObject({
      kind: 'audio',
      contentType: 'audio/wav',
      seconds: 3,
    });
    expect(await prisma().listingSample.findMany({ where: { listingId } })).toMatchObject([
      { titles: { bg: '02 Родопска песен' }, position: 0 },
    ]);
  });

  test('a thing in 3D becomes a sample, and one that is too large is refused before a byte is sent', async () => {
    const pot = potModel(blueAndWhite);
    const upload = await sendWhole('sample', 'Ваза_отблизо.glb', pot);
    const media = await prisma().media.findUniqueOrThrow({ where: { id: upload.id } });
    expect(media).toMatchObject({ kind: 'model', contentType: 'model/gltf-binary', seconds: null });
    expect((await (await store()).get(media.storageKey))?.equals(pot)).toBe(true);
    expect(await prisma().listingSample.findMany({ where: { listingId } })).toMatchObject([
      { titles: { bg: 'Ваза отблизо' } },
    ]);
    const begin = beginListingUpload(owner, {
      listingId,
      purpose: 'sample',
      fileName: 'Ваза.GLB',
      bytes: limits.modelBytes + 1,
    });
    await expect(begin).rejects.toMatchObject({ code: 'media.too_large', params: { size: limits.modelBytes } });
  });

  test('one picture too many is refused though its bytes are good', async () => {
    const bytes = await png(60, 60, '#a50');
    const late = await create('picture', 'late.png', bytes.byteLength);
    for (let at = 0; at < limits.pictures; at++) await sendWhole('picture', `${at}.png`, await png(60, 60, '#a50'));
    await patch(late.id, 0, bytes);
    expect(await keepListingUpload(owner, late.id)).toMatchObject({ problem: 'catalogue.too_many_pictures' });
    expect(await readFile(uploadPath(late.id)).catch(() => null)).toBeNull();
    const more = { listingId, purpose: 'picture', fileName: 'more.png', bytes: 10 } as const;
    await expect(beginListingUpload(owner, more)).rejects.toThrow('catalogue.too_many_pictures');
  });
});
