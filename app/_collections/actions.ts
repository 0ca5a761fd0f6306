'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  collectionSchema,
  moveCollection,
  moveCollectionSchema,
  publishCollection,
  publishCollectionSchema,
  removeCollection,
  saveCollection,
  saveCollectionSchema,
  startCollection,
  startCollectionSchema,
} from '#lib/catalogue/index.ts';

/** The desk that a form belongs to: an enterprise's by its address, or the platform's. */
const place = {
  enterprise: z
    .string()
    .regex(/^[\w-]{0,80}$/)
    .default(''),
};

function listPath(enterprise: string, done: string): string {
  return enterprise
    ? `/studio/storefront/collections?enterprise=${enterprise}&done=${done}`
    : `/admin/collections?done=${done}`;
}

function editPath(enterprise: string, id: string, query: string): string {
  return enterprise ? `/studio/storefront/collections/${id}?${query}` : `/admin/collections/${id}?${query}`;
}

export const startAction = formAction(startCollectionSchema.extend(place), async (actor, input) => {
  const { id } = await startCollection(actor, input);
  return redirectTo(editPath(input.enterprise, id, 'done=started'));
});

export const saveAction = formAction(saveCollectionSchema.extend(place), async (actor, input) => {
  await saveCollection(actor, input);
  const anchor = input.change ? '#listings' : '';
  return redirectTo(editPath(input.enterprise, input.collectionId, `language=${input.language}&done=saved${anchor}`));
});

export const publishAction = formAction(publishCollectionSchema.extend(place), async (actor, input) => {
  await publishCollection(actor, input);
  return redirectTo(
    editPath(input.enterprise, input.collectionId, `done=${input.publish === 'yes' ? 'published' : 'hidden'}`),
  );
});

export const removeAction = formAction(collectionSchema.extend(place), async (actor, input) => {
  await removeCollection(actor, input);
  return redirectTo(listPath(input.enterprise, 'removed'));
});

export const moveAction = formAction(moveCollectionSchema.extend(place), async (actor, input) => {
  await moveCollection(actor, input);
  return redirectTo(listPath(input.enterprise, 'moved'));
});
