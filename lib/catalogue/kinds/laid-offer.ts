import type { Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import type { WholeListing } from '../read.ts';
import { eventFacts, type ListingOffer, offerWords, serviceFacts } from './offer.ts';

type Laid = Pick<WholeListing, 'service' | 'event' | 'licenceOffer' | 'stream' | 'workId' | 'work'>;
type Text = WholeListing['text'];

/** What a listing would have by its kind with this offer; `written` is its text with other words. */
export async function laidOffer(
  tx: Tx,
  listing: WholeListing,
  offer: ListingOffer | null,
  written: (text: Text, words: Readonly<Record<string, string>>) => Text,
): Promise<Laid> {
  const { id: listingId, service, event, licenceOffer, stream, workId, work } = listing;
  const same = { service, event, licenceOffer, stream, workId, work };
  switch (offer?.kind) {
    case 'service': {
      const row = { listingId, textId: listingId, ...service, ...serviceFacts(offer) };
      return { ...same, service: { ...row, text: written(service?.text ?? listing.text, offerWords(offer)) } };
    }
    case 'ticket': {
      const row = { listingId, textId: listingId, ...event, ...eventFacts(offer) };
      return { ...same, event: { ...row, text: written(event?.text ?? listing.text, offerWords(offer)) } };
    }
    case 'licence': {
      const { kind: _, workId: wanted, ...facts } = offer;
      return { ...same, licenceOffer: { listingId, ...facts }, ...(await otherWork(tx, same, wanted)) };
    }
    case 'stream': {
      const { kind: _, workId: wanted, ...facts } = offer;
      return { ...same, stream: { listingId, ...facts }, ...(await otherWork(tx, same, wanted)) };
    }
    default:
      return same;
  }
}

async function otherWork(tx: Tx, before: Pick<Laid, 'workId' | 'work'>, workId: string | null) {
  if (workId === before.workId) return { workId, work: before.work };
  const work = workId ? await tx.work.findUnique({ where: { id: workId }, include: { text: withTranslations } }) : null;
  return { workId, work };
}
