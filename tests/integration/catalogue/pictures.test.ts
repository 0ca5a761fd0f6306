import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addListingPicture,
  addListingSample,
  changeSample,
  decide,
  describePictures,
  duplicateListing,
  forgetRemovedPictures,
  likeOwnPicture,
  likePicturesElsewhere,
  listingTiles,
  orderListingPictures,
  removeListingPicture,
  restoreListingPicture,
  sampleFile,
  savePicture,
  submitForReview,
  viewListing,
} from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { pictureBytes, pictureName, preparePictures, uploadPicture, uploadSample } from '#lib/media/index.ts';
import { toneWav } from '../media/tone.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let owner: Person;
let stranger: Person;
let enterpriseId: string;
let strangers: string;
let listingId: string;
let variantId: string;

beforeAll(async () => {
  await referenceData();
  const [mine, other] = [await makeEnterprise(), await makeEnterprise()];
  enterpriseId = mine.enterprise.id;
  strangers = other.enterprise.id;
  owner = ownerOf(mine.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, strangers);
});

beforeEach(async () => {
  const { listing, variant } = await makeListing(enterpriseId);
  listingId = listing.id;
  variantId = variant.id;
  await prisma().listing.update({ where: { id: listingId }, data: { status: 'draft' } });
});

const moderatorOf = ({ userId }: Person) => personOf(userId, { staffRoles: ['moderator'] });

/** A picture with a dark square at a place that differs by `at`. */
async function drawing(at: number, size = 600): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="${size}" height="${size}"><rect width="600" height="600" fill="#eee"/><rect x="${(at * 130) % 400}" y="${(at * 210) % 400}" width="180" height="${120 + at * 20}" fill="#311"/><circle cx="${500 - at * 60}" cy="${at * 90}" r="90" fill="#999"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function hang(at: number): Promise<string> {
  const media = await uploadPicture(owner, enterpriseId, `${at}.png`, await drawing(at));
  await addListingPicture(owner, listingId, media.id);
  return media.id;
}

async function order(): Promise<string[]> {
  const rows = await prisma().listingPicture.findMany({ where: { listingId }, orderBy: { position: 'asc' } });
  return rows.map((row) => row.mediaId);
}

describe('the pictures of a listing', () => {
  test('are put into an order, all of them or none', async () => {
    const [a, b, c] = [await hang(1), await hang(2), await hang(3)];
    await orderListingPictures(owner, { listingId, order: [c, a, b] });
    expect(await order()).toEqual([c, a, b]);
    for (const wrong of [
      [a, b],
      [a, b, b],
      [a, b, c, enterpriseId],
    ])
      await expect(orderListingPictures(owner, { listingId, order: wrong })).rejects.toThrow(
        'catalogue.pictures_changed',
      );
    await expect(orderListingPictures(stranger, { listingId, order: [a, b, c] })).rejects.toThrow(
      'identity.not_allowed',
    );
    expect(await order()).toEqual([c, a, b]);
  });

  test('one that was taken off is hung back as it was, for a day', async () => {
    const [a, b, c] = [await hang(1), await hang(2), await hang(3)];
    await savePicture(owner, { listingId, mediaId: b, alt: { bg: 'Купа' }, focal: { x: 1, y: 2 }, crop: null });
    await prisma().variant.update({ where: { id: variantId }, data: { pictureId: b } });
    await removeListingPicture(owner, listingId, b);
    expect(await order()).toEqual([a, c]);
    await restoreListingPicture(owner, listingId, b);
    await restoreListingPicture(owner, listingId, b);
    expect(await order()).toEqual([a, b, c]);
    expect(
      await prisma().listingPicture.findUniqueOrThrow({ where: { listingId_mediaId: { listingId, mediaId: b } } }),
    ).toMatchObject({ alt: { bg: 'Купа' }, focalX: 1, focalY: 2, cropX: null });
    expect(await prisma().variant.findUniqueOrThrow({ where: { id: variantId } })).toMatchObject({ pictureId: b });

    await removeListingPicture(owner, listingId, a);
    shiftClock(day + 1_000);
    await forgetRemovedPictures();
    shiftClock(0);
    await expect(restoreListingPicture(owner, listingId, a)).rejects.toThrow('catalogue.picture_gone');
  });

  test('are described before staff looks at them, in the language of the listing', async () => {
    const [a, b] = [await hang(1), await hang(2)];
    await describePictures(owner, { listingId, alt: { [a]: 'Купа' } });
    await savePicture(owner, { listingId, mediaId: b, alt: { pl: 'Miska' }, focal: null, crop: null });
    await expect(submitForReview(owner, { listingId })).rejects.toMatchObject({ params: { missing: ['alt'] } });
    await describePictures(owner, { listingId, alt: { [b]: 'Чиния' } });
    const row = await prisma().listingPicture.findFirstOrThrow({ where: { listingId, mediaId: b } });
    expect(row.alt).toEqual({ pl: 'Miska', bg: 'Чиния' });
    await submitForReview(owner, { listingId });
    await expect(hang(3)).rejects.toThrow('catalogue.in_review');
  });

  test('a new point and words in one more language are public at once; other words, a part, and other pictures wait in the proposal', async () => {
    const a = await hang(1);
    const alt = { bg: 'Купа' };
    await savePicture(owner, { listingId, mediaId: a, alt, focal: null, crop: null });
    const proposed = () => prisma().listingDraft.findUnique({ where: { listingId } });
    const status = async () => (await prisma().listing.findUniqueOrThrow({ where: { id: listingId } })).status;
    await prisma().listing.update({ where: { id: listingId }, data: { status: 'live' } });
    await savePicture(owner, { listingId, mediaId: a, alt, focal: { x: 100, y: 200 }, crop: null });
    expect(await status()).toBe('live');
    const [tile] = await listingTiles([listingId], 'pl', 'EUR');
    expect(tile?.picture).toMatchObject({ mediaId: a, name: a, alt: 'Купа', lang: 'bg', position: '10% 20%' });
    expect(tile?.picture?.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(await proposed()).toBeNull();

    const crop = { x: 0, y: 0, width: 500, height: 1000 };
    await savePicture(owner, { listingId, mediaId: a, alt: { bg: 'Друга', pl: 'Miska' }, focal: null, crop });
    const b = await hang(2);
    await describePictures(owner, { listingId, alt: { [b]: 'Капак' } });
    await orderListingPictures(owner, { listingId, order: [b, a] });
    expect(await status()).toBe('live');
    expect(await order()).toEqual([a]);
    const [shown] = await listingTiles([listingId], 'pl', 'EUR');
    expect(shown?.picture).toMatchObject({ name: a, alt: 'Miska', position: '50% 50%' });
    const working = await viewListing(owner, listingId);
    expect(working.pictures.map((picture) => [picture.mediaId, picture.alt, picture.cropWidth])).toEqual([
      [b, { bg: 'Капак' }, null],
      [a, { bg: 'Друга', pl: 'Miska' }, 500],
    ]);

    await removeListingPicture(owner, listingId, b);
    await restoreListingPicture(owner, listingId, b);
    await submitForReview(owner, { listingId });
    await expect(hang(3)).rejects.toThrow('catalogue.in_review');
    await decide(moderatorOf(owner), { listingId, decision: 'approved', reason: '' });
    expect(await order()).toEqual([b, a]);
    const [after] = await listingTiles([listingId], 'pl', 'EUR');
    expect(after?.picture).toMatchObject({ mediaId: b, alt: 'Капак', lang: 'bg' });

    const { id: copy } = await duplicateListing(owner, { listingId });
    const copied = await viewListing(owner, copy);
    expect(copied.content.pictures).toEqual((await viewListing(owner, listingId)).content.pictures);
  });

  test('a crop is another picture under another name, and the database refuses one beside the picture', async () => {
    const a = await hang(1);
    const crop = { x: 500, y: 0, width: 500, height: 1000 };
    const cut = await pictureBytes(pictureName(a, crop), 320, 'webp');
    expect(await sharp(cut ?? undefined).metadata()).toMatchObject({ width: 320, height: 640 });
    const whole = await pictureBytes(a, 320, 'webp');
    expect(await sharp(whole ?? undefined).metadata()).toMatchObject({ width: 320, height: 320 });
    const wrong = { cropX: 600, cropY: 0, cropWidth: 500, cropHeight: 500 };
    await expect(prisma().listingPicture.updateMany({ where: { listingId }, data: wrong })).rejects.toThrow(
      'listing_picture_crop_on_picture',
    );
    await expect(prisma().listingPicture.updateMany({ where: { listingId }, data: { focalX: 3 } })).rejects.toThrow(
      'listing_picture_focal_on_picture',
    );
  });
});

describe('near-equal pictures', () => {
  test('are told to their enterprise, and those of others to staff alone', async () => {
    const a = await hang(4);
    const small = await sharp(await drawing(4, 300))
      .jpeg({ quality: 50 })
      .toBuffer();
    const again = await uploadPicture(owner, enterpriseId, 'again.jpg', small);
    expect(await likeOwnPicture(owner, { id: again.id, enterpriseId })).toMatchObject({ mediaId: a, listingId });
    const other = await uploadPicture(owner, enterpriseId, 'other.png', await drawing(2));
    expect(await likeOwnPicture(owner, { id: other.id, enterpriseId })).not.toMatchObject({ mediaId: a });

    const copy = await uploadPicture(stranger, strangers, 'mine.jpg', small);
    const { listing } = await makeListing(strangers);
    await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
    await addListingPicture(stranger, listing.id, copy.id);
    const moderator = moderatorOf(owner);
    const asked = { enterpriseId: strangers, pictures: [{ mediaId: copy.id }] };
    expect(await likePicturesElsewhere(moderator, asked)).toMatchObject([
      { likeTo: copy.id, mediaId: a, listingId, title: 'Троянска чиния', titleLocale: 'bg' },
    ]);
    await expect(likePicturesElsewhere(stranger, asked)).rejects.toThrow('identity.not_allowed');
  });

  test('that came before likenesses were kept are prepared, and what cannot be read is not tried again', async () => {
    const { id } = await uploadPicture(owner, enterpriseId, 'old.png', await drawing(5));
    const { likeness } = await prisma().media.findUniqueOrThrow({ where: { id } });
    await prisma().media.update({ where: { id }, data: { likeness: null, placeholder: null } });
    const lost = await prisma().media.create({
      data: {
        kind: 'picture',
        contentType: 'image/webp',
        bytes: 1,
        sha256: '',
        storageKey: 'pictures/lost.webp',
        fileName: '',
      },
    });
    await preparePictures();
    expect(await prisma().media.findUniqueOrThrow({ where: { id } })).toMatchObject({ likeness });
    expect(await prisma().media.findUniqueOrThrow({ where: { id: lost.id } })).toMatchObject({ placeholder: '' });
  });
});

describe('a sample', () => {
  test('is heard by everybody while its listing is live, before that by its own people', async () => {
    const [first, second] = [
      await uploadSample(owner, enterpriseId, 'one.wav', toneWav(2)),
      await uploadSample(owner, enterpriseId, 'two.wav', toneWav(1)),
    ];
    await addListingSample(owner, listingId, first);
    await addListingSample(owner, listingId, second);
    await changeSample(owner, {
      listingId,
      mediaId: second.id,
      titles: { bg: 'Втора', pl: 'Druga' },
      change: 'earlier',
    });
    const samples = await prisma().listingSample.findMany({ where: { listingId }, orderBy: { position: 'asc' } });
    expect(samples.map((sample) => sample.titles)).toEqual([{ bg: 'Втора', pl: 'Druga' }, { bg: 'one' }]);

    const heard = (who: Person | typeof guest) => sampleFile(async () => who, first.id);
    expect(await heard(guest)).toBeNull();
    expect(await heard(stranger)).toBeNull();
    expect(await heard(owner)).toMatchObject({ contentType: 'audio/wav', isPublic: false });
    await prisma().listing.update({ where: { id: listingId }, data: { status: 'live' } });
    expect(await heard(guest)).toMatchObject({ isPublic: true });
    expect(await sampleFile(async () => guest, 'x')).toBeNull();

    const third = await uploadSample(owner, enterpriseId, 'three.wav', toneWav(1));
    await addListingSample(owner, listingId, third);
    await changeSample(owner, { listingId, mediaId: third.id, titles: { bg: 'Трета' }, change: 'save' });
    expect(await sampleFile(async () => guest, third.id)).toBeNull();
    expect(await sampleFile(async () => stranger, third.id)).toBeNull();
    expect(await sampleFile(async () => owner, third.id)).toMatchObject({ isPublic: false });
    expect((await viewListing(owner, listingId)).samples.map(({ titles }) => titles)).toEqual([
      { bg: 'Втора', pl: 'Druga' },
      { bg: 'one' },
      { bg: 'Трета' },
    ]);

    // What is taken off is gone at once, whatever else waits.
    await changeSample(owner, { listingId, mediaId: first.id, titles: { bg: 'one' }, change: 'remove' });
    expect(await heard(guest)).toBeNull();
    expect(await prisma().listingSample.count({ where: { listingId } })).toBe(1);
  });

  test('of a file that is sold or shown otherwise there is none', async () => {
    const a = await hang(1);
    expect(await sampleFile(async () => owner, a)).toBeNull();
  });
});
