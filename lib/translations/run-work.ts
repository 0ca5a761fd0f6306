import { indexListing } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { machineTranslateText } from '#lib/languages/index.ts';
import { localeOfRow } from './run.ts';

interface Claimed {
  readonly runId: string;
  readonly enterpriseId: string;
  readonly textId: string;
  readonly locale: string;
}

/** Takes the next text of a run: one that waits, or one whose worker has died. Two workers never take the same. */
async function claim(runId: string): Promise<Claimed | null> {
  const rows = await prisma().$queryRaw<Claimed[]>`
    update machine_run_text t set state = 'working', claimed_at = ${now()}
    from machine_run r
    where r.id = t.run_id and r.status = 'running' and (t.run_id, t.text_id, t.locale) in (
      select n.run_id, n.text_id, n.locale from machine_run_text n
      where n.run_id = ${runId}::uuid and (n.state = 'waiting'
        or (n.state = 'working' and n.claimed_at < ${new Date(now().getTime() - limits.machineRunStale * 1_000)}))
      order by n.position limit 1 for update skip locked)
    returning t.run_id as "runId", r.enterprise_id as "enterpriseId", t.text_id as "textId", t.locale`;
  return rows[0] ?? null;
}

function settle(
  tx: Tx,
  { runId, textId, locale }: Claimed,
  state: 'done' | 'failed' | 'needless' | 'waiting',
  problem = '',
) {
  return tx.machineRunText.updateMany({
    where: { runId, textId, locale, state: 'working' },
    data: { state, problem: problem || null, claimedAt: null },
  });
}

/** What keeps the whole run from going on, not the one text. */
const stops = ['machine.budget_spent', 'machine.unavailable', 'machine.not_configured'];

async function one(claimed: Claimed, settings: Readonly<Record<string, string | undefined>>): Promise<'on' | 'stop'> {
  const to = localeOfRow(claimed.locale);
  if (!to) return 'on';
  try {
    const { enterpriseId, textId } = claimed;
    const result = await machineTranslateText(
      {
        enterpriseId,
        textId,
        to,
        whenKept: async (tx) => {
          await settle(tx, claimed, 'done');
        },
      },
      settings,
    );
    if (result === 'refused') await transaction((tx) => settle(tx, claimed, 'failed', 'translations.machine_refused'));
    if (result === 'needless') await transaction((tx) => settle(tx, claimed, 'needless'));
    if (result === 'done') await transaction((tx) => findable(tx, textId));
    return 'on';
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'core.unexpected';
    if (!(error instanceof DomainError)) log.error({ err: error, ...claimed }, 'machine run');
    if (!stops.includes(code)) {
      await transaction((tx) => settle(tx, claimed, 'failed', code));
      return 'on';
    }
    await transaction(async (tx) => {
      await settle(tx, claimed, 'waiting');
      await tx.machineRun.updateMany({
        where: { id: claimed.runId, status: 'running' },
        data: { status: 'stopped', problem: code, movedAt: now() },
      });
    });
    return 'stop';
  }
}

/** Search finds the new words. */
async function findable(tx: Tx, textId: string): Promise<void> {
  const listing = await tx.listing.findUnique({ where: { textId }, select: { id: true } });
  if (listing) await indexListing(tx, listing.id);
}

/**
 * Works on a run: some texts, then another job takes over, so that none takes long. A worker that is killed leaves the text it had to
 * the next, after two minutes; what is done is never done again.
 */
export async function workOnRun(
  runId: string,
  settings: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  for (let step = 0; step < limits.machineRunStep; step++) {
    const claimed = await claim(runId);
    if (!claimed) break;
    if ((await one(claimed, settings)) === 'stop') return;
    await prisma().machineRun.updateMany({ where: { id: runId }, data: { movedAt: now() } });
  }
  await transaction((tx) => goOn(tx, runId));
}

async function goOn(tx: Tx, runId: string): Promise<void> {
  await tx.$queryRaw`select id from machine_run where id = ${runId}::uuid for update`;
  const run = await tx.machineRun.findUnique({ where: { id: runId } });
  if (run?.status !== 'running') return;
  const left = (state: 'waiting' | 'working') => tx.machineRunText.count({ where: { runId, state } });
  if ((await left('waiting')) > 0) return announce(tx, 'machine_run.go', { runId });
  // Another worker is at the last of it, or has died: the clock looks again.
  if ((await left('working')) > 0) return;
  await tx.machineRun.update({ where: { id: runId }, data: { status: 'done', endedAt: now() } });
}

/** Goes on with runs whose worker has died. Called by the clock. */
export async function catchUpRuns(): Promise<void> {
  const left = await prisma().machineRun.findMany({
    where: { status: 'running', movedAt: { lt: new Date(now().getTime() - limits.machineRunStale * 1_000) } },
    select: { id: true },
    take: limits.jobTranslations,
  });
  for (const { id } of left) await workOnRun(id).catch((error: unknown) => log.error({ err: error, runId: id }, 'run'));
}
