import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { askForLicence, askSchema, makeOffer, offerSchema, type TermsInput } from '#lib/rights/index.ts';
import { type RoyaltyForm, royaltyForm, termsOfForm } from './form.ts';
import { parseFraction, rounded, timesWhole } from './fraction.ts';
import type { RoyaltyTerms } from './terms.ts';

/** An ask and an offer whose money is written out in full. */
export const fullAskSchema = askSchema.omit({ royalty: true, advance: true }).extend(royaltyForm);
export const fullOfferSchema = offerSchema.omit({ royalty: true, advance: true }).extend(royaltyForm);

const asJson = z.record(z.string(), z.json());

type Form = RoyaltyForm & { readonly currency: string };

/** The money terms that a form writes. Throws what `termsOfForm` throws, each at its field. */
export function moneyOfForm(input: Form): RoyaltyTerms {
  return termsOfForm(input, currency(input.currency));
}

/** A form's money as a version keeps it: in full, and as the one number and the advance that lists and certificates show. */
export function withMoney<T extends Form>(input: T): T & Pick<TermsInput, 'money' | 'royalty' | 'advance'> {
  const money = moneyOfForm(input);
  const [first] = money.tiers;
  const royalty = money.base === 'unit' || !first ? 0 : Number(rounded(timesWhole(parseFraction(first.rate), 10_000n)));
  return { ...input, money: asJson.parse(money), royalty, advance: input.advance === '' ? '0' : input.advance };
}

/** Asks for a licence on full money terms, which hang together. Throws what `askForLicence` and `termsOfForm` throw. */
export async function askWithTerms(actor: Actor, input: z.output<typeof fullAskSchema>): Promise<{ number: string }> {
  return askForLicence(actor, withMoney(input));
}

/** Answers with the next version on full money terms, which hang together. Throws what `makeOffer` and `termsOfForm` throw. */
export async function answerWithTerms(actor: Actor, input: z.output<typeof fullOfferSchema>): Promise<void> {
  await makeOffer(actor, withMoney(input));
}
