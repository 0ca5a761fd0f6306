import pg from 'pg';
import type { Stripe } from 'stripe';
import { missing } from './errors.ts';
import { newId } from './ids.ts';
import { type AnyObject, nouns, type Objects, type ObjectType, type StripeObject, type WireEvent } from './objects.ts';
import { requireSchemaName } from './schema.ts';

/** The version of Stripe's API whose shapes the objects have: that of the SDK in package.json (a test holds them together). */
export const apiVersion = '2026-10-28.endive';

/** Fields a list may be filtered by; they go into SQL by name. */
export type FilterField =
  | 'payment_intent'
  | 'customer'
  | 'status'
  | 'charge'
  | 'destination'
  | 'transfer_group'
  | 'source'
  | 'type'
  | 'currency'
  | 'email'
  | 'purpose'
  | 'transfer';

export interface ListQuery {
  readonly filters?: Partial<Record<FilterField, string>>;
  readonly anyType?: readonly string[];
  readonly created?: { readonly gt?: number; readonly gte?: number; readonly lt?: number; readonly lte?: number };
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
}

/** Who asks, when, and by which call. */
export interface Context {
  /** The connected account acted for (`Stripe-Account`), or '' for the platform. */
  readonly account: string;
  /** Unix seconds. */
  readonly now: number;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

const operators = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

/** Reads objects; what another account owns is not there. */
export class Reader {
  readonly context: Context;
  readonly schema: string;
  readonly db: Queryable;

  constructor(db: Queryable, schema: string, context: Context) {
    this.db = db;
    this.schema = requireSchemaName(schema);
    this.context = context;
  }

  async load<T extends ObjectType>(type: T, id: string): Promise<Objects[T] | undefined> {
    const { rows } = await this.db.query<{ data: Objects[T] }>({
      name: 'load',
      text: `SELECT data FROM ${this.schema}.object WHERE id = $1 AND type = $2 AND (account = $3 OR type IN ('account', 'event'))`,
      values: [id, type, this.context.account],
    });
    return rows[0]?.data;
  }

  /** The object, or Stripe's 404. */
  async get<T extends ObjectType>(type: T, id: string, param = 'id'): Promise<Objects[T]> {
    const found = await this.load(type, id);
    if (!found) throw missing(nouns[type], id, param);
    return found;
  }

  /** Objects by id, whoever owns them: an expanded field may reach into a connected account. */
  async loadMany(ids: readonly string[]): Promise<Map<string, AnyObject>> {
    const { rows } = await this.db.query<{ id: string; data: AnyObject }>({
      name: 'load_many',
      text: `SELECT id, data FROM ${this.schema}.object WHERE id = ANY($1)`,
      values: [ids],
    });
    return new Map(rows.map((row) => [row.id, row.data]));
  }

  /** A page of a kind, newest first, with Stripe's cursors. */
  async list<T extends ObjectType>(type: T, query: ListQuery): Promise<{ data: Objects[T][]; more: boolean }> {
    const values: unknown[] = [type, this.context.account];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    // The kind stands in the text as well, so that the partial indexes are used.
    const conditions = [`type = $1 AND type = '${type}'`, type === 'account' ? '$2::text IS NOT NULL' : 'account = $2'];
    for (const [field, value] of Object.entries(query.filters ?? {}))
      conditions.push(`data->>'${field}' = ${parameter(value)}`);
    if (query.anyType) conditions.push(`data->>'type' = ANY(${parameter(query.anyType)})`);
    for (const [name, operator] of operators) {
      const bound = query.created?.[name];
      if (bound !== undefined) conditions.push(`created ${operator} ${parameter(bound)}`);
    }
    const cursor = query.startingAfter ?? query.endingBefore;
    if (cursor !== undefined)
      conditions.push(`seq ${query.startingAfter ? '<' : '>'} ${parameter(await this.#position(type, cursor, query))}`);
    const backwards = query.startingAfter === undefined && query.endingBefore !== undefined;
    const { rows } = await this.db.query<{ data: Objects[T] }>(
      `SELECT data FROM ${this.schema}.object WHERE ${conditions.join(' AND ')} ORDER BY seq ${backwards ? 'ASC' : 'DESC'} LIMIT ${parameter(query.limit + 1)}`,
      values,
    );
    const data = rows.slice(0, query.limit).map((row) => row.data);
    return { data: backwards ? data.reverse() : data, more: rows.length > query.limit };
  }

  async #position(type: ObjectType, id: string, query: ListQuery): Promise<string> {
    const { rows } = await this.db.query<{ seq: string }>(
      `SELECT seq FROM ${this.schema}.object WHERE id = $1 AND type = $2`,
      [id, type],
    );
    const row = rows[0];
    if (!row) throw missing(nouns[type], id, query.startingAfter ? 'starting_after' : 'ending_before');
    return row.seq;
  }
}

interface Write {
  readonly id: string;
  readonly type: ObjectType;
  readonly account: string;
  readonly created: number;
  readonly due: number | null;
  readonly data: AnyObject;
}

/** A transaction: reads with locks, gathers what changes, and writes all of it in one statement at the end. */
export class Unit extends Reader {
  readonly #writes = new Map<string, Write>();
  readonly events: WireEvent[] = [];

  /** The object as it is now, locked until the transaction ends; Stripe's 404 when it is not there. */
  async lock<T extends ObjectType>(type: T, id: string, param = 'id'): Promise<Objects[T]> {
    const { rows } = await this.db.query<{ data: Objects[T] }>({
      name: 'lock',
      text: `SELECT data FROM ${this.schema}.object WHERE id = $1 AND type = $2 AND (account = $3 OR type = 'account') FOR UPDATE`,
      values: [id, type, this.context.account],
    });
    const row = rows[0];
    if (!row) throw missing(nouns[type], id, param);
    return row.data;
  }

  /** Keeps an object, new or changed. `due`: when the sandbox looks at it again by itself (Unix seconds); none ends that. */
  put<T extends ObjectType>(
    type: T,
    data: Objects[T],
    { due = null, account = this.context.account }: { due?: number | null; account?: string } = {},
  ): Objects[T] {
    const id = 'id' in data ? data.id : undefined;
    if (id === undefined) throw new Error(`an object without id: ${type}`);
    const created = ('created' in data ? data.created : undefined) ?? this.context.now;
    this.#writes.set(id, { id, type, account: type === 'account' ? '' : account, created, due, data });
    return data;
  }

  /** Announces what happened: the event holds the object as it is at this moment. */
  emit(
    type: Stripe.Event['type'],
    object: StripeObject,
    { previous, account = this.context.account }: { previous?: Record<string, unknown>; account?: string } = {},
  ): void {
    const event = {
      id: newId('evt'),
      object: 'event',
      api_version: apiVersion,
      created: this.context.now,
      data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: 0,
      request: { id: this.context.requestId, idempotency_key: this.context.idempotencyKey },
      type,
      ...(account === '' ? {} : { account }),
    } satisfies WireEvent;
    this.events.push(event);
    this.put('event', event, { account });
  }

  /** Takes a lock on a name until the transaction ends, to keep sums true (a balance, a charge's transfers). */
  async serialise(name: string): Promise<void> {
    await this.db.query({
      name: 'serialise',
      text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
      values: [`${this.schema} ${name}`],
    });
  }

  /** Runs `work`. What it throws is thrown on when all that it did is undone, and the transaction can go on. */
  async undoing<T>(work: () => Promise<T>): Promise<T> {
    await this.db.query('SAVEPOINT work');
    try {
      return await work();
    } catch (error) {
      await this.db.query('ROLLBACK TO SAVEPOINT work');
      this.#writes.clear();
      this.events.length = 0;
      throw error;
    }
  }

  /** Takes an object away for good. */
  async drop(id: string): Promise<void> {
    this.#writes.delete(id);
    await this.db.query({ name: 'drop', text: `DELETE FROM ${this.schema}.object WHERE id = $1`, values: [id] });
  }

  async flush(): Promise<void> {
    if (this.#writes.size === 0) return;
    await this.db.query({
      name: 'flush',
      text: `INSERT INTO ${this.schema}.object (id, type, account, created, due, data)
        SELECT w->>'id', w->>'type', w->>'account', (w->>'created')::bigint, (w->>'due')::bigint, w->'data'
        FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(w, n) ORDER BY n
        ON CONFLICT (id) DO UPDATE SET data = excluded.data, due = excluded.due`,
      values: [JSON.stringify([...this.#writes.values()])],
    });
    this.#writes.clear();
  }
}

const maxRetries = 4;

/** Runs `work` in a transaction; a deadlock or a serialisation failure starts it again. Its writes are made just before the commit. */
export async function inTransaction<T>(
  pool: pg.Pool,
  schema: string,
  context: Context,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const unit = new Unit(client, schema, context);
      const result = await work(unit);
      await unit.flush();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      const again = error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001');
      if (!again || attempt >= maxRetries) throw error;
    } finally {
      client.release(broken);
    }
  }
}
