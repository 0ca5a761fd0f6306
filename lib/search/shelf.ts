import { Names } from '#lib/core/names.ts';
import { sharedReading } from '#lib/core/shared-reading.ts';
import { pool } from '#lib/db/index.ts';

/** The different sets of values that listings have, each once: listings share a few thousand, and are counted by them. */
export class ValueSets {
  readonly #numbers = new Map<string, number>();
  readonly #sets: (readonly number[])[] = [];

  /** The number of a set, a new one where it has none. */
  number(values: readonly number[]): number {
    const key = values.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#sets.length);
    return this.#sets.push(values) - 1;
  }

  /** The values of each set, by its number. */
  get all(): readonly (readonly number[])[] {
    return this.#sets;
  }
}

/** As the database has it; `n` is null where the listing cannot be found any more. */
export interface EntryRow {
  readonly n: number | null;
  readonly listing_id: string;
  readonly enterprise_id: string;
  readonly category_slug: string;
  readonly country: string;
  readonly kind: string;
  readonly materials: readonly string[];
  readonly facets: readonly string[];
  readonly ai_assisted: boolean;
  readonly price_minor: string;
  readonly currency: string;
  readonly popularity: number;
  readonly published_at: Date | null;
  readonly available: boolean;
  readonly reduced: boolean;
  /** The shipping table it is sent by; its enterprise where that is the usual one. */
  readonly sender_id: string;
  /** Of the lightest variant. */
  readonly weight_grams: number;
  /** Countries where it may be sold; null: everywhere. */
  readonly places: readonly string[] | null;
  /** The transaction that wrote it. */
  readonly changed: string;
}

const changesKept = 2_000;

/** Stands among the places of what is sold in all of them. */
export const everywhere = '*';

/** One value of each entry, by its number, in words that stand for themselves. */
function columns(length: number) {
  return {
    enterprise: new Uint32Array(length),
    category: new Uint16Array(length),
    country: new Uint16Array(length),
    kind: new Uint16Array(length),
    currency: new Uint16Array(length),
    materials: new Uint32Array(length),
    attributes: new Uint32Array(length),
    priceMinor: new Float64Array(length),
    popularity: new Int32Array(length),
    /** Milliseconds since 1970. */
    publishedAt: new Float64Array(length),
    present: new Uint8Array(length),
    available: new Uint8Array(length),
    aiAssisted: new Uint8Array(length),
    reduced: new Uint8Array(length),
    sender: new Uint32Array(length),
    weightGrams: new Int32Array(length),
    places: new Uint32Array(length),
  };
}

export type Columns = Readonly<ReturnType<typeof columns>>;

/**
 * What a search filters, counts and sorts by, of every live listing, in memory: a column for each value, so that ten thousand are looked
 * through in less than a millisecond. A hundred thousand take some twenty megabytes.
 */
export class Shelf {
  readonly names = {
    enterprise: new Names(),
    category: new Names(),
    country: new Names(),
    kind: new Names(),
    currency: new Names(),
    material: new Names(),
    /** What listings say by their categories: binding=hardback. */
    attribute: new Names(),
    /** Shipping tables, and enterprises for their usual ones. */
    sender: new Names(),
    place: new Names(),
  } as const;
  readonly sets = { materials: new ValueSets(), attributes: new ValueSets(), places: new ValueSets() } as const;
  #columns = columns(1_024);
  readonly #listingIds: string[] = [];
  readonly #numberOf = new Map<string, number>();
  readonly #writtenBy: string[] = [];
  /** Numbers of what changed last, the latest at the end, and how many changes came before the first of them. */
  #changed: number[] = [];
  #forgotten = 0;
  #tables = '';
  #tableChanges = 0;

  get columns(): Columns {
    return this.#columns;
  }

  /** One more than the highest number in use. */
  get end(): number {
    return this.#listingIds.length;
  }

  get size(): number {
    return this.#numberOf.size;
  }

  /** How often anything was put here. */
  get changes(): number {
    return this.#forgotten + this.#changed.length;
  }

  /** How often any shipping table changed. */
  get tableChanges(): number {
    return this.#tableChanges;
  }

  /** Takes in a mark of the shipping tables that changed lately; null: none did. */
  putTables(mark: string | null): void {
    if (mark === null || mark === this.#tables) return;
    this.#tables = mark;
    this.#tableChanges += 1;
  }

  /** Numbers of what changed after so many changes; null where that is too long ago to be known. */
  changedSince(changes: number): ReadonlySet<number> | null {
    return changes < this.#forgotten ? null : new Set(this.#changed.slice(changes - this.#forgotten));
  }

  listingId(n: number): string {
    return this.#listingIds[n] ?? '';
  }

  /** The numbers of all entries. */
  *all(): Generator<number> {
    const { present } = this.#columns;
    for (let n = 0; n < this.end; n++) if (present[n] === 1) yield n;
  }

  /** Takes in what changed. */
  put(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      const before = this.#numberOf.get(row.listing_id);
      // While a long transaction is open, what was written since it began is read again and again.
      if (before !== undefined && before === row.n && this.#writtenBy[before] === row.changed) continue;
      if (before !== undefined && before !== row.n) this.#columns.present[before] = 0;
      const touched = row.n ?? before;
      if (touched !== undefined) this.#changed.push(touched);
      if (row.n === null) {
        this.#numberOf.delete(row.listing_id);
      } else {
        this.#numberOf.set(row.listing_id, row.n);
        this.#set(row.n, row);
      }
    }
    const tooMany = this.#changed.length - changesKept;
    if (tooMany > 0) {
      this.#changed = this.#changed.slice(tooMany);
      this.#forgotten += tooMany;
    }
  }

  #set(n: number, row: EntryRow): void {
    if (n >= this.#columns.present.length) this.#grow(n + 1);
    const held = this.#columns;
    const { names, sets } = this;
    held.enterprise[n] = names.enterprise.number(row.enterprise_id);
    held.category[n] = names.category.number(row.category_slug);
    held.country[n] = names.country.number(row.country);
    held.kind[n] = names.kind.number(row.kind);
    held.currency[n] = names.currency.number(row.currency);
    held.materials[n] = sets.materials.number(row.materials.map((material) => names.material.number(material)));
    held.attributes[n] = sets.attributes.number(row.facets.map((facet) => names.attribute.number(facet)));
    held.priceMinor[n] = Number(row.price_minor);
    held.popularity[n] = row.popularity;
    held.publishedAt[n] = row.published_at?.getTime() ?? 0;
    held.present[n] = 1;
    this.#writtenBy[n] = row.changed;
    held.available[n] = row.available ? 1 : 0;
    held.aiAssisted[n] = row.ai_assisted ? 1 : 0;
    held.reduced[n] = row.reduced ? 1 : 0;
    held.sender[n] = names.sender.number(row.sender_id);
    held.weightGrams[n] = row.weight_grams;
    held.places[n] = sets.places.number((row.places ?? [everywhere]).map((place) => names.place.number(place)));
    while (this.#listingIds.length < n) this.#listingIds.push('');
    this.#listingIds[n] = row.listing_id;
  }

  #grow(least: number): void {
    const wider = columns(Math.max(least, this.#columns.present.length * 2));
    const before = Object.values(this.#columns);
    for (const [at, column] of Object.values(wider).entries()) column.set(before[at] ?? []);
    this.#columns = wider;
  }
}

interface Kept {
  readonly shelf: Shelf;
  /** Every transaction older than this one has been read. */
  horizon: string;
  readonly refresh: () => Promise<void>;
}

/** The front server and Next's bundles are separate module graphs of one process. */
const shared = globalThis as typeof globalThis & { ambersilkShelf?: Kept };

const selected = `n, listing_id, enterprise_id, category_slug, country, kind::text, materials, facets, ai_assisted, price_minor, currency, popularity,
  published_at, available, reduced, sender_id, weight_grams, places, e.changed::text`;

/** A mark of the shipping tables that transactions wrote which were open at the last reading or began later; null: none did. */
const changedTables = `(select md5(string_agg(p.id::text || p.changed::text, ' ' order by p.id)) from shipping_profile p where p.changed >= $1::xid8)`;

function keptShelf(): Kept {
  if (!shared.ambersilkShelf) {
    const kept: Kept = { shelf: new Shelf(), horizon: '0', refresh: sharedReading(() => read(kept)) };
    shared.ambersilkShelf = kept;
  }
  return shared.ambersilkShelf;
}

/** The shelf as it was last read. */
export function shelfNow(): Shelf {
  return keptShelf().shelf;
}

/**
 * The shelf with every change that was committed before the call. Callers who come while it is read share the next reading.
 * It asks for what transactions wrote that were open at the last reading or began later, so that nothing is missed in whatever order
 * they commit.
 */
export async function freshShelf(): Promise<Shelf> {
  const kept = keptShelf();
  await kept.refresh();
  return kept.shelf;
}

async function read(kept: Kept): Promise<void> {
  const first = kept.horizon === '0';
  if (first) await mendFuture();
  const { rows } = await pool().query<EntryRow & { horizon: string; tables: string | null; listing_id: string | null }>(
    {
      name: 'shelf-changes',
      text: `select h.horizon::text, ${changedTables} as tables, ${selected} from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
      left join search_entry e on e.changed >= $1::xid8`,
      values: [kept.horizon],
    },
  );
  kept.shelf.put(rows.filter((row) => row.listing_id !== null));
  kept.shelf.putTables(rows[0]?.tables ?? null);
  kept.horizon = rows[0]?.horizon ?? kept.horizon;
}

/** In a restored copy transactions count from the beginning again: what seems to come from the future is from before. */
async function mendFuture(): Promise<void> {
  await pool().query('update search_entry set available = available where changed > pg_current_xact_id()');
  await pool().query('update shipping_profile set version = version where changed > pg_current_xact_id()');
}
