import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { MembershipRole, SignatureProof } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { agree, concludeDeal, makeSublicensable, termsSchema } from '#lib/rights/index.ts';
import { enchain } from './chain.ts';
import { choicesSchema } from './choices.ts';
import type { WholeContract } from './party.ts';
import { tellParties } from './tell.ts';

/** From where somebody signs. */
export interface From {
  readonly address: string;
  readonly userAgent: string;
}

export interface Signing {
  readonly enterpriseId: string;
  readonly userId: string;
  readonly signedName: string;
  readonly role: MembershipRole;
  readonly proof: SignatureProof;
  readonly secondFactor: boolean;
  readonly standingId: string | null;
  readonly from: From;
}

/** Writes a signature under the newest draft and, when it is the last, concludes. The deal is locked. Throws `contracts.signed_already`. */
export async function addSignature(
  tx: Tx,
  contract: WholeContract,
  signing: Signing,
): Promise<{ licence: string | null }> {
  const draft = contract.drafts.at(-1);
  if (!draft?.pdfSha256) throw new DomainError('contracts.stale_draft');
  const under = contract.signatures.filter((each) => each.draftId === draft.id);
  if (under.some((each) => each.enterpriseId === signing.enterpriseId))
    throw new DomainError('contracts.signed_already');
  const { from, ...who } = signing;
  const at = now();
  const written = await tx.contractSignature.create({
    data: {
      contractId: contract.id,
      draftId: draft.id,
      pdfSha256: draft.pdfSha256,
      signedAt: at,
      ...who,
      address: from.address.slice(0, 100),
      userAgent: from.userAgent.slice(0, 300),
    },
  });
  await enchain(tx, contract.dealId, 'signed', at, {
    signature: written.id,
    version: draft.version,
    enterprise: who.enterpriseId,
    user: who.userId,
    name: who.signedName,
    role: who.role,
    proof: who.proof,
    secondFactor: who.secondFactor,
    standing: who.standingId,
    file: draft.pdfSha256,
    address: written.address,
    agent: written.userAgent,
  });
  const signed = new Set([...under.map((each) => each.enterpriseId), signing.enterpriseId]);
  if (contract.parties.every((each) => signed.has(each.enterpriseId))) return conclude(tx, contract, draft, signing);
  await tellParties(tx, contract, 'signed_once', signing.enterpriseId, draft.version);
  return { licence: null };
}

async function conclude(
  tx: Tx,
  contract: WholeContract,
  draft: WholeContract['drafts'][number],
  { enterpriseId }: Signing,
): Promise<{ licence: string }> {
  if (contract.kind === 'outside') await agreeOutside(tx, draft);
  const licence = await concludeDeal(tx, draft.offerId);
  const { sublicensing } = choicesSchema.parse(draft.choices);
  if (sublicensing !== 'none')
    await makeSublicensable(tx, licence.id, sublicensing === 'assigned' ? 'assigns' : 'ends');
  await tx.contract.update({
    where: { id: contract.id },
    data: { status: 'signed', signedAt: now(), licenceId: licence.id },
  });
  await enchain(tx, contract.dealId, 'concluded', now(), { licence: licence.number, file: draft.pdfSha256 });
  await announce(tx, 'contract.signed', { contractId: contract.id });
  await tellParties(tx, contract, 'concluded', enterpriseId, draft.version);
  return { licence: licence.number };
}

/** What was signed on paper holds nothing until both have confirmed it: a claim alone takes no scope from anybody. */
async function agreeOutside(tx: Tx, draft: WholeContract['drafts'][number]): Promise<void> {
  const signatures = await tx.contractSignature.findMany({ where: { draftId: draft.id } });
  for (const { enterpriseId, userId, signedName } of signatures)
    await tx.offerAcceptance.upsert({
      where: { offerId_enterpriseId: { offerId: draft.offerId, enterpriseId } },
      create: { offerId: draft.offerId, enterpriseId, userId, signedName, termsHash: draft.termsHash },
      update: {},
    });
  const offer = await tx.offer.findUniqueOrThrow({ where: { id: draft.offerId }, include: { deal: true } });
  await agree(tx, offer.deal, offer, termsSchema.parse(offer.terms));
}
