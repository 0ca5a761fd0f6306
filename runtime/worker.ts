import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { config } from '#lib/core/config.ts';
import { gate, givingWay } from '#lib/core/gate.ts';
import { log } from '#lib/core/log.ts';
import { disconnect, pool } from '#lib/db/client.ts';
import type { Topic } from '#lib/jobs/index.ts';
import { handlers, recurring } from './jobs.ts';
import { whenParentDies } from './parent.ts';

/**
 * Hands announcements from the outbox to pg-boss and works on them. Moving a message is one transaction, so a kill at any moment
 * leaves it in exactly one of the two; a job runs at least once, and every handler may run again.
 */
// Whoever waits at a page comes first; what was announced is worked on with what they leave.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/**
 * The queue's own bookkeeping does not wait for the disk: a crash undoes its last moments, and what it undid is moved, fetched or ended
 * once more. What the handlers write waits as ever.
 */
const unhurried = 'synchronous_commit=off';
const boss = new PgBoss({
  connectionString: config().DATABASE_URL,
  options: `-c ${unhurried}`,
  max: 6,
  schema: 'pgboss',
});
/** The worker of each topic, woken when something of it was moved. */
const workers = new Map<string, string>();
/** What is announced within this time is moved together: in a rush, one question for many. */
const gatherMs = 250;
/**
 * Seconds that a topic waits. Who comes back from a payment page asks Stripe at once; its webhook, a moment later, is for those who do not
 * come back, and finds the others' work done instead of doing it beside them.
 */
const patience: Partial<Record<Topic, number>> = { 'stripe.event': 2 };
/** Seconds between two looks at a topic that nothing woke, for what is tried again; what waits by our wish is looked for as often as it waits. */
const lookEvery = 5;
/** So many jobs of a topic are taken at one look; where that was full, more is waiting, and the next look follows at once. */
const looks = { batchSize: 20, burstWhenBatchFull: true } as const;
/** So many jobs of one topic at a time: more only wait for one another's rows, and in a rush the buyers wait for them. */
const atOnce = Math.max(2, os.availableParallelism());
/** Milliseconds that a place rests at most after a job. */
const restAtMost = 250;
boss.on('error', (error) => log.error({ err: error }, 'queue'));
let stopping = false;

async function createQueues(): Promise<void> {
  for (const name of [...Object.keys(handlers), ...Object.keys(recurring)]) {
    await boss.createQueue(name, {
      retryLimit: 12,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 900,
      expireInSeconds: 300,
    });
  }
}

async function moveOutbox(): Promise<number> {
  const client = await pool().connect();
  try {
    await client.query(`begin; set local ${unhurried}`);
    const { rows } = await client.query<{ id: string; topic: Topic; payload: object }>(
      'delete from outbox_message where id in (select id from outbox_message order by id limit 100 for update skip locked) returning id, topic, payload',
    );
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
    const byTopic = Map.groupBy(rows, (row) => row.topic);
    for (const [topic, sent] of byTopic)
      await boss.insert(
        topic,
        sent.map(({ payload: data }) => ({ data, startAfter: patience[topic] ?? 0 })),
        { db },
      );
    await client.query('commit');
    for (const topic of byTopic.keys()) boss.notifyWorker(workers.get(topic) ?? '');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Sleeps until a commit wakes it or two seconds pass. */
async function listenAndMove(): Promise<void> {
  let wake = () => {};
  const listener = new pg.Client({ connectionString: config().DATABASE_URL });
  let lost = false;
  listener.on('error', () => {
    lost = true;
    wake();
  });
  await listener.connect();
  await listener.query('listen ambersilk_outbox');
  listener.on('notification', () => wake());
  while (!stopping && !lost) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const moved = await moveOutbox();
    await (moved === 0 ? Promise.race([woken, sleep(2_000)]) : sleep(gatherMs));
  }
  await listener.end().catch(() => undefined);
}

async function relay(): Promise<void> {
  while (!stopping) {
    try {
      await listenAndMove();
    } catch (error) {
      log.error({ err: error }, 'outbox');
      await sleep(1_000);
    }
  }
}

async function start(): Promise<void> {
  await boss.start();
  await createQueues();
  for (const [name, handle] of Object.entries(handlers)) {
    const through = gate(atOnce);
    const pollingIntervalSeconds = patience[name as Topic] ?? lookEvery;
    const worker = await boss.work<object>(name, { ...looks, pollingIntervalSeconds }, async (jobs) => {
      // One bad job must not hold up its batch: each is settled by itself.
      const results = await Promise.allSettled(
        jobs.map((job) => through(() => givingWay(() => handle(job.data), restAtMost))),
      );
      for (const [index, result] of results.entries()) {
        const job = jobs[index];
        if (result.status === 'fulfilled' || !job) continue;
        log.error({ err: result.reason, topic: name, job: job.id }, 'job failed');
        await boss.fail(name, job.id, { message: String(result.reason) });
      }
    });
    workers.set(name, worker);
  }
  for (const [name, { cron, run }] of Object.entries(recurring)) {
    await boss.schedule(name, cron);
    await boss.work(name, { pollingIntervalSeconds: 10 }, run);
  }
}

async function stop(): Promise<void> {
  stopping = true;
  await boss.stop({ graceful: true, timeout: 4_000 }).catch(() => undefined);
  await disconnect();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
whenParentDies(stop);

await start();
process.send?.({ ready: true });
log.info('worker is ready');
await relay();
