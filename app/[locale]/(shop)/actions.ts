'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { cartId, rememberCart } from '#app/_session/cart.ts';
import { countableVisitor, noteCart } from '#lib/insights/index.ts';
import { acknowledgePrices, addToCart, addToCartSchema, setQuantity, setQuantitySchema } from '#lib/ordering/index.ts';

export const addToCartAction = formAction(addToCartSchema, async (_actor, input) => {
  await rememberCart(await addToCart(await cartId(), input));
  await noteCart(countableVisitor(await headers()), input.variantId);
  return done();
});

export const setQuantityAction = formAction(setQuantitySchema, async (_actor, input) => {
  await setQuantity(await cartId(), input);
  return redirectTo('/cart');
});

export const acknowledgePricesAction = formAction(z.object({}), async () => {
  const cart = await cartId();
  if (cart) await acknowledgePrices(cart);
  return redirectTo('/cart');
});
