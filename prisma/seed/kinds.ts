import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { momentOf } from '#lib/catalogue/index.ts';
import { isoDay } from '#lib/core/clock.ts';
import { addListing, type Context, enterpriseId } from './enterprises.ts';
import type { EnterpriseData, ListingData, Words } from './format.ts';
import { stableId } from './ids.ts';
import { addMedia } from './media.ts';
import { readData } from './reference.ts';
import { addText } from './texts.ts';

const day = 86_400_000;

/** The shape of prisma/seed/data/kinds.json: listings with what their kind needs. */
export interface KindData extends ListingData {
  readonly enterprise: string;
  readonly event?: {
    /** Days from the demo's today. */
    readonly inDays: number;
    readonly starts: string;
    readonly ends: string;
    readonly doors: string;
    readonly timeZone: string;
    readonly country: string;
    readonly venue: Words;
    readonly address: Words;
    readonly terms: Words;
  };
  readonly service?: {
    readonly revisions: number;
    readonly milestones: readonly { readonly name: Words; readonly share: number; readonly days: number }[];
    readonly questions: readonly Words[];
  };
  readonly licence?: {
    readonly rights: readonly string[];
    readonly territories: readonly string[];
    readonly exclusivity: string;
    readonly years: number;
  };
  readonly stream?: { readonly film: string; readonly minutes: number; readonly territories: readonly string[] };
}

/** Services, tickets, licences and films of the demo, after its orders, which buy none of them. Gives the enterprises with them. */
export async function addKinds(context: Context, enterprises: readonly EnterpriseData[]): Promise<EnterpriseData[]> {
  const listings = await readData<KindData[]>('kinds.json');
  for (const listing of listings) {
    const enterprise = enterprises.find(({ slug }) => slug === listing.enterprise);
    if (!enterprise) throw new Error(`no enterprise ${listing.enterprise}`);
    addListing(
      context,
      enterpriseId(enterprise.slug),
      enterprise,
      listing,
      1,
      new Date(context.today.getTime() - 60 * day),
    );
    addEvent(context, enterprise, listing);
    addService(context, enterprise, listing);
    if (listing.licence)
      context.rows.add('licence_offer', { listing_id: stableId('listing', listing.slug), ...listing.licence });
    await addStream(context, enterprise, listing);
  }
  return enterprises.map((enterprise) => ({
    ...enterprise,
    listings: [...enterprise.listings, ...listings.filter((listing) => listing.enterprise === enterprise.slug)],
  }));
}

function addEvent({ rows, today }: Context, { sourceLocale }: EnterpriseData, { slug, event }: KindData): void {
  if (!event) return;
  const date = isoDay(new Date(today.getTime() + event.inDays * day));
  const at = (time: string) => (time === '' ? null : momentOf(date, time, event.timeZone));
  const { venue, address, terms } = event;
  rows.add('ticket_event', {
    listing_id: stableId('listing', slug),
    text_id: addText(rows, `event ${slug}`, sourceLocale, { venue, address, terms }),
    starts_at: at(event.starts),
    ends_at: at(event.ends),
    doors_at: at(event.doors),
    time_zone: event.timeZone,
    country: event.country,
  });
}

function addService({ rows }: Context, { sourceLocale }: EnterpriseData, { slug, service }: KindData): void {
  if (!service) return;
  const { milestones, questions, revisions } = service;
  rows.add('service_offer', {
    listing_id: stableId('listing', slug),
    text_id: addText(rows, `service ${slug}`, sourceLocale, {
      ...Object.fromEntries(milestones.map(({ name }, at) => [`milestone_${at}`, name])),
      ...Object.fromEntries(questions.map((question, at) => [`question_${at}`, question])),
    }),
    delivery_days: milestones.at(-1)?.days ?? 1,
    revisions,
    shares: milestones.map(({ share }) => share),
    days: milestones.map(({ days }) => days),
    questions: questions.length,
  });
}

async function addStream(
  { rows, files, today }: Context,
  { slug: owner }: EnterpriseData,
  listing: KindData,
): Promise<void> {
  const { slug, stream } = listing;
  if (!stream) return;
  const keep = async (name: string) => {
    const bytes = await readFile(path.join(import.meta.dirname, 'data/films', `${name}.mp4`));
    return addMedia(rows, files, {
      key: `film ${name}`,
      enterpriseId: enterpriseId(owner),
      kind: 'video',
      contentType: 'video/mp4',
      fileName: `${slug}.mp4`,
      storageKey: `files/${name}.mp4`,
      bytes: () => bytes,
      createdAt: today,
    });
  };
  rows.add('listing_file', {
    id: stableId('file', slug),
    listing_id: stableId('listing', slug),
    media_id: await keep(stream.film),
    version: 1,
    created_at: today,
  });
  rows.add('stream_offer', {
    listing_id: stableId('listing', slug),
    territories: stream.territories,
    minutes: stream.minutes,
    rent_variant_id: stableId('variant', slug, 0),
    buy_variant_id: stableId('variant', slug, 1),
    trailer_media_id: await keep(`${stream.film}-trailer`),
  });
}
