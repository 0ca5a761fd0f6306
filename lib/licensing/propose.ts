import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { LicenceProposal, Prisma } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import {
  changedParts,
  replaceGrant,
  requireRegrantable,
  type Terms,
  termsForm,
  termsHash,
  termsOf,
  termsSchema,
} from '#lib/rights/index.ts';
import {
  giverOf,
  requirePortionsOfDeal,
  royaltyForm,
  royaltyTermsOf,
  royaltyTermsSchema,
  termsForLicence,
  withMoney,
} from '#lib/royalties/index.ts';
import { askedFor, askOwners, consent, isAbove, noteConsent, ownerFor } from './consent.ts';
import { endLicence } from './end.ts';
import { note, tell, tellBoth } from './events.ts';
import {
  dateOf,
  daysAfter,
  enterpriseOf,
  type LivingLicence,
  lockConcerned,
  lockSeen,
  otherSide,
  type Party,
  requireParty,
} from './licence.ts';
import { firstPaymentDays, withheld } from './schedule.ts';
import { stands } from './states.ts';

const named = { number: z.string().max(40) };
export const amendSchema = z
  .object({ ...named, ...termsForm })
  .omit({ royalty: true, advance: true })
  .extend(royaltyForm);
export const proposeEndSchema = z.object({
  ...named,
  lastDay: z.iso.date({ error: 'invalid' }),
  note: text(limits.licenceReason, 3),
  /** Of a licence that was never in use: what was paid goes back. */
  refunds: z.literal('on').optional(),
});
export const answerProposalSchema = z.object({ ...named, proposalId: id, hash: z.string().length(64) });
export const declineProposalSchema = z.object({ ...named, proposalId: id, note: optionalText(limits.licenceReason) });

/**
 * One side proposes other terms; the licence stays as it is until the other agrees. Throws `licensing.nothing_changes`, of a sublicence whose
 * rights would change `rights.above_not_in_use`, and others.
 */
export async function proposeAmendment(actor: Actor, input: z.output<typeof amendSchema>): Promise<void> {
  const terms = termsOf(withMoney(input));
  await open(actor, input.number, async (tx, licence) => {
    await requirePortionsOfDeal(tx, terms.money, licence.dealId);
    const before = termsSchema.parse(licence.terms);
    if (changedParts(before, terms).length === 0 && moneyOf(before) === moneyOf(terms))
      throw new DomainError('licensing.nothing_changes');
    await requireAmendable(tx, licence, before, terms);
    if (movesRights(before, terms)) await requireRegrantable(tx, licence.id);
    return {
      kind: 'amendment',
      terms,
      termsBefore: before,
      hash: termsHash(terms),
      effectiveOn: dateOf(isoDay(now())),
      note: input.note,
    };
  });
}

/** The money of terms but for the advance, to be compared. */
function moneyOf(terms: Terms): string {
  const { advance: _, ...money } = royaltyTermsSchema.parse(royaltyTermsOf(terms));
  return JSON.stringify(money);
}

/** Whether other terms change what is given, and not only what is paid for it. */
function movesRights(before: Terms, after: Terms): boolean {
  return changedParts(before, after).some((part) => part !== 'advance' && part !== 'royalty');
}

/** What may be amended: not the past, not money that was reckoned with already. Throws each at its field. */
async function requireAmendable(tx: Tx, licence: LivingLicence, before: Terms, after: Terms): Promise<void> {
  const today = isoDay(now());
  const { start, end } = after.scope.term;
  if (before.currency !== after.currency) throw new DomainError('licensing.currency_stays', {}, 'currency');
  if (BigInt(after.advanceMinor) < BigInt(before.advanceMinor))
    throw new DomainError('licensing.advance_lower', {}, 'advance');
  if (before.scope.term.start <= today && start !== before.scope.term.start)
    throw new DomainError('licensing.begun', {}, 'startsOn');
  if (end && end <= today) throw new DomainError('licensing.end_in_past', {}, 'endsOn');
  if (moneyOf(before) === moneyOf(after)) return;
  const reported = await tx.salesReport.count({ where: { licenceId: licence.id } });
  if (licence.royaltyTerms || reported > 0) throw new DomainError('licensing.royalty_stays', {}, 'royalty');
}

/** One side proposes to end the licence by agreement. Throws `licensing.after_end`, `licensing.not_in_past`. */
export async function proposeEnd(
  actor: Actor,
  input: Omit<z.output<typeof proposeEndSchema>, 'refunds'> & { readonly refunds?: 'on' | undefined },
): Promise<void> {
  await open(actor, input.number, async (_tx, licence) => {
    if (input.lastDay < isoDay(now())) throw new DomainError('licensing.not_in_past', {}, 'lastDay');
    if (licence.endsOn && input.lastDay >= isoDay(licence.endsOn))
      throw new DomainError('licensing.after_end', {}, 'lastDay');
    const refunds = licence.activatedAt === null && input.refunds === 'on';
    const said = `end ${licence.number} ${input.lastDay}${refunds ? ' refunds' : ''}`;
    const hash = createHash('sha256').update(said).digest('hex');
    return { kind: 'termination', hash, effectiveOn: dateOf(input.lastDay), note: input.note, refunds };
  });
}

type Proposed = Pick<
  Prisma.LicenceProposalUncheckedCreateInput,
  'kind' | 'terms' | 'termsBefore' | 'hash' | 'effectiveOn' | 'note' | 'refunds'
>;

async function open(
  actor: Actor,
  number: string,
  draw: (tx: Tx, licence: LivingLicence) => Promise<Proposed>,
): Promise<void> {
  try {
    await transaction(async (tx) => {
      const licence = await lockSeen(tx, actor, number);
      const side = requireParty(actor, licence, 'licence.propose');
      if (!stands(licence.status)) throw new DomainError('licensing.wrong_state');
      const drawn = await draw(tx, licence);
      const version = (await tx.licenceProposal.count({ where: { licenceId: licence.id } })) + 1;
      const proposal = await tx.licenceProposal.create({
        data: {
          ...drawn,
          licenceId: licence.id,
          version,
          enterpriseId: enterpriseOf(licence, side),
          createdById: actorId(actor),
          createdAt: now(),
        },
      });
      await askOwners(tx, licence, proposal);
      await note(tx, actor, licence.id, 'proposed', { reason: drawn.note ?? '', data: { version, kind: drawn.kind } });
      await tell(tx, licence, otherSide(side), 'proposed', { once: `${version}`, reason: drawn.note ?? '' });
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('licensing.proposal_open');
    throw error;
  }
}

async function openProposal(
  tx: Tx,
  actor: Actor,
  { number, proposalId }: { number: string; proposalId: string },
  permission: 'licence.agree' | 'licence.propose',
) {
  const licence = await lockConcerned(tx, actor, number);
  const proposal = await tx.licenceProposal.findFirst({ where: { id: proposalId, licenceId: licence.id } });
  const owner = proposal && ownerFor(actor, licence, await askedFor(tx, licence, proposal));
  const side: Party = owner ? 'holder' : requireParty(actor, licence, permission);
  if (!proposal) throw new DomainError('licensing.unknown');
  if (proposal.status !== 'open') throw new DomainError('licensing.answered_already');
  return { licence, side, owner, proposal, own: !owner && proposal.enterpriseId === enterpriseOf(licence, side) };
}

async function answer(tx: Tx, actor: Actor, proposal: LicenceProposal, status: 'agreed' | 'declined' | 'withdrawn') {
  await tx.licenceProposal.update({
    where: { id: proposal.id },
    data: { status, answeredAt: now(), answeredById: actorId(actor) },
  });
}

/**
 * The other side, or a joint owner of a work, agrees to what it saw. With the last whose consent is needed the licence has the other terms
 * and its grants with it, or ends on its last day. Throws `licensing.other_side`, `licensing.stale_proposal`, `licensing.consent_given`,
 * `rights.conflict`, `rights.sublicences_outside`, `rights.above_not_in_use`.
 */
export async function agreeToProposal(actor: Actor, input: z.output<typeof answerProposalSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { licence, side, owner, proposal, own } = await openProposal(tx, actor, input, 'licence.agree');
    if (own) throw new DomainError('licensing.other_side');
    if (proposal.hash !== input.hash) throw new DomainError('licensing.stale_proposal');
    if (!stands(licence.status)) throw new DomainError('licensing.wrong_state');
    const whole = await consent(tx, actor, licence, proposal, owner ?? enterpriseOf(licence, side));
    if (owner) {
      const above = await isAbove(tx, licence, proposal, owner);
      await noteConsent(tx, actor, licence, { version: proposal.version, above });
    }
    if (!whole) return;
    await answer(tx, actor, proposal, 'agreed');
    if (proposal.kind === 'amendment') {
      await amend(tx, licence, proposal);
      await note(tx, actor, licence.id, 'amended', { data: { version: proposal.version } });
      await tellBoth(tx, licence, 'amended', { once: `${proposal.version}` });
      return;
    }
    const lastDay = isoDay(proposal.effectiveOn);
    if (lastDay <= isoDay(now()))
      await endLicence(tx, actor, licence, {
        cause: 'agreement',
        lastDay: isoDay(now()),
        reason: proposal.note,
        refunds: proposal.refunds,
      });
    else {
      const planned = {
        terminatesOn: proposal.effectiveOn,
        endedFor: 'agreement',
        reason: proposal.note,
        refunds: proposal.refunds,
      } as const;
      await tx.licenceLife.upsert({
        where: { licenceId: licence.id },
        create: { licenceId: licence.id, ...planned },
        update: planned,
      });
      await note(tx, actor, licence.id, 'notice_given', { data: { lastDay, by: 'both' } });
      await tell(tx, licence, otherSide(side), 'notice_given', { once: `agreed${proposal.version}`, day: lastDay });
    }
  });
}

/** Puts the agreed terms in the place of the old ones, in the licence, its grants and its schedule. */
async function amend(tx: Tx, licence: LivingLicence, proposal: LicenceProposal): Promise<void> {
  const before = termsSchema.parse(licence.terms);
  const terms = termsSchema.parse(proposal.terms);
  if (termsHash(before) !== termsHash(termsSchema.parse(proposal.termsBefore)))
    throw new DomainError('licensing.stale_proposal');
  await requireAmendable(tx, licence, before, terms);
  const { start, end } = terms.scope.term;
  const { id: licenceId, offerId } = licence;
  const { licenseeId, works } = licence.deal;
  if (movesRights(before, terms)) {
    await requireRegrantable(tx, licenceId);
    for (const { workId } of works) {
      const holderId = giverOf(workId, licence);
      await replaceGrant(tx, { workId, holderId, licenseeId, licenceId, offerId, terms });
    }
  }
  await tx.licence.update({
    where: { id: licence.id },
    data: { terms, termsHash: termsHash(terms), startsOn: dateOf(start), endsOn: end ? dateOf(end) : null },
  });
  const more = BigInt(terms.advanceMinor) - BigInt(before.advanceMinor);
  if (more === 0n) return;
  await tx.licenceDue.create({
    data: {
      licenceId: licence.id,
      kind: 'amendment',
      amountMinor: more,
      currency: terms.currency,
      withholdingMinor: withheld(more, termsForLicence(licence)),
      dueOn: dateOf(daysAfter(isoDay(now()), firstPaymentDays)),
    },
  });
}

/** The other side (or a joint owner) declines, or who proposed takes it back. Throws `licensing.answered_already`. */
export async function declineProposal(actor: Actor, input: z.output<typeof declineProposalSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { licence, side, owner, proposal, own } = await openProposal(tx, actor, input, 'licence.propose');
    await answer(tx, actor, proposal, own ? 'withdrawn' : 'declined');
    await note(tx, actor, licence.id, own ? 'withdrawn' : 'declined', {
      reason: input.note,
      data: { version: proposal.version, above: await isAbove(tx, licence, proposal, owner) },
    });
    const said = { once: `${proposal.version}`, reason: input.note };
    if (owner) await tellBoth(tx, licence, 'declined', said);
    else if (!own) await tell(tx, licence, otherSide(side), 'declined', said);
  });
}
