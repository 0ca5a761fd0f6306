import { prisma } from '#lib/db/index.ts';
import { groupRows, type RowGroup } from './sheet/group.ts';
import { type Problem, problem, type RowValues } from './sheet/values.ts';

/** Names asked for at a time. */
const chunk = 2_000;

/** What the names and SKUs of a file mean in an enterprise. */
export interface Resolved {
  readonly groups: readonly RowGroup[];
  /** Id of the listing that a group is about; not there for a new one. */
  readonly listingOf: ReadonlyMap<RowGroup, string>;
  readonly problems: ReadonlyMap<number, readonly Problem[]>;
}

interface Known {
  readonly id: string;
  readonly slug: string;
}

interface Names {
  /** By slug, and by the enterprise's own key. */
  readonly own: ReadonlyMap<string, Known>;
  readonly foreign: ReadonlySet<string>;
  /** Listings with a variant of this SKU. */
  readonly bySku: ReadonlyMap<string, readonly Known[]>;
}

/** Finds the listings that rows name by slug, by own key or by SKU alone, and what is wrong with those names. */
export async function resolveRows(enterpriseId: string, rows: readonly RowValues[]): Promise<Resolved> {
  const names = await lookUp(enterpriseId, rows);
  const listingIds = new Map<string, string>();
  const named = rows.map((row) => {
    const known = row.listing ? names.own.get(row.listing) : names.bySku.get(row.sku ?? '')?.[0];
    if (!known) return row;
    listingIds.set(known.slug, known.id);
    return { ...row, listing: known.slug };
  });
  const problems = new Map<number, Problem[]>();
  const add = (row: RowValues, found: Problem) =>
    problems.set(row.number, [...(problems.get(row.number) ?? []), found]);
  for (const row of named)
    if (names.foreign.has(row.listing)) add(row, problem('listing', 'listing_foreign', { value: row.listing }));
  skuProblems(named, names, listingIds, add);
  const groups = groupRows(named);
  const listingOf = new Map(
    groups.flatMap((group) => {
      const id = listingIds.get(group.key);
      return id ? [[group, id] as const] : [];
    }),
  );
  return { groups, listingOf, problems };
}

/** An SKU may stand in a file once, unless several listings had it before; and it may not be taken from another listing. */
function skuProblems(
  rows: readonly RowValues[],
  names: Names,
  listingIds: ReadonlyMap<string, string>,
  add: (row: RowValues, found: Problem) => void,
): void {
  const first = new Map<string, RowValues>();
  for (const row of rows) {
    if (row.sku === undefined) continue;
    const holders = names.bySku.get(row.sku) ?? [];
    const ownId = listingIds.get(row.listing);
    const had = holders.some(({ id }) => id === ownId);
    const before = first.get(row.sku);
    if (before && (!had || before.listing === row.listing))
      add(row, problem('sku', 'sku_twice', { value: row.sku, row: before.number }));
    else if (!had && holders[0]) add(row, problem('sku', 'sku_taken', { value: row.sku, listing: holders[0].slug }));
    if (!before) first.set(row.sku, row);
  }
}

async function lookUp(enterpriseId: string, rows: readonly RowValues[]): Promise<Names> {
  const own = new Map<string, Known>();
  const foreign = new Set<string>();
  const keys = [...new Set(rows.map((row) => row.listing).filter((key) => key !== ''))];
  for (let at = 0; at < keys.length; at += chunk) {
    const part = keys.slice(at, at + chunk);
    const found = await prisma().listing.findMany({
      where: { OR: [{ slug: { in: part } }, { enterpriseId, importKey: { in: part } }] },
      select: { id: true, slug: true, importKey: true, enterpriseId: true },
    });
    for (const each of found) if (each.enterpriseId === enterpriseId && each.importKey) own.set(each.importKey, each);
    for (const each of found) if (each.enterpriseId === enterpriseId) own.set(each.slug, each);
    for (const each of found) if (each.enterpriseId !== enterpriseId && !own.has(each.slug)) foreign.add(each.slug);
  }
  return { own, foreign, bySku: await skusOf(enterpriseId, rows) };
}

async function skusOf(enterpriseId: string, rows: readonly RowValues[]): Promise<Map<string, Known[]>> {
  const bySku = new Map<string, Known[]>();
  const skus = [...new Set(rows.flatMap((row) => row.sku ?? []))];
  for (let at = 0; at < skus.length; at += chunk) {
    const found = await prisma().variant.findMany({
      where: { sku: { in: skus.slice(at, at + chunk) }, listing: { enterpriseId } },
      select: { sku: true, listing: { select: { id: true, slug: true } } },
      orderBy: { id: 'asc' },
    });
    for (const { sku, listing } of found) if (sku) bySku.set(sku, [...(bySku.get(sku) ?? []), listing]);
  }
  return bySku;
}
