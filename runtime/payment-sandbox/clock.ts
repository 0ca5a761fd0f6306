import { change, type Engine, ownContext } from './engine.ts';
import { forgetOldKeys } from './idempotency.ts';
import { typeOfId } from './objects.ts';
import { expireSession } from './resources/checkout-sessions.ts';
import { arrive } from './resources/payouts.ts';
import { settleRefund } from './resources/refunds.ts';

const everyMs = 1_000;
const forgetEveryMs = 3_600_000;
const atOnce = 100;

/** Moves on one object whose time has come: a session expires, a payout arrives, a bank answers a refund. */
async function moveOn(engine: Engine, id: string, account: string): Promise<void> {
  await change(engine, ownContext(engine, account), async (unit) => {
    switch (typeOfId(id)) {
      case 'checkout.session': {
        const session = await unit.lock('checkout.session', id);
        if (session.status === 'open' && session.expires_at <= unit.context.now) await expireSession(unit, session);
        return;
      }
      case 'payout': {
        const payout = await unit.lock('payout', id);
        if (payout.status === 'pending') await arrive(unit, id);
        return;
      }
      case 'refund':
        return settleRefund(unit, id);
      default:
        throw new Error(`nothing is due for ${id}`);
    }
  });
}

/** Does once what is due now. */
export async function moveOnWhatIsDue(engine: Engine): Promise<void> {
  const { rows } = await engine.pool.query<{ id: string; account: string }>({
    name: 'due_objects',
    text: `SELECT id, account FROM ${engine.schema}.object WHERE due <= $1 ORDER BY due LIMIT ${atOnce}`,
    values: [Math.floor(engine.now() / 1_000)],
  });
  for (const { id, account } of rows) {
    await moveOn(engine, id, account).catch(async (error: unknown) => {
      // One that fails must not hold up the others: it is looked at again in a minute.
      console.error(JSON.stringify({ level: 'error', message: 'could not move on', id, error: String(error) }));
      await engine.pool.query(`UPDATE ${engine.schema}.object SET due = due + 60 WHERE id = $1 AND due IS NOT NULL`, [
        id,
      ]);
    });
  }
}

/** Starts the sandbox's clock; the function given back stops it. */
export function startClock(engine: Engine): () => Promise<void> {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let forgotten = 0;
  const timer = setInterval(() => {
    running = running.then(async () => {
      if (stopped) return;
      try {
        await moveOnWhatIsDue(engine);
        if (engine.now() - forgotten < forgetEveryMs) return;
        await forgetOldKeys(engine.pool, engine.schema, engine.now());
        forgotten = engine.now();
      } catch {
        // The database is away for a moment: what is due stays due.
      }
    });
  }, everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
