import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readRecords } from '#lib/catalogue/index.ts';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { AvailsSheet } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { authorityOf } from '../authority.ts';
import { cellsOf } from '../cells.ts';
import { columnsOf } from '../columns.ts';
import { announceWork } from '../end.ts';
import { ownersControl } from '../grant.ts';
import { hierarchies } from '../hierarchies.ts';
import { booksOf, verifiedWorks, worksOf } from '../work.ts';
import { isJson, recordsOfOdrl } from './agreements.ts';
import { grantsWithNotes, licencesHeld, sameNumber } from './held.ts';
import { isXml } from './onix-file.ts';
import { type ImportWork, plain, previewRows, type RowEffect, type Under } from './preview.ts';
import { rowsOfRecords } from './read.ts';
import { recordsOfOnix } from './sales-rights.ts';

export const readAvailsSchema = z.object({
  enterpriseId: id,
  file: z.instanceof(File, { error: 'choose' }).refine(({ size }) => size > 0, { error: 'choose' }),
});
export const applyAvailsSchema = z.object({ sheetId: id, digest: z.string().length(64) });

const recordsSchema = z.array(z.array(z.string()));

/** Takes a file in, to look at what its rows would do. Throws `rights.file_too_large`, `rights.file_unreadable`. */
export async function readAvails(
  actor: Actor,
  { enterpriseId, file }: z.output<typeof readAvailsSchema>,
): Promise<AvailsSheet> {
  authorize(actor, 'work.edit', { enterpriseId });
  if (file.size > limits.availsBytes) throw new DomainError('rights.file_too_large', {}, 'file');
  const records = await recordsOf(new Uint8Array(await file.arrayBuffer()), enterpriseId);
  return prisma().availsSheet.create({
    data: { enterpriseId, userId: person(actor).userId, fileName: file.name.slice(0, 200), records },
  });
}

async function recordsOf(bytes: Uint8Array, enterpriseId: string): Promise<string[][]> {
  let records: string[][];
  try {
    if (isXml(bytes)) records = recordsOfOnix(bytes, await namesOf(enterpriseId));
    else records = isJson(bytes) ? recordsOfOdrl(bytes) : await readRecords(bytes, limits.availsRows + 1);
  } catch (error) {
    if (error instanceof DomainError && error.code.startsWith('rights.')) throw error;
    if (error instanceof DomainError) throw new DomainError('rights.file_unreadable', {}, 'file');
    throw error;
  }
  if (records.length < 2) throw new DomainError('rights.file_unreadable', {}, 'file');
  // Half a letter beyond the basic plane is something that no database takes.
  return records.map((cells) => cells.map((cell) => cell.toWellFormed().replaceAll('\u0000', '')));
}

/** What an enterprise is called on its own books. */
async function namesOf(enterpriseId: string): Promise<string[]> {
  const { displayName, legalName, legalNameLatin } = await prisma().enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
  });
  return [displayName, legalName, legalNameLatin];
}

/** A file with what each of its rows would do now; `missing` names a column without which nothing can be read. */
export interface SheetPreview {
  readonly sheet: AvailsSheet;
  readonly effects: readonly RowEffect[];
  readonly missing: string | null;
  readonly tooMany: boolean;
  /** What was seen, so that nothing else is applied. */
  readonly digest: string;
}

/** For the people of the enterprise; for anyone else the file does not exist: `rights.unknown`. */
export async function previewAvails(actor: Actor, sheetId: string): Promise<SheetPreview> {
  const sheet = await prisma().availsSheet.findUnique({ where: { id: sheetId } });
  if (!sheet || !may(actor, 'work.edit', { enterpriseId: sheet.enterpriseId })) throw new DomainError('rights.unknown');
  return preview(prisma(), sheet);
}

async function preview(tx: Tx, sheet: AvailsSheet): Promise<SheetPreview> {
  const rows = rowsOfRecords(recordsSchema.parse(sheet.records));
  const nothing = { sheet, effects: [], digest: '', missing: null, tooMany: false };
  if (typeof rows === 'string') return { ...nothing, missing: rows };
  if (rows.length > limits.availsRows) return { ...nothing, tooMany: true };
  const effects = previewRows(rows, await importWorks(tx, sheet.enterpriseId));
  const seen = effects.map(({ number, workId, does, declared }) => [
    number,
    workId,
    does,
    declared?.written,
    declared?.outside,
    declared?.under,
  ]);
  return { ...nothing, effects, digest: createHash('sha256').update(JSON.stringify(seen)).digest('hex') };
}

async function importWorks(tx: Tx, enterpriseId: string): Promise<ImportWork[]> {
  const owned = await verifiedWorks({ enterpriseId });
  const under = await licencesHeld(tx, enterpriseId);
  const others = await worksOf([...under.keys()].filter((id) => !owned.some((work) => work.id === id)));
  const works = [...owned, ...others];
  const ids = works.map((work) => work.id);
  const books = await booksOf(tx, ids);
  const grants = await grantsWithNotes(tx, ids, ownersControl);
  const ownGrants = await grantsWithNotes(tx, [...under.keys()], enterpriseId);
  return works.map((work) => ({
    id: work.id,
    names: [work.slug, ...work.identifiers.map(({ value }) => value), ...titles(work.text.translations)].map(plain),
    holdings: work.enterpriseId === enterpriseId ? (books.get(work.id)?.holdings ?? []) : [],
    grants: grants.get(work.id) ?? [],
    under: under.get(work.id) ?? [],
    ownGrants: ownGrants.get(work.id) ?? [],
  }));
}

function titles(translations: readonly { readonly fields: unknown }[]): string[] {
  return translations.flatMap(({ fields }) => {
    const title = fields instanceof Object && 'title' in fields ? fields.title : undefined;
    return typeof title === 'string' && title !== '' ? [title] : [];
  });
}

/**
 * Declares what a previewed file says, all rows that can be, in one transaction, exactly as they were shown. Returns how many. Throws
 * `rights.unknown`, and `rights.declared_changed` where something has changed since.
 */
export async function applyAvails(
  actor: Actor,
  input: z.output<typeof applyAvailsSchema>,
): Promise<{ declared: number; enterpriseId: string }> {
  return transaction(async (tx) => {
    await tx.$queryRaw`select id from avails_sheet where id = ${input.sheetId}::uuid for update`;
    const sheet = await tx.availsSheet.findUnique({ where: { id: input.sheetId } });
    if (!sheet || sheet.appliedAt) throw new DomainError('rights.unknown');
    const { enterpriseId } = sheet;
    authorize(actor, 'work.edit', { enterpriseId });
    const touched = [...new Set((await preview(tx, sheet)).effects.flatMap(({ workId }) => workId ?? []))].sort();
    for (const workId of touched) await tx.$executeRaw`select lock_rights_of_work(${workId}::uuid)`;
    const { effects, digest } = await preview(tx, sheet);
    if (digest !== input.digest) throw new DomainError('rights.declared_changed');
    let declared = 0;
    const under = await licencesHeld(tx, enterpriseId);
    for (const effect of effects) if (await declare(tx, enterpriseId, under, effect)) declared += 1;
    for (const workId of touched) await announceWork(tx, workId);
    await tx.availsSheet.update({ where: { id: sheet.id }, data: { appliedAt: now(), declared } });
    await audit(tx, actor, {
      action: 'rights.declare',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { declared },
    });
    return { declared, enterpriseId };
  });
}

async function declare(
  tx: Tx,
  holderId: string,
  under: ReadonlyMap<string, readonly Under[]>,
  { workId, does, declared }: RowEffect,
): Promise<boolean> {
  const idle = does === 'problem' || does === 'skipped' || does === 'known' || does === 'nothing';
  if (idle || workId === null || declared === null) return false;
  const { rights, territories, languages, term } = columnsOf(declared.scope, hierarchies);
  const held = under
    .get(workId)
    ?.find(({ number, holding }) => sameNumber(number, declared.under) && authorityOf(holding, declared) === 'ok');
  const control = declared.under === '' ? ownersControl : holderId;
  try {
    await tx.$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, exclusivity, state, scope, rights, territories, languages, cells, term, note, holding_id, control_id)
      values (${workId}::uuid, ${holderId}::uuid, ${holderId}::uuid, ${does}::exclusivity, 'declared', ${JSON.stringify(declared.written)}::jsonb,
        ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(declared.scope, hierarchies)}::int[], ${term}::daterange, ${declared.outside},
        ${held?.holdingId ?? null}::uuid, ${control}::uuid)`;
  } catch (error) {
    if (hasSqlState(error, '23P01')) throw new DomainError('rights.declared_changed');
    throw error;
  }
  return true;
}
