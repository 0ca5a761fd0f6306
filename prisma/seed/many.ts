import type pg from 'pg';
import { ConfigError } from '#lib/core/config.ts';
import { namesByLocale } from '#lib/enterprises/index.ts';
import { analysis, listingDocument } from '#lib/search/index.ts';
import { attributeRow } from './attributes.ts';
import { copyRows } from './copy.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, ListingData, Words } from './format.ts';
import { randomFrom, stableId } from './ids.ts';
import { type Row, Rows } from './rows.ts';
import { listingTexts } from './search.ts';

const day = 86_400_000;
/** Rows of so many listings are held at a time. */
const chunk = 4_000;

type Texts = ReturnType<typeof listingTexts>;

/** A listing of the world of which variations are made. Its search document is worked out once. */
interface Base {
  readonly number: number;
  readonly listing: ListingData;
  readonly texts: Texts;
}

/** What a variation adds to the title: the piece's own number, and where it is made. */
function addition(n: number, city: Words, locale: keyof Words): string {
  return `№ ${n} · ${city[locale] ?? ''}`;
}

/** Minor units; the listing's price and its variant's are one. */
function priceOf(n: number): number {
  return 500 + (n % 400) * 100;
}

interface Made {
  readonly n: number;
  readonly id: string;
  readonly textId: string;
  readonly enterprise: EnterpriseData;
  readonly base: Base;
  readonly random: () => number;
}

/** The n-th made listing: a variation of a real one under any maker's roof, the same at every seeding. */
function make(n: number, enterprises: readonly EnterpriseData[], bases: readonly Base[]): Made {
  const random = randomFrom(`many ${n}`);
  const pickFrom = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('the demo world has no listings');
    return found;
  };
  const made = { n, id: stableId('many', n), textId: stableId('many text', n), random };
  return { ...made, enterprise: pickFrom(enterprises), base: pickFrom(bases) };
}

function listingRow({ n, id, textId, enterprise, base: { listing }, random }: Made, today: Date): Row {
  const publishedAt = new Date(today.getTime() - Math.floor(random() * 900 * day));
  return {
    id,
    enterprise_id: enterpriseId(enterprise.slug),
    slug: `${listing.slug}-${n}`,
    kind: 'physical',
    status: 'live',
    category_slug: listing.category,
    text_id: textId,
    price_minor: priceOf(n),
    currency: enterprise.currency,
    origin_country: enterprise.country,
    hs_code: listing.hsCode ?? null,
    weight_grams: listing.weightGrams ?? 500,
    materials: listing.materials,
    ai_assisted: listing.aiAssisted,
    ...attributeRow(listing),
    popularity: Math.floor(random() ** 4 * 9_000),
    submitted_at: publishedAt,
    published_at: publishedAt,
    created_at: publishedAt,
    updated_at: publishedAt,
  };
}

function translationRows({ n, textId, enterprise, base: { listing, texts } }: Made): Row[] {
  return texts.map(({ locale, title, summary, tags }) => ({
    text_id: textId,
    locale,
    fields: {
      title: `${title} ${addition(n, enterprise.city, locale)}`,
      summary,
      description: listing.description[locale] ?? '',
      technique: listing.technique[locale] ?? '',
      tags,
    },
    state: locale === enterprise.sourceLocale ? 'source' : 'translated',
    origin: 'human',
    source_revision: 1,
  }));
}

/** The words a variation has beyond its base's: of its title and its maker. */
function ownDocument({ n, enterprise, base }: Made): string {
  return listingDocument({
    makers: namesByLocale(enterprise.displayName, enterprise.names, enterprise.sourceLocale),
    texts: base.texts.map(({ locale }) => ({
      locale,
      title: addition(n, enterprise.city, locale),
      tags: '',
      summary: '',
      body: '',
    })),
    labels: [],
  });
}

function addRows(rows: Rows, made: Made, pictures: ReadonlyMap<string, string>, today: Date): void {
  const { n, id, textId, enterprise, base } = made;
  rows.add('texts', { id: textId, source_locale: enterprise.sourceLocale, revision: 1 });
  rows.add('translation', ...translationRows(made));
  rows.add('listing', listingRow(made, today));
  rows.add('variant', {
    id: stableId('many variant', n),
    listing_id: id,
    position: 0,
    price_minor: priceOf(n),
    stock_on_hand: 5 + (n % 40),
    stock_reserved: 0,
    weight_grams: base.listing.weightGrams ?? 500,
  });
  const picture = pictures.get(enterpriseId(enterprise.slug));
  if (picture) rows.add('listing_picture', { listing_id: id, media_id: picture, position: 0 });
  rows.add('made_document', { listing_id: id, base: base.number, own: ownDocument(made) });
}

/** The documents of bases and additions meet in the database; their indexes are made once, at the end. */
async function addDocuments(client: pg.Client): Promise<void> {
  const indexes = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where indexname in ('search_document_gin', 'search_document_head_gin')`,
  );
  for (const { indexname } of indexes.rows) await client.query(`drop index ${indexname}`);
  await client.query(
    `
    insert into search_document (listing_id, document, locales, analysis)
    select made.listing_id, base.document || made.own::tsvector, base.locales, $1
    from made_document made join base_document base on base.number = made.base`,
    [analysis],
  );
  await client.query(`
    insert into search_entry (listing_id, enterprise_id, category_slug, country, kind, materials, ai_assisted, price_minor, currency, popularity,
      published_at, available, n)
    select l.id, l.enterprise_id, l.category_slug, l.origin_country, l.kind, l.materials, l.ai_assisted, l.price_minor, l.currency, l.popularity,
      l.published_at, true, d.n
    from made_document made join search_document d on d.listing_id = made.listing_id join listing l on l.id = made.listing_id`);
  await client.query(`set local maintenance_work_mem = '512MB'`);
  for (const { indexdef } of indexes.rows) await client.query(indexdef);
}

/**
 * Adds listings to a seeded world up to the `count`-th, for benchmarks: variations of the world's own, streamed with COPY some thousands at a
 * time, so that memory stays flat. What all variations of a listing share (its search document) is worked out once.
 */
export async function addMany(
  client: pg.Client,
  enterprises: readonly EnterpriseData[],
  count: number,
  today: Date,
  first = 1,
): Promise<void> {
  const pictures = await client.query<{ enterprise_id: string; id: string }>(
    `select distinct on (enterprise_id) enterprise_id, id from media where kind = 'picture' order by enterprise_id, id`,
  );
  const pictureOf = new Map(pictures.rows.map((row) => [row.enterprise_id, row.id]));
  // A world seeded from an older version may lack some of today's makers.
  const makers = enterprises.filter((enterprise) => pictureOf.has(enterpriseId(enterprise.slug)));
  const before = await client.query('select 1 from listing where id = $1', [stableId('many', first)]);
  if (before.rowCount !== 0)
    throw new ConfigError(
      'The listings for benchmarks are there already; begin with a fresh database for another number.',
    );
  const bases = makers
    .flatMap((enterprise) => enterprise.listings.map((listing) => ({ enterprise, listing })))
    .map(({ enterprise, listing }, number) => ({ number, enterprise, listing, texts: listingTexts(listing) }));
  await client.query('begin');
  await client.query(
    'create temp table base_document (number int primary key, document tsvector, locales text[]) on commit drop',
  );
  await client.query('create temp table made_document (listing_id uuid, base int, own text) on commit drop');
  await copyRows(
    client,
    'base_document',
    bases.map(({ number, texts }) => ({
      number,
      document: listingDocument({ makers: [], texts, labels: [] }),
      locales: texts.map((text) => text.locale),
    })),
  );
  // What triggers would do for each row is done for all of them at the end.
  await client.query(`set local ambersilk.bulk = 'on'`);
  for (let start = first; start <= count; start += chunk) {
    const rows = new Rows();
    for (let n = start; n < Math.min(start + chunk, count + 1); n++)
      addRows(rows, make(n, makers, bases), pictureOf, today);
    for (const table of ['texts', 'translation', 'listing', 'variant', 'listing_picture', 'made_document'])
      await copyRows(client, table, rows.of(table));
  }
  await client.query(`
    insert into place_stock (variant_id, place_id, on_hand, reserved)
    select v.id, default_stock_place(l.enterprise_id), v.stock_on_hand, v.stock_reserved
    from made_document made join listing l on l.id = made.listing_id join variant v on v.listing_id = l.id where v.stock_on_hand > 0`);
  await addDocuments(client);
  await client.query('commit');
  await client.query('analyze');
}
