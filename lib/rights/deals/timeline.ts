import type { WholeDeal } from './read.ts';

type Offer = WholeDeal['offers'][number];
type Message = WholeDeal['messages'][number];
type Option = WholeDeal['options'][number];
type Acceptance = Offer['acceptances'][number];
type Licence = WholeDeal['licences'][number];

/** One thing that happened in a deal. */
export type Entry = { readonly at: Date; readonly id: string } & (
  | { readonly kind: 'offer'; readonly offer: Offer; readonly before: Offer | null }
  | { readonly kind: 'accepted'; readonly acceptance: Acceptance; readonly version: number }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'option_asked' | 'option_given' | 'option_ended'; readonly option: Option }
  | { readonly kind: 'licensed'; readonly licence: Licence }
);

/** Everything that happened in a deal, in its order: versions, acceptances, words, options, the licence. */
export function timelineOf(deal: Pick<WholeDeal, 'offers' | 'messages' | 'options' | 'licences'>): Entry[] {
  const entries: Entry[] = [
    ...deal.offers.map((offer, at): Entry => {
      return { kind: 'offer', at: offer.createdAt, id: offer.id, offer, before: deal.offers[at - 1] ?? null };
    }),
    ...deal.offers.flatMap((offer) =>
      offer.acceptances.map(
        (acceptance): Entry => ({
          kind: 'accepted',
          at: acceptance.createdAt,
          id: `${offer.id}-${acceptance.enterpriseId}`,
          acceptance,
          version: offer.version,
        }),
      ),
    ),
    ...deal.messages.map((message): Entry => ({ kind: 'message', at: message.createdAt, id: message.id, message })),
    ...deal.options.flatMap(ofOption),
    ...deal.licences.map((licence): Entry => ({ kind: 'licensed', at: licence.signedAt, id: licence.id, licence })),
  ];
  // At one moment a version comes before what was said and accepted of it, and the licence last.
  const rank = (kind: Entry['kind']) => (kind === 'offer' ? 0 : kind === 'licensed' ? 2 : 1);
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a.kind) - rank(b.kind));
}

function ofOption(option: Option): Entry[] {
  // What the holder gave unasked was given in the moment it was made.
  const asked = option.answeredAt === null || option.answeredAt.getTime() - option.createdAt.getTime() > 1_000;
  return [
    ...(asked ? [{ kind: 'option_asked' as const, at: option.createdAt, id: `${option.id}-asked`, option }] : []),
    ...(option.answeredAt
      ? [{ kind: 'option_given' as const, at: option.answeredAt, id: `${option.id}-given`, option }]
      : []),
    ...(option.endedAt && option.status !== 'used'
      ? [{ kind: 'option_ended' as const, at: option.endedAt, id: `${option.id}-ended`, option }]
      : []),
  ];
}
