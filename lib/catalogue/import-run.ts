import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { minute, now } from '#lib/core/clock.ts';
import { encodings } from '#lib/core/encoding.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id } from '#lib/core/validation.ts';
import type { ImportRow, ImportRun } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { store } from '#lib/media/index.ts';
import { separators } from './sheet/csv.ts';
import { type Change, changesSchema, problemsSchema } from './sheet/plan.ts';
import type { Problem } from './sheet/values.ts';

/** Empty: the reader guesses, or no category stands in. */
const orEmpty = <T extends z.ZodType>(schema: T) => z.literal('').or(schema).default('');

const reading = {
  encoding: orEmpty(z.enum(encodings)),
  separator: orEmpty(z.enum(separators)),
  category: orEmpty(z.string().max(60)),
};

export const startImportSchema = z.object({ enterpriseId: id, ...reading });
export const rereadImportSchema = z.object({ runId: id, ...reading });
export const applyImportSchema = z.object({ runId: id });

async function requireCategory(tx: Tx, slug: string): Promise<string | null> {
  if (slug === '') return null;
  if ((await tx.category.count({ where: { slug } })) === 0)
    throw new DomainError('catalogue.unknown_category', {}, 'category');
  return slug;
}

/** Takes a file of listings in. Nothing of it is stored as a listing: a job reads it and says what it would change. */
export async function startImport(
  actor: Actor,
  input: z.output<typeof startImportSchema>,
  fileName: string,
  bytes: Uint8Array,
): Promise<{ id: string }> {
  authorize(actor, 'listing.edit', input);
  if (bytes.byteLength === 0) throw new DomainError('import.empty');
  if (bytes.byteLength > limits.importBytes)
    throw new DomainError('import.too_large', { megabytes: limits.importBytes / 2 ** 20 });
  const categorySlug = await requireCategory(prisma(), input.category);
  const storageKey = `imports/${randomUUID()}`;
  await (await store()).put(storageKey, bytes, 'application/octet-stream');
  return transaction(async (tx) => {
    const run = await tx.importRun.create({
      data: {
        enterpriseId: input.enterpriseId,
        createdById: person(actor).userId,
        fileName: fileName.replace(/[^\P{Cc}]/gu, '').slice(0, 200),
        storageKey,
        bytes: bytes.byteLength,
        encoding: input.encoding || null,
        separator: input.separator || null,
        categorySlug,
      },
      select: { id: true, reading: true },
    });
    await announce(tx, 'import.read', { runId: run.id, reading: run.reading });
    return { id: run.id };
  });
}

/** An import of the actor's enterprise. Throws `import.unknown` for everybody else. */
export async function viewImport(actor: Actor, runId: string, tx: Tx = prisma()): Promise<ImportRun> {
  const run = uuidPattern.test(runId) ? await tx.importRun.findUnique({ where: { id: runId } }) : null;
  if (!run || !may(actor, 'listing.edit', run)) throw new DomainError('import.unknown');
  return run;
}

/** Reads the file again, in another encoding, with another separator or for another category. */
export async function rereadImport(actor: Actor, input: z.output<typeof rereadImportSchema>): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from import_run where id = ${input.runId}::uuid for update`;
    const run = await viewImport(actor, input.runId, tx);
    if (run.status === 'applying' || run.status === 'done') throw new DomainError('import.applied_already');
    await tx.importRow.deleteMany({ where: { runId: run.id } });
    const again = await tx.importRun.update({
      where: { id: run.id },
      data: {
        status: 'reading',
        encoding: input.encoding || null,
        separator: input.separator || null,
        categorySlug: await requireCategory(tx, input.category),
        reading: { increment: 1 },
        rows: 0,
        rowsRead: 0,
        touchedAt: now(),
      },
    });
    await announce(tx, 'import.read', { runId: run.id, reading: again.reading });
  });
}

/** Sets the job to do what the preview shows. Throws `import.another_running`; asking twice is asking once. */
export async function startApplying(actor: Actor, input: z.output<typeof applyImportSchema>): Promise<void> {
  try {
    await transaction(async (tx) => {
      await tx.$queryRaw`select id from import_run where id = ${input.runId}::uuid for update`;
      const run = await viewImport(actor, input.runId, tx);
      if (run.status === 'applying' || run.status === 'done') return;
      if (run.status !== 'ready') throw new DomainError('import.not_ready');
      // Who starts it is in whose name it is done.
      const data = { status: 'applying', createdById: person(actor).userId, touchedAt: now() } as const;
      await tx.importRun.update({ where: { id: run.id }, data });
      await announce(tx, 'import.apply', { runId: run.id, userId: data.createdById });
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('import.another_running');
    throw error;
  }
}

/** An enterprise's imports, the last first. */
export async function importsOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  cursor?: string,
): Promise<Page<ImportRun>> {
  authorize(actor, 'listing.edit', { enterpriseId });
  const [createdAt, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().importRun.findMany({
    where: {
      enterpriseId,
      ...(createdAt && id ? { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] } : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: shownRuns + 1,
  });
  return pageOf(rows, shownRuns, (last) => encodeCursor([last.createdAt, last.id]));
}

/** Imports shown at a time. */
const shownRuns = 10;

export const verdicts = ['created', 'changed', 'unchanged', 'refused'] as const;
export type ImportVerdict = (typeof verdicts)[number];

export interface ImportCounts {
  readonly rows: Readonly<Record<ImportVerdict, number>>;
  readonly waiting: number;
  readonly applied: number;
  readonly failed: number;
  /** Live listings that get changes which wait for staff, while they stay as they are. */
  readonly offline: number;
}

/** What becomes of the rows of an import the actor may see. */
export async function importCounts(run: Pick<ImportRun, 'id'>): Promise<ImportCounts> {
  const [groups, [off]] = await Promise.all([
    prisma().importRow.groupBy({ by: ['verdict', 'state'], where: { runId: run.id }, _count: true }),
    prisma().$queryRaw<{ count: number }[]>`
      select count(*)::int as count from import_row r join listing l on l.id = r.listing_id and l.status = 'live'
      where r.run_id = ${run.id}::uuid and r.state = 'waiting' and r.plan->>'do' = 'change'
        and (r.plan->'words' <> '{}' or r.plan->'translations' <> '{}' or r.plan->'facts' ?| array['category', 'aiAssisted'])`,
  ]);
  const sum = (fits: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(fits).reduce((total, group) => total + group._count, 0);
  return {
    rows: {
      created: sum((group) => group.verdict === 'created'),
      changed: sum((group) => group.verdict === 'changed'),
      unchanged: sum((group) => group.verdict === 'unchanged'),
      refused: sum((group) => group.verdict === 'refused'),
    },
    waiting: sum((group) => group.state === 'waiting'),
    applied: sum((group) => group.state === 'applied'),
    failed: sum((group) => group.state === 'failed'),
    offline: off?.count ?? 0,
  };
}

export interface ImportLine extends Pick<ImportRow, 'number' | 'verdict' | 'state' | 'title' | 'listingId' | 'cells'> {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

function lineOf(row: ImportRow): ImportLine {
  const { number, verdict, state, title, listingId, cells } = row;
  const changes = changesSchema.parse(row.changes);
  return { number, verdict, state, title, listingId, cells, changes, problems: problemsSchema.parse(row.problems) };
}

/** Rows of an import the actor may see, in the order of the file; failed ones count as refused. */
export async function importLines(
  run: Pick<ImportRun, 'id'>,
  show: ImportVerdict | undefined,
  cursor?: string,
  size: number = limits.page,
): Promise<Page<ImportLine>> {
  const [after = 0] = decodeCursor(cursor, ['number']) ?? [];
  const refused = { OR: [{ verdict: 'refused' as const }, { state: 'failed' as const }] };
  const rows = await prisma().importRow.findMany({
    where: {
      runId: run.id,
      number: { gt: after },
      ...(show === 'refused' ? refused : show ? { verdict: show } : {}),
    },
    orderBy: { number: 'asc' },
    take: size + 1,
  });
  const page = pageOf(rows, size, (last) => encodeCursor([last.number]));
  return { items: page.items.map(lineOf), next: page.next };
}

/** Starts imports again whose job was killed: it goes on where it stopped. */
export async function catchUpImports(): Promise<void> {
  await transaction(async (tx) => {
    const still = await tx.importRun.findMany({
      where: { status: { in: ['reading', 'applying'] }, touchedAt: { lt: new Date(now().getTime() - minute) } },
      take: 20,
    });
    for (const run of still) {
      await tx.importRun.update({ where: { id: run.id }, data: { touchedAt: now() } });
      if (run.status === 'reading') await announce(tx, 'import.read', { runId: run.id, reading: run.reading });
      else await announce(tx, 'import.apply', { runId: run.id, userId: run.createdById });
    }
  });
}
