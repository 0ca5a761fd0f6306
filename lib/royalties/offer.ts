import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { askForLicence, askSchema, makeOffer, offerSchema, type TermsInput } from '#lib/rights/index.ts';
import { type RoyaltyForm, royaltyForm, termsOfForm } from './form.ts';
import { parseFraction, rounded, timesWhole } from './fraction.ts';
import { type RoyaltyTerms, royaltyTermsSchema } from './terms.ts';

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
  const asked = withMoney(input);
  requireWhole(asked.money, [input.workId, ...input.works]);
  return askForLicence(actor, asked);
}

/** Answers with the next version on full money terms, which hang together. Throws what `makeOffer` and `termsOfForm` throw. */
export async function answerWithTerms(actor: Actor, input: z.output<typeof fullOfferSchema>): Promise<void> {
  const answered = withMoney(input);
  await requirePortionsOfDeal(prisma(), answered.money, input.dealId);
  await makeOffer(actor, answered);
}

/** Portions name every work of the deal and no other. Throws `royalties.portions_whole`. */
export async function requirePortionsOfDeal(tx: Tx, money: TermsInput['money'], dealId: string): Promise<void> {
  if (!money?.['portions']) return;
  const works = await tx.dealWork.findMany({ where: { dealId }, select: { workId: true } });
  requireWhole(
    money,
    works.map(({ workId }) => workId),
  );
}

function requireWhole(money: TermsInput['money'], works: readonly string[]): void {
  const { portions } = royaltyTermsSchema.pick({ portions: true }).parse(money ?? {});
  if (!portions) return;
  const named = new Set(Object.keys(portions));
  if (named.size !== new Set(works).size || works.some((work) => !named.has(work)))
    throw new DomainError('royalties.portions_whole', {}, 'portion1');
}
