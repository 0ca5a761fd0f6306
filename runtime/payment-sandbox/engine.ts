import type { Pool } from 'pg';
import type { Deliveries } from './deliveries.ts';
import type { FaultBox } from './faults.ts';
import { type Context, inTransaction, Reader, type Unit } from './store.ts';

/** A running sandbox's parts and settings, as its pages, its API and its clock use them. */
export interface Engine {
  readonly pool: Pool;
  readonly schema: string;
  readonly faults: FaultBox;
  /** None: no webhook is configured, events are only kept. */
  readonly deliveries: Deliveries | undefined;
  /** Kinds of events that are delivered; undefined: all. */
  readonly webhookEvents: ReadonlySet<string> | undefined;
  readonly secretKey: string;
  readonly webhookUrl: string | undefined;
  /** Base of the hosted pages' addresses, without a slash at its end. */
  readonly publicUrl: string;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** The sandbox itself, acting for the platform or for one of its connected accounts. */
export function ownContext(engine: Engine, account = ''): Context {
  return { account, now: Math.floor(engine.now() / 1_000), requestId: null, idempotencyKey: null };
}

/** Reads outside a transaction. */
export function reader(engine: Engine, context: Context = ownContext(engine)): Reader {
  return new Reader(engine.pool, engine.schema, context);
}

async function planDeliveries(engine: Engine, unit: Unit): Promise<void> {
  const told = unit.events.filter(({ type }) => engine.webhookEvents?.has(type) ?? true);
  if (!engine.deliveries || told.length === 0) return;
  const now = engine.now();
  const rows = told.flatMap(({ id }) =>
    engine.faults.plan(now).map(({ at, note }) => ({ event: id, created: now, next: at, note })),
  );
  await unit.db.query({
    name: 'plan_deliveries',
    text: `INSERT INTO ${unit.schema}.delivery (event, created, next, note)
      SELECT event, created, next, note FROM jsonb_to_recordset($1::jsonb) AS r(event text, created bigint, next bigint, note text)`,
    values: [JSON.stringify(rows)],
  });
}

/** Changes objects in one transaction, together with the events and the deliveries that follow; wakes the deliveries afterwards. */
export async function change<T>(engine: Engine, context: Context, work: (unit: Unit) => Promise<T>): Promise<T> {
  let announced = false;
  const result = await inTransaction(engine.pool, engine.schema, context, async (unit) => {
    const answer = await work(unit);
    await planDeliveries(engine, unit);
    announced = unit.events.length > 0;
    return answer;
  });
  if (announced) engine.deliveries?.wake();
  return result;
}
