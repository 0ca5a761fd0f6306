'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { buyingTerms } from '#app/_session/buying.ts';
import { ownCartId, rememberCart } from '#app/_session/cart.ts';
import { preferences } from '#app/_session/preferences.ts';
import { countableVisitor, noteCart } from '#lib/insights/index.ts';
import {
  acknowledgePrices,
  addToCart,
  addToCartSchema,
  applyVoucher,
  dropVoucher,
  dropVoucherSchema,
  setQuantity,
  setQuantitySchema,
  useVoucherSchema,
} from '#lib/ordering/index.ts';

export const addToCartAction = formAction(addToCartSchema, async (actor, input) => {
  await rememberCart(await addToCart(await ownCartId(actor), input, await buyingTerms(actor)));
  await noteCart(countableVisitor(await headers()), input.variantId);
  return done();
});

export const setQuantityAction = formAction(setQuantitySchema, async (actor, input) => {
  await setQuantity(await ownCartId(actor), input, await buyingTerms(actor));
  return redirectTo('/cart');
});

export const useVoucherAction = formAction(useVoucherSchema, async (actor, input) => {
  const reader = await readerLocale();
  await applyVoucher(actor, await ownCartId(actor), input, { ...(await preferences(reader)), reader });
  return redirectTo('/cart?voucher=used#vouchers');
});

export const dropVoucherAction = formAction(dropVoucherSchema, async (actor, input) => {
  await dropVoucher(actor, await ownCartId(actor), input);
  return redirectTo('/cart#vouchers');
});

export const acknowledgePricesAction = formAction(z.object({}), async (actor) => {
  const cart = await ownCartId(actor);
  if (cart) await acknowledgePrices(cart, await buyingTerms(actor));
  return redirectTo('/cart');
});
