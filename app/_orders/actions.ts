'use server';

import { z } from 'zod';
import { formAction, leaveFor, redirectTo } from '#app/_forms/form-action.ts';
import { buyingTerms } from '#app/_session/buying.ts';
import { cartId, rememberCart } from '#app/_session/cart.ts';
import {
  askReturn,
  askReturnSchema,
  cancelByBuyer,
  cancelByBuyerSchema,
  confirmParcel,
  declineOffer,
  messageSchema,
  parcelSchema,
  payAgain,
  payAgainSchema,
  quantitiesIn,
  reorder,
  reorderSchema,
  returnSchema,
  sendReturn,
  sendReturnSchema,
  takeOffer,
  withdrawReturn,
  writeMessage,
} from '#lib/ordering/index.ts';

/** The page to come back to. */
const back = { number: z.string().regex(/^[\w-]{1,40}$/) };

function buyersPage(number: string, key: string | undefined, done: string): string {
  return `/orders/${number}?${key ? `key=${encodeURIComponent(key)}&` : ''}done=${done}`;
}

export const arrivedAction = formAction(parcelSchema, async (actor, input) => {
  const { number, by } = await confirmParcel(actor, input);
  return redirectTo(
    by === 'buyer' ? buyersPage(number, input.key, 'arrived') : `/studio/orders/${number}?done=delivered`,
  );
});

export const cancelAction = formAction(cancelByBuyerSchema, async (actor, input) => {
  const number = await cancelByBuyer(actor, input, quantitiesIn(input));
  return redirectTo(buyersPage(number, input.key, 'cancelled'));
});

export const askReturnAction = formAction(askReturnSchema, async (actor, input) => {
  const number = await askReturn(actor, input, quantitiesIn(input));
  return redirectTo(buyersPage(number, input.key, 'return_asked'));
});

export const withdrawReturnAction = formAction(returnSchema, async (actor, input) => {
  return redirectTo(buyersPage(await withdrawReturn(actor, input), input.key, 'return_withdrawn'));
});

export const takeOfferAction = formAction(returnSchema, async (actor, input) => {
  return redirectTo(buyersPage(await takeOffer(actor, input), input.key, 'offer_taken'));
});

export const declineOfferAction = formAction(returnSchema, async (actor, input) => {
  return redirectTo(buyersPage(await declineOffer(actor, input), input.key, 'offer_declined'));
});

export const sendReturnAction = formAction(sendReturnSchema, async (actor, input) => {
  return redirectTo(buyersPage(await sendReturn(actor, input), input.key, 'return_sent'));
});

export const messageAction = formAction(messageSchema.extend(back), async (actor, { number, ...input }) => {
  const side = await writeMessage(actor, input);
  return redirectTo(
    side === 'buyer'
      ? buyersPage(number, input.key, 'written')
      : side === 'seller'
        ? `/studio/orders/${number}?done=written`
        : `/admin/orders/${number}?done=written`,
  );
});

export const payAgainAction = formAction(payAgainSchema, async (actor, input) => {
  return leaveFor((await payAgain(actor, input)).paymentUrl);
});

export const reorderAction = formAction(reorderSchema, async (actor, input) => {
  const { cartId: cart, added, missing } = await reorder(actor, await cartId(), input, await buyingTerms(actor));
  if (cart) await rememberCart(cart);
  if (missing.length === 0) return redirectTo('/cart');
  const key = input.key ? `key=${encodeURIComponent(input.key)}&` : '';
  const names = missing.slice(0, 10).join('\n').slice(0, 1_000);
  return redirectTo(`/orders/${input.number}?${key}done=reordered&added=${added}&missing=${encodeURIComponent(names)}`);
});
