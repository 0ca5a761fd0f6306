import { now } from '#lib/core/clock.ts';
import { decode, detectEncoding, isEncoding } from '#lib/core/encoding.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { ImportRun, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { store } from '#lib/media/index.ts';
import { resolveRows } from './import-resolve.ts';
import { compareGroup, type RowOutcome, type SheetContext } from './sheet/compare.ts';
import { detectSeparator, isSeparator, parseCsv } from './sheet/csv.ts';
import { byRow } from './sheet/lines.ts';
import { readTable, type SheetTable } from './sheet/map.ts';
import { readValues } from './sheet/values.ts';
import { isWorkbook, parseWorkbook } from './sheet/workbook.ts';
import { sheetListings } from './sheet-listings.ts';

/** Listings compared and written at a time. */
const chunk = 250;
/** As much of a long text as the preview shows. */
const shown = 300;

interface Read {
  readonly table: SheetTable;
  readonly encoding: string | null;
  readonly separator: string | null;
}

/** The table in a file, with how it was read. */
export async function readFile(bytes: Uint8Array, encoding: string | null, separator: string | null): Promise<Read> {
  if (isWorkbook(bytes)) return { table: readTable(await parseWorkbook(bytes)), encoding: null, separator: null };
  const inEncoding = encoding && isEncoding(encoding) ? encoding : detectEncoding(bytes);
  const text = decode(bytes, inEncoding);
  const by = separator && isSeparator(separator) ? separator : detectSeparator(text);
  return { table: readTable(parseCsv(text, by)), encoding: inEncoding, separator: by };
}

/** Reads the file of an import and writes down what each row would do. Runs again from the start after a kill. */
export async function readImport(runId: string, reading: number): Promise<void> {
  const run = await prisma().importRun.findUnique({ where: { id: runId } });
  if (run?.status !== 'reading' || run.reading !== reading) return;
  const bytes = await (await store()).get(run.storageKey);
  try {
    if (!bytes) throw new DomainError('import.gone');
    const read = await readFile(bytes, run.encoding, run.separator);
    await begin(run, read);
    await compareAll(run, read.table);
    await step(run, (tx) => tx.importRun.update({ where: { id: run.id }, data: { status: 'ready' } }));
  } catch (error) {
    if (error instanceof Superseded) return;
    if (!(error instanceof DomainError)) throw error;
    const problem = { code: error.code, params: { ...error.params } as Prisma.InputJsonObject };
    await prisma().importRun.updateMany({
      where: { id: run.id, reading: run.reading, status: 'reading' },
      data: { status: 'unreadable', problem, touchedAt: now() },
    });
  }
}

/** Somebody asked to read it differently meanwhile. */
class Superseded extends Error {}

/** One write of this reading; nothing is written once another has begun. */
async function step(run: ImportRun, write: (tx: Tx) => Promise<unknown>): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.importRun.updateMany({
      where: { id: run.id, reading: run.reading, status: 'reading' },
      data: { touchedAt: now() },
    });
    if (count === 0) throw new Superseded();
    await write(tx);
  });
}

async function begin(run: ImportRun, { table, encoding, separator }: Read): Promise<void> {
  await step(run, async (tx) => {
    await tx.importRow.deleteMany({ where: { runId: run.id } });
    await tx.importRun.update({
      where: { id: run.id },
      data: {
        form: table.form,
        header: [...table.header],
        unused: [...table.unused],
        readEncoding: encoding,
        readSeparator: separator,
        rows: new Set(table.rows.map(({ number }) => number)).size,
        rowsRead: 0,
      },
    });
  });
}

async function compareAll(run: ImportRun, table: SheetTable): Promise<void> {
  const enterprise = await prisma().enterprise.findUniqueOrThrow({ where: { id: run.enterpriseId } });
  const tree = await prisma().category.findMany({ select: { slug: true, parentSlug: true } });
  const parents = new Map(tree.map(({ slug, parentSlug }) => [slug, parentSlug]));
  const categories = new Set(parents.keys());
  const context: SheetContext = { ...enterprise, category: run.categorySlug, parents };
  const values = table.rows.map((row) => readValues(row, categories));
  const { groups, listingOf, problems } = await resolveRows(run.enterpriseId, values);
  const cells = new Map(table.rows.map((row) => [row.number, row.cells]));
  for (let at = 0; at < groups.length; at += chunk) {
    const part = groups.slice(at, at + chunk);
    const ids = part.flatMap((group) => listingOf.get(group) ?? []);
    const listings = new Map((await sheetListings({ id: { in: ids } })).map((listing) => [listing.id, listing]));
    const outcomes = byRow(
      part.flatMap((group) => compareGroup(group, listings.get(listingOf.get(group) ?? '') ?? null, problems, context)),
    );
    await step(run, async (tx) => {
      await insertRows(
        tx,
        run.id,
        outcomes.map((outcome) => rowData(outcome, cells)),
      );
      await tx.importRun.update({ where: { id: run.id }, data: { rowsRead: { increment: outcomes.length } } });
    });
  }
}

/** Writes many rows as one parameter: a parameter for each cell would take longer than all the rest. */
async function insertRows(tx: Tx, runId: string, rows: readonly object[]): Promise<void> {
  // A text that was cut may end in half a letter beyond the basic plane, which no database takes.
  const json = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
  await tx.$executeRaw`
    insert into import_row (run_id, number, group_number, verdict, state, title, listing_id, cells, changes, problems, plan)
    select ${runId}::uuid, number, "group", verdict, state, title, "listingId", cells, changes, problems, nullif(plan, 'null')
    from jsonb_to_recordset(${json}::jsonb) as r(
      number int, "group" int, verdict import_verdict, state import_row_state, title text, "listingId" uuid, cells text[],
      changes jsonb, problems jsonb, plan jsonb)`;
}

function rowData({ changes, plan, ...outcome }: RowOutcome, cells: ReadonlyMap<number, readonly string[]>): object {
  const clip = (text: string) => (text.length > shown ? `${text.slice(0, shown)} …` : text);
  return {
    ...outcome,
    title: outcome.title.slice(0, 200),
    state: outcome.verdict === 'created' || outcome.verdict === 'changed' ? 'waiting' : 'idle',
    cells: cells.get(outcome.number) ?? [],
    changes: changes.map(({ column, before, after }) => ({ column, before: clip(before), after: clip(after) })),
    plan,
  };
}
