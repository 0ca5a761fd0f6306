import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id, text } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { confirmForm, confirmPerson } from '#lib/identity/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockContract, signerOf, signingPower } from './party.ts';
import { addSignature, type From } from './signature.ts';
import { signBeforehand } from './standing.ts';

export const signSchema = z.object({
  number: z.string().max(40),
  enterpriseId: id,
  draftId: id,
  pdfSha256: z.string().length(64),
  signedName: text(120, 2),
  read: z.literal('on', { error: 'contracts.read_first' }),
  ...confirmForm,
});

/**
 * Signs the newest draft for an enterprise: the person proves once more who they are, may sign at this moment, and signs the very file they
 * were shown. A holder that has signed beforehand signs with it
 * (`publishWithStanding`). The last signature makes the licence, whose number is returned. Throws `contracts.stale_draft`, `contracts.no_power`,
 * `contracts.signed_already`, what `confirmPerson` does, and what `concludeDeal` does.
 */
export async function signContract(
  actor: Actor,
  input: z.output<typeof signSchema>,
  from: From,
): Promise<{ licence: string | null }> {
  const confirmed = await confirmPerson(actor, input, from.address);
  return transaction(async (tx) => {
    const contract = await lockContract(tx, actor, input);
    const role = await signingPower(tx, signerOf(actor), input.enterpriseId);
    const draft = contract.drafts.at(-1);
    if (!draft || draft.id !== input.draftId || draft.pdfSha256 !== input.pdfSha256)
      throw new DomainError('contracts.stale_draft');
    await audit(tx, actor, {
      action: 'contract.sign',
      subjectType: 'contract',
      subjectId: contract.id,
      data: { version: draft.version },
    });
    return addSignature(tx, await signBeforehand(tx, contract), {
      ...confirmed,
      enterpriseId: input.enterpriseId,
      userId: signerOf(actor),
      signedName: input.signedName,
      role,
      standingId: null,
      from,
    });
  });
}
