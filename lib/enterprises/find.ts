import { remember } from '#lib/core/memory.ts';
import { pool, prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { allNames, nameFor, withName } from './name.ts';

const keepMs = 60_000;

interface Parcels {
  readonly asOf: number;
  readonly grams: Promise<ReadonlyMap<string, number>>;
}

const parcels = new Map<string, Parcels>();

/**
 * The heaviest parcel that each shipping table takes to a country in any way, by the table's id; by its enterprise's id as well where it
 * is the usual one. Rates that name the country come before those for everywhere else (lib/ordering/shipping.ts). Read once as of so many
 * changes of shipping tables (lib/search/shelf.ts).
 */
export function parcelsTo(country: string, asOf: number): Promise<ReadonlyMap<string, number>> {
  const kept = parcels.get(country);
  if (kept?.asOf === asOf) return kept.grams;
  const grams = readParcels(country);
  parcels.set(country, { asOf, grams });
  grams.catch(() => parcels.delete(country));
  return grams;
}

async function readParcels(country: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool().query<{ id: string; usual: string | null; grams: number }>({
    name: 'parcels-to',
    text: `select p.id, case when p.is_default then p.enterprise_id end as usual, max(r.max_weight_grams) as grams
      from shipping_profile p join shipping_rate r on r.profile_id = p.id
      where $1 = any (r.countries) or (r.countries = '{}' and not exists (
        select 1 from shipping_rate n where n.profile_id = p.id and n.service = r.service and $1 = any (n.countries)))
      group by p.id`,
    values: [country],
  });
  return new Map(rows.flatMap(({ id, usual, grams }) => [id, usual ?? id].map((key) => [key, grams])));
}

/** Public storefronts of which any name is one that `fits` says yes to, at most so many, named for readers of a language. */
export async function makersNamed(
  fits: (name: string) => boolean,
  reader: Locale,
  most: number,
): Promise<{ slug: string; name: string; country: string }[]> {
  const all = await remember('makers:', keepMs, () =>
    prisma().enterprise.findMany({
      where: { status: 'verified' },
      select: { slug: true, country: true, ...withName },
      orderBy: { displayName: 'asc' },
    }),
  );
  return all
    .filter((each) => allNames(each).some(fits))
    .slice(0, most)
    .map((each) => ({ slug: each.slug, name: nameFor(each, reader), country: each.country }));
}
