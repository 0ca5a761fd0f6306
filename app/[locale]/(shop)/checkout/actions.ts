'use server';

import { cookies } from 'next/headers';
import { type FormState, failed, formAction, leaveFor, typedInto } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import { cartId, ownCartId } from '#app/_session/cart.ts';
import { DomainError } from '#lib/core/errors.ts';
import {
  addressForm,
  addressOf,
  checkoutChoicesSchema,
  keepCheckoutChoices,
  placeOrder,
  placeOrderSchema,
  readAddress,
  rememberAddress,
  waitsForPerson,
} from '#lib/ordering/index.ts';

/** The country of the form is where everything is reckoned to; setting it also has the page reckoned afresh. */
async function keepCountry(country: unknown): Promise<void> {
  if (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) return;
  (await cookies()).set('country', country, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 3600 });
}

const pay = formAction(placeOrderSchema, async (actor, input) => {
  const cart = await ownCartId(actor);
  const { paymentUrl } = await placeOrder(actor, cart, await readerLocale(), input);
  if (actor.type === 'person' && input.address && input.saveAddress === 'on')
    await rememberAddress(actor, input.address);
  return leaveFor(paymentUrl);
});

type Values = Record<string, string | string[]>;

/** What was typed, without what belongs to the country before; what fits both stays. */
function inNewCountry(values: Values): Values {
  const { country = '', countryShown = '', postalCode = '' } = values;
  if (typeof country !== 'string' || country === countryShown || countryShown === '') return values;
  const fits = typeof postalCode === 'string' && (addressForm(country).postalCode?.pattern.test(postalCode) ?? false);
  return {
    ...values,
    region: '',
    district: '',
    ...(fits ? {} : { postalCode: '' }),
    savedAddress: '',
    savedShown: '',
    countryShown: country,
  };
}

/** What was typed, with the fields of an address that has just been chosen from the book. */
async function withChosenAddress(values: Values): Promise<Values> {
  const { savedAddress = '', savedShown = '' } = values;
  if (typeof savedAddress !== 'string' || savedAddress === '' || savedAddress === savedShown) return values;
  const address = addressOf(await readAddress(await currentActor(), savedAddress));
  return { ...values, ...address, savedShown: savedAddress, countryShown: address.country };
}

/**
 * The checkout's one form. Its choices (country, deliveries, business, an address of the book) are kept and the page is reckoned
 * afresh with everything typed still there; with the button it is ordered. Works without script.
 */
export async function checkoutAction(state: FormState, form: FormData): Promise<FormState> {
  try {
    const typed = typedInto(form);
    const values = inNewCountry(await withChosenAddress(typed));
    // Another country or address was chosen and not looked at yet: its form is shown first.
    const paying = form.get('step') === 'pay' && values === typed;
    await keepCountry(values['country']);
    const choices = checkoutChoicesSchema.parse(Object.fromEntries(form));
    const actor = await currentActor();
    const cart = await ownCartId(actor);
    // Signed in when the page was opened, and not any more.
    if (!cart && (await waitsForPerson(actor, await cartId()))) throw new DomainError('identity.sign_in_required');
    // An order that was placed has emptied the cart; whoever comes back and pays again is led to it.
    if (cart) await keepCheckoutChoices(actor, cart, choices);
    if (!paying) return { status: 'idle', values };
  } catch (error) {
    return failed(error, form);
  }
  return pay(state, form);
}
