import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  editReview,
  hideContribution,
  listingReviews,
  type PictureInput,
  pictureFields,
  reviewGallery,
  showContribution,
  writeReview,
} from '#lib/community/index.ts';
import { guest } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { store } from '#lib/media/index.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

const said = { rating: 5, body: 'Piękny talerz, dotarł bez szwanku.', locale: 'pl' } as const;
let enterpriseId: string;

beforeAll(async () => {
  await referenceData();
  enterpriseId = (await makeEnterprise()).enterprise.id;
});

async function photo(name = 'talerz.jpg'): Promise<File> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a8570a' } })
    .withExif({ IFD0: { Make: 'Telephone' } })
    .jpeg()
    .toBuffer();
  return new File([new Uint8Array(bytes)], name);
}

const shown = (pictures: File[], parts: Partial<PictureInput> = {}): PictureInput => ({
  pictures,
  alt: '',
  removed: [],
  ...parts,
});

async function order() {
  const { listing, variant } = await makeListing(enterpriseId);
  return { listing, ...(await bought(listing, variant.id)) };
}

describe('pictures of a review', () => {
  test('are kept without a trace of the camera, and shown in order with what they show', async () => {
    const { listing, orderLineId, key } = await order();
    const pictures = shown([await photo(), await photo('b.jpg')], { alt: 'Talerz na stole' });
    const review = await writeReview(guest, { ...said, orderLineId, key }, pictures);
    const [first] = (await listingReviews(listing.id)).items;
    expect(first?.pictures.map(({ alt, media }) => [alt, media.width])).toEqual([
      ['Talerz na stole', 60],
      ['Talerz na stole', 60],
    ]);
    const media = await prisma().media.findFirstOrThrow({ where: { reviewPicture: { reviewId: review.id } } });
    const kept = await (await store()).get(media.storageKey);
    expect((await sharp(kept ?? Buffer.alloc(0)).metadata()).exif).toBeUndefined();
    expect(media.enterpriseId).toBeNull();
  });

  test('that are none make the whole form come back: nothing is stored, the sentence is at the field', async () => {
    const { listing, orderLineId, key } = await order();
    const bad = [
      ['media.not_a_picture', new File(['<svg onload="alert(1)"/>'], 'a.jpg')],
      ['media.not_a_picture', new File(['MZ\u0090\u0000 renamed'], 'virus.png')],
      ['media.damaged', new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1])], 'half.jpg')],
    ] as const;
    for (const [code, file] of bad) {
      const sent = writeReview(guest, { ...said, orderLineId, key }, shown([await photo(), file]));
      await expect(sent).rejects.toMatchObject({ code, field: 'pictures' });
    }
    expect(await prisma().review.count({ where: { listingId: listing.id } })).toBe(0);
    expect(await prisma().reviewPicture.count({ where: { review: { listingId: listing.id } } })).toBe(0);
  });

  test('of somebody who did not buy it are not even looked at', async () => {
    const { orderLineId } = await order();
    const bad = new File(['no picture'], 'a.jpg');
    const sent = writeReview(guest, { ...said, orderLineId, key: 'wrong' }, shown([bad]));
    await expect(sent).rejects.toMatchObject({ code: 'ordering.unknown' });
  });

  test('are five at most, at once and one after the other; one taken away makes room', async () => {
    const files = await Promise.all(Array.from({ length: limits.reviewPictures + 1 }, () => photo()));
    const parsed = pictureFields.pictures.safeParse(files);
    expect(parsed.error?.issues[0]?.message).toBe('community.too_many_pictures');
    expect(pictureFields.pictures.parse([new File([], '')])).toEqual([]);

    const { listing, orderLineId, key } = await order();
    const review = await writeReview(guest, { ...said, orderLineId, key }, shown(files.slice(0, 4)));
    const edit = { ...said, reviewId: review.id, key };
    await expect(editReview(guest, edit, shown(files.slice(0, 2)))).rejects.toMatchObject({
      code: 'community.too_many_pictures',
    });
    const there = (await listingReviews(listing.id)).items[0]?.pictures ?? [];
    expect(there).toHaveLength(4);
    await editReview(guest, edit, shown(files.slice(0, 2), { removed: [there[1]?.mediaId ?? ''] }));
    expect((await listingReviews(listing.id)).items[0]?.pictures).toHaveLength(5);
  });

  test('cannot be taken off the review of somebody else', async () => {
    const [mine, other] = [await order(), await order()];
    const review = await writeReview(guest, { ...said, orderLineId: mine.orderLineId, key: mine.key });
    const theirs = await writeReview(
      guest,
      { ...said, orderLineId: other.orderLineId, key: other.key },
      shown([await photo()]),
    );
    const { mediaId } = await prisma().reviewPicture.findFirstOrThrow({ where: { reviewId: theirs.id } });
    await editReview(guest, { ...said, reviewId: review.id, key: mine.key }, shown([], { removed: [mediaId] }));
    expect(await prisma().reviewPicture.count({ where: { reviewId: theirs.id } })).toBe(1);
  });

  test('are hidden and shown with their review', async () => {
    const { listing, orderLineId, key } = await order();
    const review = await writeReview(guest, { ...said, orderLineId, key }, shown([await photo()]));
    const { user } = await makeEnterprise();
    const moderator = personOf(user.id, { staffRoles: ['moderator'] });
    expect(await reviewGallery(listing.id)).toHaveLength(1);
    await hideContribution(moderator, { kind: 'review', id: review.id, reason: 'It shows another person.' });
    expect(await reviewGallery(listing.id)).toEqual([]);
    await showContribution(moderator, { kind: 'review', id: review.id });
    expect(await reviewGallery(listing.id)).toHaveLength(1);
  });
});
