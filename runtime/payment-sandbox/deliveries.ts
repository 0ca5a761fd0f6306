import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { WireEvent } from './objects.ts';

export interface DeliverySettings {
  readonly pool: Pool;
  readonly schema: string;
  readonly url: string;
  readonly secret: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** The wait after the first failure; it doubles each time. */
  readonly firstRetryMs: number;
}

const atOnce = 16;
const answerTimeoutMs = 10_000;
const longestRetryMs = 3_600_000;
/** Stripe, too, tries for three days. */
const giveUpAfterMs = 3 * 24 * 3_600_000;
const idleMs = 60_000;
/** Between two looks: in a rush, one question for the events of many payments. */
const gatherMs = 50;

interface Due {
  readonly id: string;
  readonly attempts: number;
  readonly created: string;
  readonly event: WireEvent;
}

interface Result {
  readonly id: string;
  readonly delivered: number | null;
  readonly next: number | null;
  readonly status: number | null;
  readonly note: string | null;
}

/** The `Stripe-Signature` of a payload: https://docs.stripe.com/webhooks#verify-manually */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  return `t=${timestamp},v1=${createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex')}`;
}

/** Sends stored events to the webhook until each has been answered with 2xx: at least once, at most 16 at a time. */
export class Deliveries {
  readonly #settings: DeliverySettings;
  readonly #inFlight = new Set<string>();
  #results: Result[] = [];
  #turning = false;
  #again = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: DeliverySettings) {
    this.#settings = settings;
  }

  /** Looks for what is due now. Called after each commit that made an event, at start, and by its own timer. */
  wake(): void {
    if (this.#closed) return;
    if (this.#turning) {
      this.#again = true;
      return;
    }
    const early = this.#lookedAt + gatherMs - performance.now();
    if (early > 0) {
      this.#sleep(early);
      return;
    }
    this.#lookedAt = performance.now();
    this.#turning = true;
    this.#turn()
      .catch(() => this.#sleep(1_000))
      .finally(() => {
        this.#turning = false;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** Starts nothing new and waits for what is on its way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const until = Date.now() + 2_000;
    while ((this.#inFlight.size > 0 || this.#turning) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await this.#keepResults().catch(() => undefined);
  }

  #sleep(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(ms, 5), idleMs));
    this.#timer.unref();
  }

  async #turn(): Promise<void> {
    await this.#keepResults();
    const room = atOnce - this.#inFlight.size;
    if (room <= 0 || this.#closed) return;
    const { pool, schema, now } = this.#settings;
    const { rows } = await pool.query<Due & { next: string }>({
      name: 'due_deliveries',
      text: `SELECT d.id, d.attempts, d.created, d.next, o.data AS event FROM ${schema}.delivery d JOIN ${schema}.object o ON o.id = d.event
        WHERE d.next IS NOT NULL AND NOT d.id = ANY($1::bigint[]) ORDER BY d.next, d.id LIMIT $2`,
      values: [[...this.#inFlight], room + 1],
    });
    const due = rows.filter((row) => Number(row.next) <= now()).slice(0, room);
    for (const delivery of due) this.#send(delivery);
    const waiting = rows.find((row) => Number(row.next) > now());
    this.#sleep(waiting ? Number(waiting.next) - now() : idleMs);
  }

  #send(delivery: Due): void {
    this.#inFlight.add(delivery.id);
    this.#post(delivery.event)
      .then((status) => this.#result(delivery, status, status >= 200 && status < 300 ? null : `answered ${status}`))
      .catch((error: unknown) =>
        this.#result(
          delivery,
          null,
          error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : 'failed',
        ),
      )
      .finally(() => this.wake());
  }

  async #post(event: WireEvent): Promise<number> {
    const { url, secret, now } = this.#settings;
    const payload = JSON.stringify({ ...event, pending_webhooks: 1 }, null, 2);
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Stripe/1.0 (payment sandbox)',
        'Stripe-Signature': signatureHeader(payload, secret, Math.floor(now() / 1_000)),
      },
    });
    await response.body?.cancel();
    return response.status;
  }

  #result({ id, attempts, created }: Due, status: number | null, failure: string | null): void {
    const { now, firstRetryMs } = this.#settings;
    const at = now();
    const wait = Math.min(firstRetryMs * 2 ** Math.min(attempts, 20), longestRetryMs);
    const next = failure === null || at - Number(created) > giveUpAfterMs ? null : at + wait;
    this.#results.push({
      id,
      delivered: failure === null ? at : null,
      next,
      status,
      note: failure?.slice(0, 300) ?? null,
    });
  }

  async #keepResults(): Promise<void> {
    const results = this.#results;
    if (results.length === 0) return;
    this.#results = [];
    const { pool, schema } = this.#settings;
    try {
      await pool.query({
        name: 'keep_deliveries',
        text: `UPDATE ${schema}.delivery d SET attempts = d.attempts + 1, delivered = r.delivered, next = r.next, status = r.status, note = coalesce(r.note, d.note)
          FROM jsonb_to_recordset($1::jsonb) AS r(id bigint, delivered bigint, next bigint, status smallint, note text) WHERE d.id = r.id`,
        values: [JSON.stringify(results)],
      });
    } catch (error) {
      this.#results = [...results, ...this.#results];
      throw error;
    }
    for (const { id } of results) this.#inFlight.delete(id);
  }
}
