import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id, text } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { confirmForm, confirmPerson } from '#lib/identity/index.ts';
import { audit } from '#lib/trust/index.ts';
import { signerOf, signingPower, wholeContract } from './party.ts';
import { addSignature, type From } from './sign.ts';

export const standingSchema = z.object({
  enterpriseId: id,
  /** What it is given for: "standard_offer:<id>". */
  subject: z.string().regex(/^[a-z_]{1,40}:[\w-]{1,60}$/),
  termsHash: z.string().length(64),
  signedName: text(120, 2),
  ...confirmForm,
});

/**
 * Signs beforehand every contract on exactly these terms, as an offer to everybody that needs no second word of its maker. Throws
 * `contracts.no_power` and what `confirmPerson` does. Returns the id under which it is used and taken back.
 */
export async function giveStanding(actor: Actor, input: z.output<typeof standingSchema>, from: From): Promise<string> {
  const confirmed = await confirmPerson(actor, input, from.address);
  return transaction(async (tx) => {
    const userId = signerOf(actor);
    await signingPower(tx, userId, input.enterpriseId);
    const { enterpriseId, subject, termsHash, signedName } = input;
    const given = await tx.standingSignature.create({
      data: {
        ...{ enterpriseId, subject, termsHash, signedName, userId, ...confirmed },
        address: from.address.slice(0, 100),
        userAgent: from.userAgent.slice(0, 300),
        givenAt: now(),
      },
    });
    await audit(tx, actor, { action: 'standing.give', subjectType: 'standing_signature', subjectId: given.id });
    return given.id;
  });
}

/** Takes a standing signature back; contracts that it has signed stay signed. */
export async function revokeStanding(actor: Actor, standingId: string): Promise<void> {
  await transaction(async (tx) => {
    const standing = await tx.standingSignature.findUnique({ where: { id: standingId } });
    if (!standing) throw new DomainError('contracts.unknown');
    authorize(actor, 'contract.sign', standing);
    await tx.standingSignature.updateMany({ where: { id: standingId, revokedAt: null }, data: { revokedAt: now() } });
    await audit(tx, actor, { action: 'standing.revoke', subjectType: 'standing_signature', subjectId: standingId });
  });
}

/**
 * Signs the newest draft of a contract by an authority given beforehand, in the caller's transaction with the deal locked. The draft's file
 * must have been made (`draftPdf`). Throws `contracts.standing_void` where the authority was taken back, was given for other terms, or its
 * giver may sign no more.
 */
export async function signByStanding(
  tx: Tx,
  { contractId, standingId, from }: { contractId: string; standingId: string; from: From },
): Promise<{ licence: string | null }> {
  const contract = await tx.contract.findUniqueOrThrow({ where: { id: contractId }, include: wholeContract });
  // Whoever takes it back waits until this signature stands.
  await tx.$queryRaw`select id from standing_signature where id = ${standingId}::uuid for update`;
  const standing = await tx.standingSignature.findUnique({ where: { id: standingId } });
  const draft = contract.drafts.at(-1);
  const isParty = contract.parties.some((each) => each.enterpriseId === standing?.enterpriseId);
  if (!standing || standing.revokedAt || standing.termsHash !== draft?.termsHash || !isParty)
    throw new DomainError('contracts.standing_void');
  const role = await signingPower(tx, standing.userId, standing.enterpriseId).catch((error: unknown) => {
    throw error instanceof DomainError ? new DomainError('contracts.standing_void') : error;
  });
  return addSignature(tx, contract, {
    enterpriseId: standing.enterpriseId,
    userId: standing.userId,
    signedName: standing.signedName,
    role,
    proof: 'standing',
    secondFactor: standing.secondFactor,
    standingId,
    from,
  });
}
