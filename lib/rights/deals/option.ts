import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import type { Deal, DealOption } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { holdAll, letAllGo } from '../give.ts';
import { termsSchema } from '../terms.ts';
import { tell } from './news.ts';
import { lockedTalk, requireDrawn } from './sides.ts';

const here = { dealId: id, enterpriseId: id };
export const holdSchema = z.object({ ...here, days: integer(1, limits.optionDays) });
export const dealSideSchema = z.object(here);

function standing(tx: Tx, { id: dealId }: Deal): Promise<DealOption | null> {
  return tx.dealOption.findFirst({ where: { dealId, status: { in: ['asked', 'given'] } } });
}

/** The licensee asks the holder to keep the scope free for so many days. Throws `rights.option_stands`, `rights.signed_outside`. */
export async function askToHold(actor: Actor, input: z.output<typeof holdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockedTalk(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    if (input.enterpriseId !== deal.licenseeId) throw new DomainError('rights.not_your_turn');
    await requireDrawn(tx, deal);
    if (await standing(tx, deal)) throw new DomainError('rights.option_stands');
    await tx.dealOption.create({ data: { dealId: deal.id, days: input.days, createdAt: now() } });
    await tx.deal.update({ where: { id: deal.id }, data: { updatedAt: now() } });
    await tell(tx, deal, input.enterpriseId, 'option_asked');
  });
}

/**
 * The holder keeps the scope of the open version for the licensee: for so many days nobody else can take it, and then it lapses by itself.
 * Only who may sign may promise. Throws `rights.no_open_offer`, `rights.option_stands`, `rights.signed_outside`, `rights.conflict`, `rights.not_controlled`.
 */
export async function holdScope(actor: Actor, input: z.output<typeof holdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockedTalk(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.accept', input);
    if (input.enterpriseId !== deal.holderId) throw new DomainError('rights.not_your_turn');
    await requireDrawn(tx, deal);
    const offer = await tx.offer.findFirst({ where: { dealId: deal.id, status: 'open', validUntil: { gt: now() } } });
    if (!offer) throw new DomainError('rights.no_open_offer');
    const asked = await standing(tx, deal);
    if (asked?.status === 'given') {
      if (asked.lapsesAt && asked.lapsesAt > now()) throw new DomainError('rights.option_stands');
      await endHold(tx, deal, 'lapsed');
    }
    const lapsesAt = new Date(now().getTime() + input.days * day);
    await holdAll(tx, deal, { offerId: offer.id, terms: termsSchema.parse(offer.terms), lapsesAt });
    const given = { status: 'given', days: input.days, offerId: offer.id, lapsesAt, answeredAt: now() } as const;
    if (asked?.status === 'asked') await tx.dealOption.update({ where: { id: asked.id }, data: given });
    else await tx.dealOption.create({ data: { dealId: deal.id, createdAt: now(), ...given } });
    await tx.deal.update({ where: { id: deal.id }, data: { updatedAt: now() } });
    await audit(tx, actor, {
      action: 'deal.option',
      subjectType: 'deal',
      subjectId: deal.id,
      data: { days: input.days },
    });
    await tell(tx, deal, input.enterpriseId, 'option_given');
  });
}

/** The holder does not hold the scope, or the licensee gives back what is held for it, or no longer asks. Throws `rights.no_option`. */
export async function endOption(actor: Actor, input: z.output<typeof dealSideSchema>): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockedTalk(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    const option = await standing(tx, deal);
    const byHolder = input.enterpriseId === deal.holderId;
    // What is promised is not taken back: only the licensee can give it up.
    if (!option || (byHolder && option.status === 'given')) throw new DomainError('rights.no_option');
    await endHold(tx, deal, byHolder ? 'refused' : 'released');
    await tx.deal.update({ where: { id: deal.id }, data: { updatedAt: now() } });
    await tell(tx, deal, input.enterpriseId, byHolder ? 'option_refused' : 'option_released');
  });
}

/** Ends what is held or asked for in a deal, if anything is: the scope is free again. The caller has locked the deal. */
export async function endHold(tx: Tx, deal: Deal, how: 'refused' | 'released' | 'lapsed' | 'used'): Promise<void> {
  const option = await standing(tx, deal);
  if (!option) return;
  const status = option.status === 'asked' && how !== 'refused' ? 'released' : how;
  await tx.dealOption.update({ where: { id: option.id }, data: { status, endedAt: now() } });
  if (option.status === 'given' && option.offerId) await letAllGo(tx, deal, option.offerId);
}
