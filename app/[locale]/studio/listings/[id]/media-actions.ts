'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  changeSample,
  describePictures,
  moveListingPicture,
  orderListingPictures,
  orderPicturesSchema,
  removeListingPicture,
  restoreListingPicture,
  savePicture,
} from '#lib/catalogue/index.ts';
import { dropUpload, dropUploadSchema } from '#lib/media/index.ts';
import { boardSchema, pictureFormSchema, pictureOfListingSchema, sampleFormSchema } from './media-forms.ts';

/** Saves what was written under the pictures, and does what the pressed button says to one of them. */
export const boardAction = formAction(boardSchema, async (actor, { listingId, alt, change, mediaId }) => {
  await describePictures(actor, { listingId, alt });
  if (change === 'remove') {
    await removeListingPicture(actor, listingId, mediaId);
    return redirectTo(`/studio/listings/${listingId}?removed=${mediaId}#pictures`);
  }
  if (change !== 'save') {
    await moveListingPicture(actor, listingId, mediaId, change);
    return redirectTo(`/studio/listings/${listingId}#pictures`);
  }
  const t = await getTranslations('media.pictures');
  refresh();
  return done(t('words_saved'));
});

/** The order as it was dragged or moved by arrows. */
export const orderAction = formAction(orderPicturesSchema, async (actor, input) => {
  await orderListingPictures(actor, input);
  return done();
});

export const restoreAction = formAction(pictureOfListingSchema, async (actor, { listingId, mediaId }) => {
  await restoreListingPicture(actor, listingId, mediaId);
  return redirectTo(`/studio/listings/${listingId}#pictures`);
});

export const savePictureAction = formAction(pictureFormSchema, async (actor, input) => {
  await savePicture(actor, input);
  return redirectTo(`/studio/listings/${input.listingId}?done=saved#pictures`);
});

export const sampleAction = formAction(sampleFormSchema, async (actor, input) => {
  await changeSample(actor, input);
  return redirectTo(`/studio/listings/${input.listingId}#samples`);
});

export const dropUploadAction = formAction(
  dropUploadSchema.extend({ listingId: pictureOfListingSchema.shape.listingId }),
  async (actor, input) => {
    await dropUpload(actor, input);
    return redirectTo(`/studio/listings/${input.listingId}`);
  },
);
