import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { putInForce } from './give.ts';
import { termsHash, termsSchema } from './terms.ts';

/**
 * The last signature makes the licence: status `signed`, and what was held in force. The caller has locked the
 * deal. Throws `rights.deal_closed` where the offer is not the agreed one, and what `putInForce` does.
 */
export async function concludeDeal(tx: Tx, offerId: string): Promise<{ id: string; number: string }> {
  const offer = await tx.offer.findUniqueOrThrow({ where: { id: offerId }, include: { deal: true } });
  if (offer.status !== 'accepted' || offer.deal.status !== 'agreed') throw new DomainError('rights.deal_closed');
  const terms = termsSchema.parse(offer.terms);
  const { start, end } = terms.scope.term;
  const licence = await tx.licence.create({
    data: {
      number: humanNumber('ASL', now()),
      dealId: offer.dealId,
      offerId,
      status: 'signed',
      terms,
      termsHash: termsHash(terms),
      startsOn: new Date(`${start}T00:00:00Z`),
      endsOn: end ? new Date(`${end}T00:00:00Z`) : null,
      signedAt: now(),
    },
  });
  await putInForce(tx, offer.deal, { licenceId: licence.id, offerId, terms });
  await tx.offer.updateMany({ where: { dealId: offer.dealId, status: 'open' }, data: { status: 'superseded' } });
  await tx.deal.update({ where: { id: offer.dealId }, data: { status: 'licensed', updatedAt: now() } });
  // Its schedule of payments and its life are of the room above.
  await announce(tx, 'licence.signed', { licenceId: licence.id });
  return { id: licence.id, number: licence.number };
}
