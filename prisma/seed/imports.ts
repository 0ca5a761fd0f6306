import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compareGroup } from '#lib/catalogue/sheet/compare.ts';
import { detectSeparator, parseCsv } from '#lib/catalogue/sheet/csv.ts';
import { groupRows } from '#lib/catalogue/sheet/group.ts';
import { readTable } from '#lib/catalogue/sheet/map.ts';
import { readValues } from '#lib/catalogue/sheet/values.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData } from './format.ts';
import { stableId } from './ids.ts';
import type { Files } from './media.ts';
import { userId } from './people.ts';
import type { Rows } from './rows.ts';

/** A file that waits in a demo person's studio: two new listings, and two rows to correct. */
const waiting = [{ enterprise: 'keramika-troyan', person: 'maria@demo.ambersilk.example' }];

/** Imports that have been read and wait to be applied. */
export async function addImports(
  rows: Rows,
  files: Files,
  enterprises: readonly EnterpriseData[],
  categories: ReadonlySet<string>,
  today: Date,
): Promise<void> {
  for (const { enterprise: slug, person } of waiting) {
    const enterprise = enterprises.find((each) => each.slug === slug);
    if (!enterprise) continue;
    const bytes = await readFile(path.join(import.meta.dirname, `data/imports/${slug}.csv`));
    const id = stableId('import', slug);
    const storageKey = `imports/${id}`;
    files.set(storageKey, bytes);
    addRun({ rows, enterprise, categories, today, id, storageKey, person }, bytes);
  }
}

interface Context {
  readonly rows: Rows;
  readonly enterprise: EnterpriseData;
  readonly categories: ReadonlySet<string>;
  readonly today: Date;
  readonly id: string;
  readonly storageKey: string;
  readonly person: string;
}

function addRun({ rows, enterprise, categories, today, id, storageKey, person }: Context, bytes: Buffer): void {
  const text = bytes.toString('utf8');
  const separator = detectSeparator(text);
  const table = readTable(parseCsv(text, separator));
  rows.add('import_run', {
    id,
    enterprise_id: enterpriseId(enterprise.slug),
    created_by_id: userId(person),
    status: 'ready',
    file_name: `${enterprise.slug}.csv`,
    storage_key: storageKey,
    bytes: bytes.byteLength,
    form: table.form,
    read_encoding: 'utf-8',
    read_separator: separator,
    header: table.header,
    unused: table.unused,
    rows: table.rows.length,
    rows_read: table.rows.length,
    created_at: today,
    touched_at: today,
  });
  const context = { ...enterprise, category: null };
  const cells = new Map(table.rows.map((row) => [row.number, row.cells]));
  const values = table.rows.map((row) => readValues(row, categories));
  for (const group of groupRows(values))
    for (const outcome of compareGroup(group, null, new Map(), context))
      rows.add('import_row', {
        run_id: id,
        number: outcome.number,
        group_number: outcome.group,
        verdict: outcome.verdict,
        state: outcome.verdict === 'created' ? 'waiting' : 'idle',
        title: outcome.title,
        cells: cells.get(outcome.number) ?? [],
        changes: JSON.stringify(outcome.changes),
        problems: JSON.stringify(outcome.problems),
        plan: outcome.plan,
      });
}
