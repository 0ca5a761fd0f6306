import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { MachineRun } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { isLocale, type Locale, machineBudgetLeft, type ProviderName, providerFor } from '#lib/languages/index.ts';
import { quoteSchema } from './quote.ts';
import { type OwnText, textsOf } from './texts.ts';

export const runSchema = quoteSchema.pick({ enterpriseId: true, scope: true, texts: true, targets: true });
export const runIdSchema = z.object({ runId: id });
type RunAsked = z.output<typeof runSchema>;
type Settings = Readonly<Record<string, string | undefined>>;

/** One pair of languages of a catalogue by machine, before anything is asked of anybody. */
export interface RunPair {
  readonly from: Locale;
  readonly to: Locale;
  readonly texts: number;
  readonly characters: number;
  /** Null: no service is set for the pair. */
  readonly engine: ProviderName | null;
}

export interface RunEstimate {
  readonly pairs: readonly RunPair[];
  readonly characters: number;
  /** Characters of this month's budget that are left. */
  readonly left: number;
}

interface Part {
  readonly text: OwnText;
  readonly to: Locale;
}

const lengthOf = ({ fields }: OwnText) => fields.reduce((sum, { source }) => sum + source.length, 0);

/** What a machine may translate of what is asked for: it writes nothing over people's words, nor over its own of the same original. */
async function partsOf({ enterpriseId, scope, texts, targets }: RunAsked): Promise<Part[]> {
  const own = await textsOf(enterpriseId, targets);
  return targets.flatMap((to) =>
    own
      .filter(
        (text) =>
          text.open.includes(to) && !text.human.includes(to) && (scope !== 'chosen' || texts.includes(text.textId)),
      )
      .map((text) => ({ text, to })),
  );
}

/** What a catalogue by machine would take: texts and characters by pair, by which service, and what is left of the budget. */
export async function estimateRun(
  actor: Actor,
  asked: RunAsked,
  settings: Settings = process.env,
): Promise<RunEstimate> {
  authorize(actor, 'listing.edit', { enterpriseId: asked.enterpriseId });
  const parts = await partsOf(asked);
  const groups = Map.groupBy(parts, ({ text, to }) => `${text.sourceLocale} ${to}`);
  const pairs = [...groups.values()].flatMap((own): RunPair[] => {
    const [first] = own;
    if (!first) return [];
    const { to } = first;
    const from = first.text.sourceLocale;
    const characters = own.reduce((sum, { text }) => sum + lengthOf(text), 0);
    return [{ from, to, texts: own.length, characters, engine: providerFor(from, to, settings) }];
  });
  return {
    pairs,
    characters: pairs.reduce((sum, each) => sum + each.characters, 0),
    left: await machineBudgetLeft(asked.enterpriseId),
  };
}

/**
 * Begins a catalogue by machine; a job does the work. Throws `machine.not_configured` where no service is set for a pair, and nothing is
 * begun, `translations.nothing`, `translations.run_already`, `translations.too_much`.
 */
export async function startRun(actor: Actor, asked: RunAsked, settings: Settings = process.env): Promise<string> {
  authorize(actor, 'listing.edit', { enterpriseId: asked.enterpriseId });
  const parts = await partsOf(asked);
  if (parts.length === 0) throw new DomainError('translations.nothing');
  if (parts.length > limits.machineRunTexts)
    throw new DomainError('translations.too_much', { most: limits.machineRunTexts });
  for (const { text, to } of parts)
    if (!providerFor(text.sourceLocale, to, settings))
      throw new DomainError('machine.not_configured', { from: text.sourceLocale, to });
  return transaction(async (tx) => {
    await tx.$queryRaw`select id from enterprise where id = ${asked.enterpriseId}::uuid for update`;
    const open = await tx.machineRun.count({
      where: { enterpriseId: asked.enterpriseId, status: { in: ['running', 'stopped'] } },
    });
    if (open > 0) throw new DomainError('translations.run_already');
    const run = await tx.machineRun.create({
      data: { enterpriseId: asked.enterpriseId, createdById: actorId(actor), createdAt: now(), movedAt: now() },
    });
    await tx.machineRunText.createMany({
      data: parts.map(({ text, to }, position) => ({
        runId: run.id,
        textId: text.textId,
        locale: to,
        position,
        characters: lengthOf(text),
      })),
    });
    await announce(tx, 'machine_run.go', { runId: run.id });
    return run.id;
  });
}

/** A run of the actor's enterprise that nobody else changes. Throws `translations.unknown`. */
async function lockRun(tx: Tx, actor: Actor, runId: string): Promise<MachineRun> {
  await tx.$queryRaw`select id from machine_run where id = ${runId}::uuid for update`;
  const run = await tx.machineRun.findUnique({ where: { id: runId } });
  if (!run) throw new DomainError('translations.unknown');
  authorize(actor, 'listing.edit', { enterpriseId: run.enterpriseId });
  return run;
}

/** Stops for good; what is translated stays. */
export async function cancelRun(actor: Actor, { runId }: z.output<typeof runIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const run = await lockRun(tx, actor, runId);
    if (run.status !== 'running' && run.status !== 'stopped') throw new DomainError('translations.run_over');
    await tx.machineRun.update({ where: { id: runId }, data: { status: 'cancelled', endedAt: now() } });
  });
}

/** Goes on: after a stop, or once more with what failed. Throws `translations.run_over` where nothing is left to do. */
export async function resumeRun(actor: Actor, { runId }: z.output<typeof runIdSchema>): Promise<void> {
  await transaction(async (tx) => {
    const run = await lockRun(tx, actor, runId);
    if (run.status === 'cancelled') throw new DomainError('translations.run_over');
    const { count } = await tx.machineRunText.updateMany({
      where: { runId, state: 'failed' },
      data: { state: 'waiting', problem: null },
    });
    const left = await tx.machineRunText.count({ where: { runId, state: { in: ['waiting', 'working'] } } });
    if (left + count === 0) throw new DomainError('translations.run_over');
    await tx.machineRun.update({
      where: { id: runId },
      data: { status: 'running', problem: null, endedAt: null, movedAt: now() },
    });
    await announce(tx, 'machine_run.go', { runId });
  });
}

export interface RunView {
  readonly run: MachineRun;
  readonly counts: Readonly<Record<'waiting' | 'working' | 'done' | 'failed' | 'needless', number>>;
  readonly total: number;
  readonly failed: readonly {
    readonly textId: string;
    readonly locale: string;
    readonly problem: string;
    readonly title: string;
  }[];
}

/** How far a run is, with what failed. Throws `translations.unknown`. */
export async function readRun(actor: Actor, runId: string): Promise<RunView> {
  const run = await prisma().machineRun.findUnique({ where: { id: runId } });
  if (!run) throw new DomainError('translations.unknown');
  authorize(actor, 'listing.edit', { enterpriseId: run.enterpriseId });
  const [groups, failed] = await Promise.all([
    prisma().machineRunText.groupBy({ by: ['state'], where: { runId }, _count: true }),
    prisma().$queryRaw<{ textId: string; locale: string; problem: string; title: string }[]>`
      select r.text_id as "textId", r.locale, coalesce(r.problem, '') as problem,
        coalesce(s.fields->>'title', s.fields->>'tagline', left(s.fields->>'story', 80), '') as title
      from machine_run_text r left join translation s on s.text_id = r.text_id and s.state = 'source'
      where r.run_id = ${runId}::uuid and r.state = 'failed' order by r.position limit ${limits.pageMax}`,
  ]);
  const of = (state: string) => groups.find((each) => each.state === state)?._count ?? 0;
  const counts = {
    waiting: of('waiting'),
    working: of('working'),
    done: of('done'),
    failed: of('failed'),
    needless: of('needless'),
  };
  return { run, counts, failed, total: Object.values(counts).reduce((sum, each) => sum + each, 0) };
}

/** An enterprise's runs, the latest first. */
export async function runsOf(actor: Actor, enterpriseId: string) {
  authorize(actor, 'listing.edit', { enterpriseId });
  return prisma().machineRun.findMany({
    where: { enterpriseId },
    orderBy: { createdAt: 'desc' },
    include: { _count: { select: { texts: true } } },
    take: limits.page,
  });
}

/** A language as a row has it. */
export function localeOfRow(tag: string): Locale | null {
  return isLocale(tag) ? tag : null;
}
