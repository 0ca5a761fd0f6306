import type { Pool } from 'pg';

/** How a call fails once it has taken effect: the answer is lost, not the work. */
export interface CallFault {
  readonly status: 500 | 409 | 429 | 'timeout';
  readonly times: number;
  /** Only calls whose "METHOD /path" begins with this, for example `POST /v1/transfers`; without it any POST. */
  readonly match: string | null;
}

export interface Faults {
  /** The next so many events are delivered `copies` times. */
  readonly duplicate: { readonly events: number; readonly copies: number };
  /** The next so many events are held for a moment and delivered in another order: places still to give, from a shuffled list. */
  readonly shuffle: { readonly slots: readonly number[]; readonly base: number | null };
  /** Deliveries of the next so many events start late. */
  readonly delay: { readonly events: number; readonly seconds: number };
  /** The first delivery of the next so many events is lost; it is tried again after so many seconds. */
  readonly drop: { readonly events: number; readonly redeliverAfter: number };
  readonly calls: readonly CallFault[];
}

export const noFaults: Faults = {
  duplicate: { events: 0, copies: 2 },
  shuffle: { slots: [], base: null },
  delay: { events: 0, seconds: 0 },
  drop: { events: 0, redeliverAfter: 0 },
  calls: [],
};

/** One delivery to be made of an event. */
export interface PlannedDelivery {
  /** Unix milliseconds. */
  readonly at: number;
  readonly note: string | null;
}

/** Shuffled events wait this long for the others, then leave this far apart. */
const gatherMs = 700;
const spacingMs = 60;

/** What the faults make of one event, and the faults that are left. Pure. */
export function planDeliveries(faults: Faults, now: number): { deliveries: PlannedDelivery[]; left: Faults } {
  const { duplicate, shuffle, delay, drop } = faults;
  let at = now;
  let note: string | null = null;
  let left = faults;
  const [slot, ...slots] = shuffle.slots;
  if (slot !== undefined) {
    const base = shuffle.base ?? now;
    at = base + gatherMs + slot * spacingMs;
    note = 'shuffled';
    left = { ...left, shuffle: { slots, base: slots.length === 0 ? null : base } };
  }
  if (delay.events > 0) {
    at += delay.seconds * 1_000;
    note = 'delayed';
    left = { ...left, delay: { ...delay, events: delay.events - 1 } };
  }
  if (drop.events > 0) {
    at += drop.redeliverAfter * 1_000;
    note = 'dropped once, to be delivered again';
    left = { ...left, drop: { ...drop, events: drop.events - 1 } };
  }
  const copies = duplicate.events > 0 ? duplicate.copies : 1;
  if (duplicate.events > 0) left = { ...left, duplicate: { ...duplicate, events: duplicate.events - 1 } };
  return {
    deliveries: Array.from({ length: copies }, (_, copy) => ({ at, note: copy === 0 ? note : 'duplicate' })),
    left,
  };
}

/** The first fault that fits a call, and the faults that are left. Pure. */
export function faultOfCall(
  faults: Faults,
  method: string,
  path: string,
): { fault: CallFault | undefined; left: Faults } {
  const call = `${method} ${path}`;
  const fault = faults.calls.find(({ match }) => (match === null ? method === 'POST' : call.startsWith(match)));
  if (!fault) return { fault: undefined, left: faults };
  const calls = faults.calls.flatMap((one) =>
    one !== fault ? [one] : one.times > 1 ? [{ ...one, times: one.times - 1 }] : [],
  );
  return { fault, left: { ...faults, calls } };
}

/** The numbers 0 … count-1 in an order that is not the usual one (as long as there are two). */
export function shuffledSlots(count: number): number[] {
  const slots = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * last);
    [slots[last], slots[other]] = [slots[other] ?? 0, slots[last] ?? 0];
  }
  return slots;
}

/** The armed faults of a running sandbox: held in memory, kept in the database. */
export class FaultBox {
  current: Faults = noFaults;
  readonly #pool: Pool;
  readonly #schema: string;
  /** Writes follow one another, so that the last state is the one that is kept. */
  #saving: Promise<unknown> = Promise.resolve();

  constructor(pool: Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  async restore(): Promise<void> {
    const { rows } = await this.#pool.query<{ value: Faults }>(
      `SELECT value FROM ${this.#schema}.setting WHERE name = 'faults'`,
    );
    this.current = rows[0]?.value ?? noFaults;
  }

  /** Sets the faults and keeps them; a restart finds them again. */
  async arm(faults: Faults): Promise<void> {
    this.current = faults;
    const saved = this.#saving.then(() =>
      this.#pool.query(
        `INSERT INTO ${this.#schema}.setting (name, value) VALUES ('faults', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(faults)],
      ),
    );
    this.#saving = saved.catch(() => undefined);
    await saved;
  }

  plan(now: number): PlannedDelivery[] {
    const { deliveries, left } = planDeliveries(this.current, now);
    this.#use(left);
    return deliveries;
  }

  ofCall(method: string, path: string): CallFault | undefined {
    const { fault, left } = faultOfCall(this.current, method, path);
    this.#use(left);
    return fault;
  }

  #use(left: Faults): void {
    if (left === this.current) return;
    this.arm(left).catch(() => undefined);
  }
}
