import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { ImportRun, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { beginDrafts, type Draft } from './drafts.ts';
import { applyChange } from './import-change.ts';
import { type CreatePlan, type Plan, planSchema } from './sheet/plan.ts';

/** Listings begun in one transaction. */
const batch = 100;
/** How long a job works before it hands on to the next, so that a stopped worker never loses much. */
const sliceMs = 20_000;

interface Waiting {
  readonly group: number;
  readonly plan: Plan;
}

/**
 * Does what the preview of an import showed, some seconds' worth, and announces the rest. A listing and the state of its rows change
 * in one transaction, and rows are locked meanwhile: a kill at any moment and a job that runs twice leave everything done once.
 */
export async function applyImport(actor: Actor, runId: string): Promise<void> {
  const run = await prisma().importRun.findUnique({ where: { id: runId } });
  if (run?.status !== 'applying') return;
  if (!may(actor, 'listing.edit', run)) await failAll(run, 'identity.not_allowed');
  const until = performance.now() + sliceMs;
  let more = true;
  while (more && performance.now() < until) {
    more = await applyBatch(actor, run);
    await prisma().importRun.update({ where: { id: run.id }, data: { touchedAt: now() } });
  }
  await transaction(async (tx) => {
    const left = await tx.importRow.count({ where: { runId: run.id, state: 'waiting' } });
    if (left === 0)
      await tx.importRun.updateMany({
        where: { id: run.id, status: 'applying' },
        data: { status: 'done', finishedAt: now() },
      });
    else if (more) await announce(tx, 'import.apply', { runId: run.id, userId: run.createdById });
  });
}

/** The next listings that wait, locked for this transaction; those another job holds are passed over. */
async function claim(tx: Tx, runId: string, take: number, group?: number): Promise<Waiting[]> {
  const rows = await tx.$queryRaw<{ group: number; plan: unknown }[]>`
    select group_number as group, plan from import_row
    where run_id = ${runId}::uuid and state = 'waiting' and plan is not null and (${group ?? null}::int is null or group_number = ${group ?? null}::int)
    order by group_number limit ${take} for update skip locked`;
  return rows.map(({ group: number, plan }) => ({ group: number, plan: planSchema.parse(plan) }));
}

async function settleRows(
  tx: Tx,
  runId: string,
  group: number,
  data: { state: 'applied'; listingId: string } | { state: 'failed'; problems: Prisma.InputJsonValue },
): Promise<void> {
  await tx.importRow.updateMany({ where: { runId, group, state: 'waiting' }, data });
}

/** True: there may be more. New listings are begun together, changes one by one. */
async function applyBatch(actor: Actor, run: ImportRun): Promise<boolean> {
  try {
    const rest = await transaction(async (tx) => {
      const waiting = await claim(tx, run.id, batch);
      await begin(tx, actor, run, waiting);
      return { any: waiting.length > 0, changes: waiting.filter(({ plan }) => plan.do === 'change') };
    });
    for (const { group } of rest.changes) await applyOne(actor, run, group);
    return rest.any;
  } catch (error) {
    if (!hasSqlState(error, '23505', 'P2002')) throw error;
  }
  // Something of the batch is there already: each by itself, so that only that one fails.
  const waiting = await transaction((tx) => claim(tx, run.id, batch));
  for (const { group } of waiting) await applyOne(actor, run, group);
  return waiting.length > 0;
}

async function begin(tx: Tx, actor: Actor, run: ImportRun, waiting: readonly Waiting[]): Promise<void> {
  const news = waiting.flatMap(({ group, plan }) => (plan.do === 'create' ? [{ group, plan }] : []));
  if (news.length === 0) return;
  const enterprise = await tx.enterprise.findUniqueOrThrow({ where: { id: run.enterpriseId } });
  const slugs = [...new Set(news.map(({ plan }) => plan.facts.category))];
  const categories = await tx.category.findMany({ where: { slug: { in: slugs } } });
  const parents = new Map(categories.map(({ slug, parentSlug }) => [slug, parentSlug]));
  const ids = await beginDrafts(
    tx,
    actor,
    enterprise,
    news.map(({ plan }) => draftOf(plan, parents.get(plan.facts.category) ?? null)),
  );
  await tx.$executeRaw`
    update import_row r set state = 'applied', listing_id = made.id
    from unnest(${news.map(({ group }) => group)}::int[], ${ids}::uuid[]) as made(group_number, id)
    where r.run_id = ${run.id}::uuid and r.group_number = made.group_number and r.state = 'waiting'`;
}

async function applyOne(actor: Actor, run: ImportRun, group: number): Promise<void> {
  try {
    await transaction(async (tx) => {
      const [waiting] = await claim(tx, run.id, 1, group);
      if (!waiting) return;
      const { plan } = waiting;
      if (plan.do === 'create') return begin(tx, actor, run, [waiting]);
      await applyChange(tx, actor, plan);
      return settleRows(tx, run.id, group, { state: 'applied', listingId: plan.listingId });
    });
  } catch (error) {
    const taken = hasSqlState(error, '23505', 'P2002');
    if (!taken && !(error instanceof DomainError)) throw error;
    const { code, params } = error instanceof DomainError ? error : { code: 'import.key_taken', params: {} };
    const problems = [{ column: '', code, params: { ...params } as Prisma.InputJsonObject }];
    await transaction((tx) => settleRows(tx, run.id, group, { state: 'failed', problems }));
  }
}

/** Who started it may not do this any more: nothing further is done, and each row says so. */
async function failAll(run: ImportRun, code: string): Promise<void> {
  await prisma().importRow.updateMany({
    where: { runId: run.id, state: 'waiting' },
    data: { state: 'failed', problems: [{ column: '', code, params: {} }] },
  });
}

function draftOf(plan: CreatePlan, parentSlug: string | null): Draft {
  const { category, weightGrams, ...facts } = plan.facts;
  return {
    ...facts,
    weightGrams,
    category: { slug: category, parentSlug },
    importKey: plan.key.slice(0, limits.shortText),
    kind: plan.kind,
    options: plan.options,
    words: Object.fromEntries(Object.entries(plan.words).map(([field, text]) => [field, text ?? ''])),
    translations: Object.fromEntries(
      Object.entries(plan.translations).map(([locale, fields]) => [
        locale,
        Object.fromEntries(Object.entries(fields ?? {}).map(([field, text]) => [field, text ?? ''])),
      ]),
    ),
    variants: plan.variants.map(({ sku, name, priceMinor, stock, weightGrams: own }) => ({
      sku: sku || null,
      name,
      priceMinor: BigInt(priceMinor),
      stockOnHand: stock,
      weightGrams: own,
    })),
  };
}
