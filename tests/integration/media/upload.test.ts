import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { guest, type Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { pictureBytes, store, uploadFile, uploadPicture } from '#lib/media/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { blankPng } from './blank-png.ts';

let owner: Person;
let enterpriseId: string;

beforeAll(async () => {
  await referenceData();
  const { enterprise, user } = await makeEnterprise();
  enterpriseId = enterprise.id;
  owner = {
    type: 'person',
    userId: user.id,
    email: '',
    name: 'A',
    locale: 'bg',
    staffRoles: [],
    translates: [],
    memberships: [{ enterpriseId, role: 'owner' }],
  };
});

/** What a telephone sends: 12 megapixels lying on its side, the left half red, with the place where it was taken. */
async function phonePhoto(): Promise<Buffer> {
  const red = await sharp({ create: { width: 2000, height: 3000, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#0000ff' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: 'Telephone', Artist: 'Maria' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '42/1 53/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '24/1 43/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

const upload = (name: string, bytes: Uint8Array) => uploadPicture(owner, enterpriseId, name, bytes);

/** A PNG of a few hundred kilobytes that unpacks to 100 million pixels. */
function bomb(): Promise<Buffer> {
  return sharp(Buffer.alloc(100_000_000), {
    raw: { width: 10_000, height: 10_000, channels: 1 },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

describe('a picture', () => {
  test('from a telephone is kept upright, without a trace of place or camera', async () => {
    const photo = await phonePhoto();
    const before = await sharp(photo).metadata();
    expect(before).toMatchObject({ width: 4000, height: 3000, orientation: 6 });
    expect(before.exif?.includes('Telephone')).toBe(true);

    const media = await upload('IMG_0042.jpg', photo);
    expect(media).toMatchObject({ width: 1800, height: 2400, contentType: 'image/webp', enterpriseId });
    const kept = await (await store()).get(media.storageKey);
    if (!kept) throw new Error('the picture is in the store');
    const { exif, xmp, iptc, orientation } = await sharp(kept).metadata();
    expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(kept.includes('Telephone')).toBe(false);
    // Turned by a quarter, what was left is on top.
    const { data } = await sharp(kept)
      .resize(1, 2, { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([data[0] ?? 0, data[2] ?? 0].map((value) => value > 200)).toEqual([true, false]);
    expect([data[3] ?? 0, data[5] ?? 0].map((value) => value > 200)).toEqual([false, true]);
  });

  test('is served in the sizes of the product and no others', async () => {
    const media = await upload(
      'a.png',
      await sharp({ create: { width: 900, height: 900, channels: 3, background: '#a80' } })
        .png()
        .toBuffer(),
    );
    const [small, again] = await Promise.all([
      pictureBytes(media.id, 320, 'avif'),
      pictureBytes(media.id, 320, 'avif'),
    ]);
    expect(await sharp(small ?? undefined).metadata()).toMatchObject({ width: 320, height: 320, format: 'heif' });
    expect(again?.equals(small ?? Buffer.alloc(0))).toBe(true);
    expect(await pictureBytes(media.id, 321, 'webp')).toBeNull();
    expect(await pictureBytes('01a20bec-61e2-7834-8c17-4feeab362b8d', 320, 'webp')).toBeNull();
  });

  test.each([
    [
      'a renamed program',
      'media.not_a_picture',
      async () => Buffer.from('MZ\x90\x00\x03 This program cannot be run in DOS mode.'),
    ],
    [
      'an SVG with a script',
      'media.not_a_picture',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    [
      'an SVG that says it is XML',
      'media.not_a_picture',
      async () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ['a web page', 'media.not_a_picture', async () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    [
      'a truncated PNG',
      'media.damaged',
      async () =>
        (
          await sharp({ create: { width: 500, height: 500, channels: 3, background: '#123' } })
            .png({ compressionLevel: 0 })
            .toBuffer()
        ).subarray(0, 40_000),
    ],
    ['a decompression bomb', 'media.too_many_pixels', bomb],
    ['20,000 × 20,000 pixels', 'media.too_many_pixels', async () => blankPng(20_000, 20_000)],
    ['more than 30 MB', 'media.too_large', async () => new Uint8Array(30 * 1024 * 1024 + 1)],
    ['nothing', 'media.not_a_picture', async () => Buffer.alloc(0)],
  ])('is not %s: %s', async (_name, code, bytes) => {
    const before = await prisma().media.count();
    await expect(upload('holiday.jpg', await bytes())).rejects.toThrow(code);
    expect(await prisma().media.count()).toBe(before);
  });

  test('is taken only from people of the enterprise', async () => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
      .png()
      .toBuffer();
    await expect(uploadPicture(guest, enterpriseId, 'a.png', bytes)).rejects.toThrow('identity.sign_in_required');
    await expect(uploadPicture({ ...owner, memberships: [] }, enterpriseId, 'a.png', bytes)).rejects.toThrow(
      'identity.not_allowed',
    );
  });
});

describe('a file for sale', () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');

  test('is kept byte for byte, as what it really is', async () => {
    const media = await uploadFile(owner, enterpriseId, 'pattern.exe', pdf);
    expect(media).toMatchObject({ kind: 'document', contentType: 'application/pdf', bytes: BigInt(pdf.length) });
    expect((await (await store()).get(media.storageKey))?.equals(pdf)).toBe(true);
  });

  test('is no program, whatever its name says', async () => {
    const program = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(64)]);
    await expect(uploadFile(owner, enterpriseId, 'book.pdf', program)).rejects.toThrow('media.file_kind');
  });
});
