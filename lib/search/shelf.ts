import { pool } from '#lib/db/index.ts';

/** Words that stand for small numbers: what facets are compared and counted by. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  /** The number of a name, a new one where it has none. */
  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  name(number: number): string {
    return this.#names[number] ?? '';
  }

  /** The numbers of those names that are in use. */
  numbers(names: readonly string[]): Set<number> {
    return new Set(
      names.flatMap((name) => {
        const known = this.#numbers.get(name);
        return known === undefined ? [] : [known];
      }),
    );
  }
}

/** A live listing as a search filters, counts and sorts it; words as numbers of the shelf's names. */
export interface Entry {
  readonly n: number;
  readonly listingId: string;
  readonly enterprise: number;
  readonly category: number;
  readonly country: number;
  readonly kind: number;
  readonly materials: readonly number[];
  readonly aiAssisted: boolean;
  readonly priceMinor: number;
  readonly currency: number;
  readonly popularity: number;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  readonly available: boolean;
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
  readonly ai_assisted: boolean;
  readonly price_minor: string;
  readonly currency: string;
  readonly popularity: number;
  readonly published_at: Date | null;
  readonly available: boolean;
}

/** Every live listing's entry, in memory: a hundred thousand take some thirty megabytes. */
export class Shelf {
  readonly enterprise = new Names();
  readonly category = new Names();
  readonly country = new Names();
  readonly kind = new Names();
  readonly material = new Names();
  readonly currency = new Names();
  /** By number of the document; gaps where a listing went. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #numberOf = new Map<string, number>();

  get(n: number): Entry | undefined {
    return this.#entries[n];
  }

  get size(): number {
    return this.#numberOf.size;
  }

  *all(): Generator<Entry> {
    for (const entry of this.#entries) if (entry) yield entry;
  }

  /** Takes in what changed. */
  put(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      const before = this.#numberOf.get(row.listing_id);
      if (before !== undefined && before !== row.n) this.#entries[before] = undefined;
      if (row.n === null) {
        this.#numberOf.delete(row.listing_id);
      } else {
        this.#numberOf.set(row.listing_id, row.n);
        this.#entries[row.n] = this.#entry(row, row.n);
      }
    }
  }

  #entry(row: EntryRow, n: number): Entry {
    return {
      n,
      listingId: row.listing_id,
      enterprise: this.enterprise.number(row.enterprise_id),
      category: this.category.number(row.category_slug),
      country: this.country.number(row.country),
      kind: this.kind.number(row.kind),
      materials: row.materials.map((material) => this.material.number(material)),
      aiAssisted: row.ai_assisted,
      priceMinor: Number(row.price_minor),
      currency: this.currency.number(row.currency),
      popularity: row.popularity,
      publishedAt: row.published_at?.getTime() ?? 0,
      available: row.available,
    };
  }
}

interface Kept {
  readonly shelf: Shelf;
  /** Every transaction older than this one has been read. */
  horizon: string;
  reading: Promise<void> | null;
  next: Promise<void> | null;
}

/** The front server and Next's bundles are separate module graphs of one process. */
const shared = globalThis as typeof globalThis & { ambersilkShelf?: Kept };

const columns = `n, listing_id, enterprise_id, category_slug, country, kind::text, materials, ai_assisted, price_minor, currency, popularity,
  published_at, available`;

/**
 * The shelf with every change that was committed before the call. Callers who come while it is read share the next reading.
 * It asks for what transactions wrote that were open at the last reading or began later, so that nothing is missed in whatever order
 * they commit.
 */
export async function freshShelf(): Promise<Shelf> {
  shared.ambersilkShelf ??= { shelf: new Shelf(), horizon: '0', reading: null, next: null };
  const kept = shared.ambersilkShelf;
  if (kept.reading) {
    kept.next ??= kept.reading
      .catch(() => undefined)
      .then(() => {
        kept.next = null;
        return begin(kept);
      });
    await kept.next;
  } else {
    await begin(kept);
  }
  return kept.shelf;
}

function begin(kept: Kept): Promise<void> {
  const reading = read(kept).finally(() => {
    if (kept.reading === reading) kept.reading = null;
  });
  kept.reading = reading;
  return reading;
}

async function read(kept: Kept): Promise<void> {
  const first = kept.horizon === '0';
  if (first) await mendFuture();
  const { rows } = await pool().query<EntryRow & { horizon: string; listing_id: string | null }>({
    name: 'shelf-changes',
    text: `select h.horizon::text, ${columns} from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) h
      left join search_entry e on e.changed >= $1::xid8`,
    values: [kept.horizon],
  });
  kept.shelf.put(rows.filter((row) => row.listing_id !== null));
  kept.horizon = rows[0]?.horizon ?? kept.horizon;
}

/** In a restored copy transactions count from the beginning again: what seems to come from the future is from before. */
async function mendFuture(): Promise<void> {
  await pool().query('update search_entry set available = available where changed > pg_current_xact_id()');
}
