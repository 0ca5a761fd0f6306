import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { StandingSignature } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { confirmForm, confirmPerson } from '#lib/identity/index.ts';
import {
  publishStandard,
  publishStandardSchema,
  standardHash,
  standardTerms,
  termsHash,
  termsSchema,
} from '#lib/rights/index.ts';
import { signerOf, signingPower, type WholeContract, wholeContract } from './party.ts';
import { addSignature, type From } from './signature.ts';

export const publishStandingSchema = publishStandardSchema.extend(confirmForm);

/**
 * Publishes a standard offer and signs beforehand every contract that somebody takes it by. Throws what `publishStandard` of the rights and
 * `confirmPerson` do.
 */
export async function publishWithStanding(
  actor: Actor,
  input: z.output<typeof publishStandingSchema>,
  from: From,
): Promise<void> {
  const confirmed = await confirmPerson(actor, input, from.address);
  await publishStandard(actor, input, async (tx, offer) => {
    const userId = signerOf(actor);
    await signingPower(tx, userId, offer.enterpriseId);
    await tx.standingSignature.create({
      data: {
        ...confirmed,
        enterpriseId: offer.enterpriseId,
        subject: subjectOf(offer.id),
        termsHash: standardHash(offer),
        signedName: input.signedName,
        userId,
        address: from.address.slice(0, 100),
        userAgent: from.userAgent.slice(0, 300),
        givenAt: now(),
      },
    });
  });
}

function subjectOf(standardOfferId: string): string {
  return `standard_offer:${standardOfferId}`;
}

/**
 * The contract with the holder's signature under its first draft, where its deal took a standard offer on that offer's own terms and who
 * published it may still sign; otherwise as it is, for the holder to sign in person. The deal is locked.
 */
export async function signBeforehand(tx: Tx, contract: WholeContract): Promise<WholeContract> {
  const { dealId, drafts, signatures } = contract;
  const { holderId } = contract.deal;
  const draft = drafts.at(-1);
  const purchase = await tx.standardPurchase.findUnique({ where: { dealId }, include: { standardOffer: true } });
  const signed = signatures.some((each) => each.draftId === draft?.id && each.enterpriseId === holderId);
  if (!purchase || !draft || draft.version > 1 || signed) return contract;
  const { standardOffer } = purchase;
  const { terms } = await tx.offer.findUniqueOrThrow({ where: { id: draft.offerId } });
  const own = standardTerms(standardOffer, termsSchema.parse(terms).scope.term.start);
  const standing = await tx.standingSignature.findFirst({
    where: {
      enterpriseId: holderId,
      subject: subjectOf(standardOffer.id),
      termsHash: standardHash(standardOffer),
      revokedAt: null,
    },
    orderBy: { givenAt: 'desc' },
  });
  const signs = standing && (await mayStillSign(tx, standing));
  if (!signs || termsHash(own) !== draft.termsHash) return contract;
  await signWith(tx, contract, standing, standing);
  return tx.contract.findUniqueOrThrow({ where: { id: contract.id }, include: wholeContract });
}

async function mayStillSign(tx: Tx, { userId, enterpriseId }: StandingSignature): Promise<boolean> {
  try {
    return Boolean(await signingPower(tx, userId, enterpriseId));
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function signWith(
  tx: Tx,
  contract: WholeContract,
  standing: StandingSignature,
  { address, userAgent }: From,
): Promise<{ licence: string | null }> {
  return addSignature(tx, contract, {
    enterpriseId: standing.enterpriseId,
    userId: standing.userId,
    signedName: standing.signedName,
    role: await signingPower(tx, standing.userId, standing.enterpriseId),
    proof: 'standing',
    secondFactor: standing.secondFactor,
    standingId: standing.id,
    from: { address, userAgent },
  });
}
