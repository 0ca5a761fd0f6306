import type pg from 'pg';
import { listingDocument } from '#lib/search/index.ts';
import { copyRows } from './copy.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, ListingData, Words } from './format.ts';
import { randomFrom, stableId } from './ids.ts';
import type { Row } from './rows.ts';
import { listingTexts } from './search.ts';

const day = 86_400_000;

interface Made {
  readonly id: string;
  readonly textId: string;
  readonly enterprise: EnterpriseData;
  readonly listing: ListingData;
  readonly random: () => number;
}

/** The words of a variation: the piece's own number, and where it is made, in each language. */
function varied(words: Words, number: number, city: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([locale, text]) => [
      locale,
      `${text} № ${number} · ${city[locale as keyof Words] ?? ''}`,
    ]),
  );
}

/** The n-th made listing: a variation of a real one, the same at every seeding. */
function make(n: number, enterprises: readonly EnterpriseData[]): Made {
  const random = randomFrom(`many ${n}`);
  const pickFrom = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('the demo world has no listings');
    return found;
  };
  const enterprise = pickFrom(enterprises);
  const other = pickFrom(enterprises);
  const base = pickFrom(other.listings);
  const listing = { ...base, slug: `${base.slug}-${n}`, title: varied(base.title, n, enterprise.city) };
  return { id: stableId('many', n), textId: stableId('many text', n), enterprise, listing, random };
}

/** Minor units; the listing's price and its variant's are one. */
function priceOf(n: number): number {
  return 500 + (n % 400) * 100;
}

function listingRow({ id, textId, enterprise, listing, random }: Made, n: number, today: Date): Row {
  const publishedAt = new Date(today.getTime() - Math.floor(random() * 900 * day));
  return {
    id,
    enterprise_id: enterpriseId(enterprise.slug),
    slug: listing.slug,
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
    popularity: Math.floor(random() ** 4 * 9_000),
    submitted_at: publishedAt,
    published_at: publishedAt,
    created_at: publishedAt,
    updated_at: publishedAt,
  };
}

function translationRows({ textId, enterprise, listing }: Made): Row[] {
  return listingTexts(listing).map(({ locale, title, summary, tags }) => ({
    text_id: textId,
    locale,
    fields: {
      title,
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

/** Adds `count` listings to a seeded world, for benchmarks: streamed with COPY, a table at a time, nothing kept in memory. */
export async function addMany(
  client: pg.Client,
  enterprises: readonly EnterpriseData[],
  count: number,
  today: Date,
): Promise<void> {
  function* rows(of: (made: Made, n: number) => Row[]): Generator<Row> {
    for (let n = 1; n <= count; n++) yield* of(make(n, enterprises), n);
  }
  await client.query('begin');
  await copyRows(
    client,
    'texts',
    rows(({ textId, enterprise }) => [{ id: textId, source_locale: enterprise.sourceLocale, revision: 1 }]),
  );
  await copyRows(client, 'translation', rows(translationRows));
  await copyRows(
    client,
    'listing',
    rows((made, n) => [listingRow(made, n, today)]),
  );
  await copyRows(
    client,
    'variant',
    rows(({ id, listing }, n) => [
      {
        id: stableId('many variant', n),
        listing_id: id,
        position: 0,
        price_minor: priceOf(n),
        stock_on_hand: 5 + (n % 40),
        stock_reserved: 0,
        weight_grams: listing.weightGrams ?? 500,
      },
    ]),
  );
  await client.query(`
    insert into listing_picture (listing_id, media_id, position)
    select l.id, m.id, 0 from listing l cross join lateral (select id from media where kind = 'picture' and enterprise_id = l.enterprise_id order by id limit 1) m
    where not exists (select 1 from listing_picture p where p.listing_id = l.id)`);
  await copyRows(
    client,
    'search_document',
    rows(({ id, enterprise, listing }) => {
      const texts = listingTexts(listing);
      return [
        {
          listing_id: id,
          document: listingDocument({
            maker: enterprise.displayName,
            sourceLocale: enterprise.sourceLocale,
            texts,
            labels: [],
          }),
          locales: texts.map((text) => text.locale),
        },
      ];
    }),
  );
  await client.query('commit');
  await client.query('analyze');
}
