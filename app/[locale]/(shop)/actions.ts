'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { buyingTerms } from '#app/_session/buying.ts';
import { cartId, rememberCart } from '#app/_session/cart.ts';
import { countableVisitor, noteCart } from '#lib/insights/index.ts';
import { acknowledgePrices, addToCart, addToCartSchema, setQuantity, setQuantitySchema } from '#lib/ordering/index.ts';

export const addToCartAction = formAction(addToCartSchema, async (actor, input) => {
  await rememberCart(await addToCart(await cartId(), input, await buyingTerms(actor)));
  await noteCart(countableVisitor(await headers()), input.variantId);
  return done();
});

export const setQuantityAction = formAction(setQuantitySchema, async (actor, input) => {
  await setQuantity(await cartId(), input, await buyingTerms(actor));
  return redirectTo('/cart');
});

export const acknowledgePricesAction = formAction(z.object({}), async (actor) => {
  const cart = await cartId();
  if (cart) await acknowledgePrices(cart, await buyingTerms(actor));
  return redirectTo('/cart');
});
