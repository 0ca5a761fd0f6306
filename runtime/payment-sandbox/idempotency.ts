import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { ApiError } from './errors.ts';
import type { Unit } from './store.ts';

export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
}

/** A call as its idempotency key sees it. */
export interface KeyedCall {
  readonly key: string;
  /** Method and path. */
  readonly route: string;
  /** Of the body, as it was sent. */
  readonly fingerprint: string;
}

const maxKeyLength = 255;
/** Stripe keeps keys for 24 hours at least. */
const keptMs = 48 * 3_600_000;

export function keyedCall(key: string, method: string, path: string, body: string): KeyedCall {
  if (key.length > maxKeyLength)
    throw new ApiError(400, {
      type: 'idempotency_error',
      message: `Idempotency keys may be at most ${maxKeyLength} characters long.`,
    });
  return { key, route: `${method} ${path}`, fingerprint: createHash('sha256').update(body).digest('base64url') };
}

interface Row {
  readonly route: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  readonly request_id: string;
}

/**
 * The answer this key has had already, or undefined when the call is the first with it. Holds the key until the transaction ends; throws 409 while
 * another call holds it, 400 `idempotency_error` when the key was used for something else.
 */
export async function earlierAnswer(unit: Unit, call: KeyedCall): Promise<KeptAnswer | undefined> {
  const { account } = unit.context;
  const lock = await unit.db.query<{ held: boolean }>({
    name: 'hold_key',
    text: 'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS held',
    values: [`${unit.schema} ${account} ${call.key}`],
  });
  if (!lock.rows[0]?.held) {
    const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${call.key}.`;
    throw new ApiError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message });
  }
  const { rows } = await unit.db.query<Row>({
    name: 'find_key',
    text: `SELECT route, fingerprint, status, body, request_id FROM ${unit.schema}.idempotency WHERE account = $1 AND key = $2`,
    values: [account, call.key],
  });
  const kept = rows[0];
  if (!kept) return undefined;
  const misused = (what: string) =>
    new ApiError(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used ${what} they were first used with. Try using a key other than '${call.key}' if you meant to execute a different request.`,
    });
  if (kept.route !== call.route) throw misused('for the same endpoint');
  if (kept.fingerprint !== call.fingerprint) throw misused('with the same parameters');
  return { status: kept.status, body: kept.body, requestId: kept.request_id };
}

/** Keeps the answer in the transaction that did the work. */
export async function keepAnswer(unit: Unit, call: KeyedCall, answer: KeptAnswer, nowMs: number): Promise<void> {
  await unit.db.query({
    name: 'keep_key',
    text: `INSERT INTO ${unit.schema}.idempotency (account, key, route, fingerprint, status, body, request_id, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      unit.context.account,
      call.key,
      call.route,
      call.fingerprint,
      answer.status,
      answer.body,
      answer.requestId,
      nowMs,
    ],
  });
}

/** Forgets keys that are older than Stripe would keep them. */
export async function forgetOldKeys(pool: Pool, schema: string, nowMs: number): Promise<void> {
  await pool.query(`DELETE FROM ${schema}.idempotency WHERE created < $1`, [nowMs - keptMs]);
}
