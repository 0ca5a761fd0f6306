import { z } from 'zod';
import { id } from '#lib/core/validation.ts';
import { writtenText } from '#lib/languages/index.ts';
import type { KindFacts } from './read.ts';
import { clockAt } from './zoned.ts';

const moment = z.iso.datetime();
const codes = z.array(z.string());

/** What a listing has by its kind, as part of its content: the words are those of the listing's own language. */
export const listingOffer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('service'),
    milestones: z.array(z.object({ name: z.string(), share: z.number().int(), days: z.number().int() })),
    revisions: z.number().int(),
    questions: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('ticket'),
    venue: z.string(),
    address: z.string(),
    terms: z.string(),
    country: z.string(),
    timeZone: z.string(),
    startsAt: moment,
    endsAt: moment.nullable(),
    doorsAt: moment.nullable(),
  }),
  z.object({
    kind: z.literal('licence'),
    workId: id.nullable(),
    rights: codes,
    territories: codes,
    exclusivity: z.enum(['exclusive', 'sole', 'non_exclusive', 'own_use', 'holdback']),
    years: z.number().int(),
  }),
  z.object({
    kind: z.literal('stream'),
    workId: id.nullable(),
    minutes: z.number().int(),
    territories: codes,
    /** Which of the variants is which way to watch; one that is not among the content's variants is not on sale. */
    rentVariantId: id.nullable(),
    buyVariantId: id.nullable(),
    trailerMediaId: id.nullable(),
  }),
]);

export type ListingOffer = z.output<typeof listingOffer>;
export type OfferOf<Kind extends ListingOffer['kind']> = Extract<ListingOffer, { kind: Kind }>;

/** What a listing's rows say of its kind; null where they say nothing, as of goods and downloads. */
export function offerContent({
  service,
  event,
  licenceOffer,
  stream,
  workId,
}: KindFacts & { workId: string | null }): ListingOffer | null {
  if (service) {
    const { shares, days, revisions, text } = service;
    return {
      kind: 'service',
      milestones: shares.map((share, at) => ({
        name: writtenText(text, `milestone_${at}`),
        share,
        days: days[at] ?? service.deliveryDays,
      })),
      revisions,
      questions: Array.from({ length: service.questions }, (_, at) => writtenText(text, `question_${at}`)),
    };
  }
  if (event) {
    const word = (field: string) => writtenText(event.text, field);
    return {
      kind: 'ticket',
      venue: word('venue'),
      address: word('address'),
      terms: word('terms'),
      country: event.country,
      timeZone: event.timeZone,
      startsAt: event.startsAt.toISOString(),
      endsAt: event.endsAt?.toISOString() ?? null,
      doorsAt: event.doorsAt?.toISOString() ?? null,
    };
  }
  if (licenceOffer) {
    const { rights, territories, exclusivity, years } = licenceOffer;
    return { kind: 'licence', workId, rights, territories, exclusivity, years };
  }
  if (stream) {
    const { minutes, territories, rentVariantId, buyVariantId, trailerMediaId } = stream;
    return { kind: 'stream', workId, minutes, territories, rentVariantId, buyVariantId, trailerMediaId };
  }
  return null;
}

/** The words of an offer as fields of its text. */
export function offerWords(offer: OfferOf<'service'> | OfferOf<'ticket'>): Record<string, string> {
  if (offer.kind === 'ticket') return { venue: offer.venue, address: offer.address, terms: offer.terms };
  return Object.fromEntries([
    ...offer.milestones.map(({ name }, at) => [`milestone_${at}`, name]),
    ...offer.questions.map((question, at) => [`question_${at}`, question]),
  ]);
}

/** The facts of a service as its row keeps them: it is delivered by its last milestone. */
export function serviceFacts({ milestones, revisions, questions }: OfferOf<'service'>) {
  return {
    deliveryDays: milestones.at(-1)?.days ?? 1,
    revisions,
    shares: milestones.map(({ share }) => share),
    days: milestones.map(({ days }) => days),
    questions: questions.length,
  };
}

/** The facts of an event as its row keeps them. */
export function eventFacts({ country, timeZone, startsAt, endsAt, doorsAt }: OfferOf<'ticket'>) {
  const at = (time: string | null) => (time === null ? null : new Date(time));
  return { country, timeZone, startsAt: new Date(startsAt), endsAt: at(endsAt), doorsAt: at(doorsAt) };
}

/** What an offer says, field by field, for people to compare: times as the clocks at the venue show them, codes as they are. */
function said(offer: ListingOffer | null): Record<string, string> {
  switch (offer?.kind) {
    case 'service':
      return {
        milestones: offer.milestones.map(({ name, share, days }) => `${name} · ${share} % · ${days}`).join('\n'),
        revisions: offer.revisions.toString(),
        questions: offer.questions.join('\n'),
      };
    case 'ticket': {
      const at = (time: string | null) => {
        if (time === null) return '';
        const shown = clockAt(new Date(time), offer.timeZone);
        return `${shown.date} ${shown.time}`;
      };
      const { venue, address, country, timeZone, terms } = offer;
      const times = { startsAt: at(offer.startsAt), endsAt: at(offer.endsAt), doorsAt: at(offer.doorsAt) };
      return { venue, address, country, timeZone, ...times, terms };
    }
    case 'licence':
      return {
        work: offer.workId ?? '',
        rights: [...offer.rights].sort().join(', '),
        territories: [...offer.territories].sort().join(', '),
        exclusivity: offer.exclusivity,
        years: offer.years.toString(),
      };
    case 'stream':
      return {
        work: offer.workId ?? '',
        minutes: offer.minutes.toString(),
        countries: [...offer.territories].sort().join(', '),
        trailer: offer.trailerMediaId ?? '',
      };
    default:
      return {};
  }
}

/** What each field of an offer says before and after. What a film costs is said by its variants. */
export function offerPairs(
  before: ListingOffer | null,
  after: ListingOffer | null,
): Record<string, readonly [string, string]> {
  const [old, next] = [said(before), said(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  return Object.fromEntries(fields.map((field) => [field, [old[field] ?? '', next[field] ?? ''] as const]));
}

/** The same offer of a copy whose variants have other ids. */
export function renewedOffer(offer: ListingOffer | null, renew: (id: string) => string): ListingOffer | null {
  if (offer?.kind !== 'stream') return offer;
  const { rentVariantId: rent, buyVariantId: buy } = offer;
  return { ...offer, rentVariantId: rent && renew(rent), buyVariantId: buy && renew(buy) };
}
