import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import type { Tx } from '#lib/db/index.ts';
import { bookGrant, lockRights, requireGrantable } from './give.ts';
import type { Terms } from './terms.ts';

/** The same terms for as long again, from the day on which they end. Null for those without an end. */
export function renewedTerms(terms: Terms): Terms | null {
  const { start, end } = terms.scope.term;
  if (!end) return null;
  const [from, to] = [new Date(`${start}T00:00:00Z`), new Date(`${end}T00:00:00Z`)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const whole = new Date(to);
  whole.setUTCMonth(whole.getUTCMonth() + months);
  const sameDay = from.getUTCDate() === to.getUTCDate() && whole.getUTCDate() === to.getUTCDate();
  const until = sameDay && months > 0 ? whole : new Date(2 * to.getTime() - from.getTime());
  return { ...terms, scope: { ...terms.scope, term: { start: end, end: isoDay(until) } } };
}

interface Renewal {
  readonly workId: string;
  readonly holderId: string;
  readonly licenseeId: string;
  readonly underId: string | null;
  readonly terms: Terms;
}

/**
 * Keeps the scope of a renewal free for its licensee while it alone may negotiate: an option that lapses by itself. Where something of it
 * is taken already nothing is kept. True: it is kept.
 */
export async function keepForRenewal(tx: Tx, renewal: Renewal, until: Date): Promise<boolean> {
  await lockRights(tx, renewal.workId);
  try {
    await requireGrantable(tx, renewal);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
  await bookGrant(tx, { ...renewal, offerId: null }, { lapsesAt: until }, 'renewal');
  return true;
}

const offerLasts = 30 * day;

/** Opens a deal that asks for a licence again, with its terms as the first version. Throws `rights.conflict`, `rights.not_controlled`. */
export async function askAgain(
  tx: Tx,
  actor: Actor,
  { workIds, terms, ...sides }: Omit<Renewal, 'workId'> & { readonly workIds: readonly string[] },
): Promise<{ id: string; number: string }> {
  authorize(actor, 'deal.ask', { enterpriseId: sides.licenseeId });
  const { userId } = person(actor);
  for (const workId of workIds) await requireGrantable(tx, { workId, terms, ...sides });
  const deal = await tx.deal.create({
    data: {
      number: humanNumber('ASD', now()),
      ...sides,
      createdById: userId,
      works: { create: workIds.map((workId) => ({ workId })) },
    },
  });
  await tx.offer.create({
    data: {
      dealId: deal.id,
      version: 1,
      enterpriseId: sides.licenseeId,
      terms,
      validUntil: new Date(now().getTime() + offerLasts),
      createdById: userId,
    },
  });
  return deal;
}
