import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import type { Enterprise } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import {
  type Agreed,
  acceptOffer,
  type acceptSchema,
  buyStandard,
  type buyStandardSchema,
  type Terms,
  termsHash,
  termsSchema,
} from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';
import { enchain } from './chain.ts';
import { type Choices, choicesForm, choicesOf, choicesSchema, firstChoices } from './choices.ts';
import { type ContractText, drawContract, textHash } from './draw.ts';
import { factsOf } from './facts.ts';
import { contractLanguages, firstLanguages } from './languages.ts';
import { contractNames } from './names.ts';
import { lockContract, type WholeContract, wholeContract } from './party.ts';
import { optionalSlots } from './select.ts';
import type { ContractSubject, Party } from './subject.ts';
import { tellParties } from './tell.ts';

function party({ legalName, legalNameLatin, registrationNumber, country }: Enterprise): Party {
  return { legalName, legalNameLatin, registrationNumber, country };
}

/** What becomes of a sublicence when the licence above it ends, as that one's contract says. */
function aboveOf({ under }: WholeContract['deal']): ContractSubject['above'] {
  if (!under) return 'none';
  return under.grants.some(({ makes }) => makes?.onEnd === 'assigns') ? 'assigns' : 'ends';
}

/** What a contract on this offer is drawn from. */
function subjectOf({ number, deal, parties }: WholeContract, terms: Terms): ContractSubject {
  return {
    number,
    holder: party(deal.holder),
    licensee: party(deal.licensee),
    owners: parties.filter(({ side }) => side === 'owner').map(({ enterprise }) => party(enterprise)),
    above: aboveOf(deal),
    works: deal.works.map(({ work }) => ({
      id: work.id,
      title: Object.fromEntries(
        contractLanguages.map((language) => [language, fieldText(work.text, 'title', language)]),
      ),
      kind: work.kind,
      year: work.year,
      creators: work.creators,
      identifiers: work.identifiers.map(({ scheme, value }) => ({ scheme, value })),
      aiShare: work.aiShare,
    })),
    terms,
    money: royaltyTermsOf(terms),
  };
}

/** The contract of a deal with its parties as these terms want them; made at the first draft. The deal is locked. */
async function contractOf(tx: Tx, { deal, signers }: Agreed): Promise<WholeContract> {
  const { id: dealId, holderId, licenseeId } = deal;
  const owners = signers
    .filter((each) => each !== holderId && each !== licenseeId)
    .map((enterpriseId) => ({ enterpriseId, side: 'owner' as const }));
  const [made] = await tx.contract.createManyAndReturn({
    data: [{ number: humanNumber('ASC', now()), dealId }],
    skipDuplicates: true,
    select: { id: true },
  });
  const { id } = made ?? (await tx.contract.findUniqueOrThrow({ where: { dealId }, select: { id: true } }));
  if (!made) await tx.contractParty.deleteMany({ where: { contractId: id, side: 'owner' } });
  const sides = [
    { enterpriseId: holderId, side: 'holder' as const },
    { enterpriseId: licenseeId, side: 'licensee' as const },
  ];
  const parties = made ? [...sides, ...owners] : owners;
  await tx.contractParty.createMany({ data: parties.map((party) => ({ contractId: id, ...party })) });
  return tx.contract.findUniqueOrThrow({ where: { id }, include: wholeContract });
}

/**
 * Draws the next draft of a deal's contract from an accepted offer, in the transaction that accepted it, with the deal locked. What the
 * parties had chosen before stays. Returns the contract's number.
 */
async function draftContract(tx: Tx, agreed: Agreed, actor: Actor): Promise<string> {
  const contract = await contractOf(tx, agreed);
  if (contract.status === 'signed') throw new DomainError('contracts.already_signed');
  const before = contract.drafts.at(-1);
  const choices = before
    ? choicesSchema.parse(before.choices)
    : firstChoices(firstLanguages(contract.deal.holder.sourceLocale, contract.deal.licensee.sourceLocale));
  await addDraft(tx, contract, agreed, choices, { userId: actorId(actor), enterpriseId: null });
  return contract.number;
}

interface By {
  readonly userId: string | null;
  readonly enterpriseId: string | null;
}

async function addDraft(
  tx: Tx,
  contract: WholeContract,
  { offerId, terms }: Pick<Agreed, 'offerId' | 'terms'>,
  choices: Choices,
  by: By,
): Promise<void> {
  const last = contract.drafts.at(-1);
  if (contract.drafts.length >= limits.contractDrafts)
    throw new DomainError('contracts.too_many_drafts', { limit: limits.contractDrafts });
  const subject = subjectOf(contract, terms);
  const text = drawContract(subject, choices, await contractNames());
  const hash = textHash(text);
  if (last?.textHash === hash && last.offerId === offerId) throw new DomainError('contracts.nothing_changed');
  const version = (last?.version ?? 0) + 1;
  const draft = await writeDraft(tx, contract, { offerId, version, choices, text, hash, subject, by });
  await announce(tx, 'contract.drafted', { draftId: draft });
  await tellParties(tx, contract, last ? 'redrafted' : 'drafted', by.enterpriseId, version);
}

async function writeDraft(
  tx: Tx,
  contract: WholeContract,
  drawn: {
    offerId: string;
    version: number;
    choices: Choices;
    text: ContractText;
    hash: string;
    subject: ContractSubject;
    by: By;
  },
): Promise<string> {
  const { offerId, version, choices, text, hash, subject, by } = drawn;
  const { id: draftId } = await tx.contractDraft.create({
    data: {
      contractId: contract.id,
      version,
      offerId,
      termsHash: termsHash(subject.terms),
      choices,
      text,
      textHash: hash,
      enterpriseId: by.enterpriseId,
      createdById: by.userId,
      createdAt: now(),
    },
    select: { id: true },
  });
  await enchain(tx, contract.dealId, 'drafted', now(), {
    contract: contract.number,
    version,
    terms: termsHash(subject.terms),
    text: hash,
  });
  return draftId;
}

export const redraftSchema = z.object({
  number: z.string().max(40),
  enterpriseId: id,
  base: integer(1, limits.contractDrafts),
  ...choicesForm,
});

/**
 * A party changes the order, the optional clauses, a number or the clause of their own: the next draft. Signatures under an older one are of
 * the past. Throws `contracts.stale_draft` where somebody was faster, `contracts.nothing_changed`, and what `choicesOf` does.
 */
export async function redraftContract(actor: Actor, input: z.output<typeof redraftSchema>): Promise<void> {
  const choices = choicesOf(input);
  await transaction(async (tx) => {
    const contract = await lockContract(tx, actor, input);
    authorize(actor, 'contract.edit', input);
    const last = contract.drafts.at(-1);
    if (!last || contract.kind === 'outside') throw new DomainError('contracts.not_drawn');
    if (last.version !== input.base) throw new DomainError('contracts.stale_draft');
    const agreed = { offerId: last.offerId, terms: await termsOf(tx, last.offerId) };
    await addDraft(tx, contract, agreed, choices, { userId: actorId(actor), enterpriseId: input.enterpriseId });
  });
}

/**
 * One side accepts the open version of the terms; when both have, the scope is held for them and the first draft of the contract is drawn in
 * the same transaction. Throws what `acceptOffer` of the rights does.
 */
export async function acceptAndDraft(
  actor: Actor,
  input: z.output<typeof acceptSchema>,
): Promise<{ agreed: boolean; dealNumber: string; contract: string | null }> {
  // Read before anything is locked.
  await contractNames();
  let contract: string | null = null;
  const accepted = await acceptOffer(actor, input, async (tx, by, agreed) => {
    contract = await draftContract(tx, agreed, by);
  });
  return { ...accepted, contract };
}

/** Takes a standard offer, and draws its contract in the same transaction. Throws what `buyStandard` of the rights does. */
export async function buyAndDraft(
  actor: Actor,
  input: z.output<typeof buyStandardSchema>,
): Promise<{ dealNumber: string; contract: string | null }> {
  let contract: string | null = null;
  const { dealNumber } = await buyStandard(actor, input, async (tx, by, agreed) => {
    contract = await draftContract(tx, agreed, by);
  });
  return { dealNumber, contract };
}

async function termsOf(tx: Tx, offerId: string): Promise<Terms> {
  const offer = await tx.offer.findUniqueOrThrow({ where: { id: offerId }, select: { terms: true } });
  return termsSchema.parse(offer.terms);
}

/** The terms that a draft was drawn from. Whoever asks has been let in. */
export async function termsOfDraft(draftId: string): Promise<Terms> {
  const draft = await prisma().contractDraft.findUniqueOrThrow({ where: { id: draftId }, include: { offer: true } });
  return termsSchema.parse(draft.offer.terms);
}

/** Optional slots that a draft's facts would fill. Whoever asks has been let in. */
export async function optionalOf(draftId: string): Promise<{ slot: string; id: string }[]> {
  const draft = await prisma().contractDraft.findUniqueOrThrow({ where: { id: draftId } });
  return transaction(async (tx) => {
    const contract = await tx.contract.findUniqueOrThrow({ where: { id: draft.contractId }, include: wholeContract });
    const subject = subjectOf(contract, await termsOf(tx, draft.offerId));
    return optionalSlots(factsOf(subject, choicesSchema.parse(draft.choices)));
  });
}
