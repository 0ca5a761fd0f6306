import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Deal, DealStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** States in which the sides still talk. */
export const talking = ['asked', 'offered'] as const satisfies readonly DealStatus[];

export function isTalking({ status }: Pick<Deal, 'status'>): boolean {
  return talking.some((each) => each === status);
}

/** Whether terms can still be said: also while an agreed deal is being signed, until it is. */
export function isOpen(deal: Pick<Deal, 'status'>): boolean {
  return isTalking(deal) || deal.status === 'agreed';
}

/** Locks a deal until the transaction ends, for one of its two sides. For anyone else it does not exist: `rights.unknown`. */
export async function lockedDeal(tx: Tx, actor: Actor, dealId: string, enterpriseId: string): Promise<Deal> {
  const deal = await lockDeal(tx, dealId);
  const side = deal && (deal.holderId === enterpriseId || deal.licenseeId === enterpriseId);
  if (!deal || !side || !may(actor, 'deal.view', { enterpriseId })) throw new DomainError('rights.unknown');
  return deal;
}

/** The same while the sides talk. Throws `rights.deal_closed` afterwards. */
export async function lockedTalk(tx: Tx, actor: Actor, dealId: string, enterpriseId: string): Promise<Deal> {
  const deal = await lockedDeal(tx, actor, dealId, enterpriseId);
  if (!isTalking(deal)) throw new DomainError('rights.deal_closed');
  return deal;
}

/** The same until the contract is signed. Throws `rights.deal_closed` afterwards. */
export async function lockedOpen(tx: Tx, actor: Actor, dealId: string, enterpriseId: string): Promise<Deal> {
  const deal = await lockedDeal(tx, actor, dealId, enterpriseId);
  if (!isOpen(deal)) throw new DomainError('rights.deal_closed');
  return deal;
}

/** What was signed on paper is confirmed or refused as it is: nothing is agreed about it here. Throws `rights.signed_outside`. */
export async function requireDrawn(tx: Tx, { id: dealId }: Pick<Deal, 'id'>): Promise<void> {
  if ((await tx.contract.count({ where: { dealId, kind: 'outside' } })) > 0)
    throw new DomainError('rights.signed_outside');
}

/** Locks a deal for whoever has been let in otherwise. */
export async function lockDeal(tx: Tx, dealId: string): Promise<Deal | null> {
  await tx.$queryRaw`select id from deal where id = ${dealId}::uuid for update`;
  return tx.deal.findUnique({ where: { id: dealId } });
}
