'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { currentKeeper, newKeeper } from '#app/_session/keeper.ts';
import { DomainError } from '#lib/core/errors.ts';
import {
  createList,
  createListSchema,
  itemSchema,
  type Keeper,
  listIdSchema,
  moveItem,
  moveSchema,
  noteItem,
  noteSchema,
  removeItem,
  removeList,
  renameList,
  renameListSchema,
  restoreItem,
  restoreList,
  shareList,
  shiftItem,
  shiftSchema,
  withdrawShare,
} from '#lib/lists/index.ts';

/** Lists are a person's or a browser's, so what acts is their keeper; the operations look up everything by it. */
function listAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (keeper: Keeper, input: z.output<Schema>) => Promise<ReturnType<typeof redirectTo | typeof done>>,
) {
  return formAction(schema, async (_actor, input) => {
    const keeper = await currentKeeper();
    if (!keeper) throw new DomainError('lists.unknown');
    return run(keeper, input);
  });
}

export const createListAction = formAction(createListSchema, async (_actor, input) =>
  redirectTo(`/lists/${await createList(await newKeeper(), input)}`),
);

export const renameListAction = listAction(renameListSchema, async (keeper, input) => {
  await renameList(keeper, input);
  return redirectTo(`/lists/${input.listId}`);
});

export const removeListAction = listAction(listIdSchema, async (keeper, input) => {
  await removeList(keeper, input);
  return redirectTo(`/lists?removed=${input.listId}`);
});

export const restoreListAction = listAction(listIdSchema, async (keeper, input) => {
  await restoreList(keeper, input);
  return redirectTo(`/lists/${input.listId}`);
});

export const shareListAction = listAction(listIdSchema, async (keeper, input) => {
  await shareList(keeper, input);
  return redirectTo(`/lists/${input.listId}?done=shared`);
});

export const withdrawShareAction = listAction(listIdSchema, async (keeper, input) => {
  await withdrawShare(keeper, input);
  return redirectTo(`/lists/${input.listId}?done=withdrawn`);
});

export const noteAction = listAction(noteSchema, async (keeper, input) => {
  await noteItem(keeper, input);
  refresh();
  const t = await getTranslations('lists.item');
  return done(t('note_saved'));
});

export const moveAction = listAction(moveSchema, async (keeper, input) =>
  redirectTo(`/lists/${await moveItem(keeper, input)}?moved=${input.listId}`),
);

/** The page is shown anew where it is: who moves a thing several places presses several times. */
export const shiftAction = listAction(shiftSchema, async (keeper, input) => {
  await shiftItem(keeper, input);
  refresh();
  return done();
});

export const removeItemAction = listAction(itemSchema, async (keeper, input) => {
  const { listId } = await removeItem(keeper, input);
  return redirectTo(`/lists/${listId}?removed=${input.itemId}`);
});

export const restoreItemAction = listAction(itemSchema, async (keeper, input) => {
  const { listId } = await restoreItem(keeper, input);
  return redirectTo(`/lists/${listId}`);
});
