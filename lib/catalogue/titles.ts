import { type Money, money } from '#lib/core/money.ts';
import { pool } from '#lib/db/index.ts';
import { type Named, nameColumn, nameFor } from '#lib/enterprises/index.ts';
import { type Locale, type LocalizedText, readVersions } from '#lib/languages/index.ts';
import { reducedBy } from './price.ts';

/** A listing as it is told over the network. */
export interface TitledListing {
  readonly slug: string;
  readonly title: string;
  /** The language of the title. */
  readonly language: string;
  readonly maker: string;
  readonly country: string;
  /** The seller's, in the listing's currency. */
  readonly price: Money;
}

interface Row extends Omit<TitledListing, 'title' | 'language' | 'maker' | 'price'> {
  readonly maker: Named;
  readonly price_minor: string;
  readonly currency: string;
  readonly reduced: number;
  readonly titles: readonly LocalizedText[] | null;
}

/** Titles, makers and prices of live listings in the order of their ids: what a search over the network answers with, without what pictures and stock take. */
export async function titledListings(ids: readonly string[], locale: Locale): Promise<TitledListing[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool().query<Row>({
    name: 'listing-titles',
    text: `select l.slug, ${nameColumn} as maker, e.country, l.price_minor, l.currency, l.reduced_basis_points as reduced,
        (select json_agg(json_build_object('locale', tr.locale, 'value', coalesce(tr.title, ''), 'state', tr.state, 'origin', tr.origin,
          'sourceRevision', case tr.state when 'source' then t.revision else tr.source_revision end))
          from translation tr where tr.text_id = l.text_id) as titles
      from unnest($1::uuid[]) with ordinality as asked(id, place)
      join listing l on l.id = asked.id and l.status = 'live' join enterprise e on e.id = l.enterprise_id join texts t on t.id = l.text_id
      order by asked.place`,
    values: [ids],
  });
  return rows.map(({ slug, maker, country, titles, ...row }) => {
    const title = readVersions(titles ?? [], locale);
    const price = reducedBy(money(BigInt(row.price_minor), row.currency), row.reduced);
    return {
      slug,
      title: title?.value ?? '',
      language: title?.locale ?? locale,
      maker: nameFor(maker, locale),
      country,
      price,
    };
  });
}
