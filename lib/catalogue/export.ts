import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { byteOrderMark, csvRecord, csvStream } from '#lib/core/csv.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { type Locale, localeFacts, locales } from '#lib/languages/index.ts';
import { attributes } from './attributes/data.ts';
import type { Attribute } from './attributes/definition.ts';
import { attributesOf } from './attributes/value.ts';
import { type ImportLine, importLines, viewImport } from './import-run.ts';
import { headerKey, headerOf, problemColumn } from './sheet/columns.ts';
import { rowsOfListing } from './sheet/listing.ts';
import { writeWorkbook } from './sheet/workbook.ts';
import { sheetListings, translatedInto } from './sheet-listings.ts';

export type SheetFormat = 'csv' | 'xlsx';

/** Languages whose columns a template offers beside the enterprise's own: those that the product's readers read most. */
function offered(sourceLocale: string): Locale[] {
  return locales.filter((locale) => localeFacts(locale).status === 'reviewed' && locale !== sourceLocale);
}

/** The attributes that a file has: those of one category, or of all that an enterprise lists in. */
async function attributesFor(enterpriseId: string, category?: string): Promise<Attribute[]> {
  const categories = await prisma().category.findMany({
    where: category === undefined ? { listings: { some: { enterpriseId } } } : { slug: category },
  });
  const own = categories.map(({ slug, parentSlug }) => attributesOf(slug, parentSlug));
  return attributes.filter((attribute) => own.some((each) => each.includes(attribute)));
}

async function headerFor(enterpriseId: string): Promise<Locale[]> {
  const { sourceLocale } = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  const wanted = new Set([...(await translatedInto(enterpriseId)), ...offered(sourceLocale)]);
  return locales.filter((locale) => wanted.has(locale));
}

/** All listings of an enterprise, in portions. */
async function* rowsOf(
  enterpriseId: string,
  columns: readonly Locale[],
  own: readonly Attribute[],
): AsyncGenerator<string[][]> {
  for (let after: string | undefined; ; ) {
    const listings = await sheetListings({ enterpriseId, ...(after ? { id: { gt: after } } : {}) }, limits.pageMax);
    if (listings.length > 0) yield listings.flatMap((listing) => rowsOfListing(listing, columns, own));
    after = listings.at(-1)?.id;
    if (listings.length < limits.pageMax) return;
  }
}

/** All listings of an enterprise as a file in the import's own columns; read back, it changes nothing. */
export async function exportListings(
  actor: Actor,
  enterpriseId: string,
  format: SheetFormat,
): Promise<ReadableStream<Uint8Array>> {
  authorize(actor, 'listing.view', { enterpriseId });
  const columns = await headerFor(enterpriseId);
  const own = await attributesFor(enterpriseId);
  const header = headerOf(columns, own);
  if (format === 'csv') return csvStream(header, rowsOf(enterpriseId, columns, own));
  const rows: string[][] = [];
  for await (const part of rowsOf(enterpriseId, columns, own)) rows.push(...part);
  return whole(await writeWorkbook([{ name: 'listings', header, rows }]));
}

/** An empty file with the header, for listings of a category or of those there are; a workbook also says in a second sheet what each column takes. */
export async function importTemplate(
  actor: Actor,
  enterpriseId: string,
  format: SheetFormat,
  help: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] },
  category?: string,
): Promise<ReadableStream<Uint8Array>> {
  authorize(actor, 'listing.edit', { enterpriseId });
  const header = headerOf(await headerFor(enterpriseId), await attributesFor(enterpriseId, category));
  if (format === 'csv') return whole(Buffer.from(byteOrderMark + csvRecord(header)));
  return whole(
    await writeWorkbook([
      { name: 'listings', header, rows: [] },
      { name: 'help', ...help },
    ]),
  );
}

/** The rows that were refused, as they came, with a column that says why. It can be corrected and brought back. */
export async function refusedRows(
  actor: Actor,
  runId: string,
  sentence: (line: ImportLine) => string,
): Promise<{ readonly fileName: string; readonly body: ReadableStream<Uint8Array> }> {
  const run = await viewImport(actor, runId);
  // A file that comes back for the second time has the column already.
  const kept = run.header.map((name, at) => ({ name, at })).filter(({ name }) => headerKey(name) !== problemColumn);
  async function* rows() {
    for (let cursor: string | undefined; ; ) {
      const page = await importLines(run, 'refused', cursor, 500);
      yield page.items.map((line) => [...kept.map(({ at }) => line.cells[at] ?? ''), sentence(line)]);
      if (page.next === null) return;
      cursor = page.next;
    }
  }
  return { fileName: run.fileName, body: csvStream([...kept.map(({ name }) => name), problemColumn], rows()) };
}

function whole(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
