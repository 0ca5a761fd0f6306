import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { forget } from '#lib/core/memory.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { locales } from '#lib/languages/index.ts';
import { readUnit } from './unit.ts';

const file = z.record(z.string(), z.string());

/** Keys that have had other names: messages/renames.json, old to new, as `npm run messages -- rename` writes it. */
async function renames(): Promise<[string, string][]> {
  const text = await readFile(path.join(process.cwd(), 'messages', 'renames.json'), 'utf8').catch(() => '{}');
  return Object.entries(file.parse(JSON.parse(text)));
}

/**
 * A job: what an installation knows of a renamed string moves to its new name: published edits, their history, states, suggestions, comments.
 * Where both names have something of a kind, the new one's stays. Again it finds nothing to do.
 */
export async function followRenames(): Promise<void> {
  for (const [from, to] of await renames()) {
    const moved = await transaction((tx) => moveString(tx, from, to));
    if (moved) forget('messages:');
  }
}

/** Moves one string's rows; says whether there were any. */
export async function moveString(tx: Tx, from: string, to: string): Promise<boolean> {
  const [old, next] = [readUnit(from), readUnit(to)];
  if (old?.kind !== 'interface' || next?.kind !== 'interface') return false;
  const edits = await tx.$executeRaw`
    update interface_message m set namespace = ${next.namespace}, key = ${next.key}
    where m.namespace = ${old.namespace} and m.key = ${old.key} and not exists (
      select 1 from interface_message n where n.locale = m.locale and n.namespace = ${next.namespace} and n.key = ${next.key})`;
  const revisions = await tx.$executeRaw`
    update interface_message_revision m set namespace = ${next.namespace}, key = ${next.key}
    where m.namespace = ${old.namespace} and m.key = ${old.key} and not exists (
      select 1 from interface_message_revision n where n.locale = m.locale and n.namespace = ${next.namespace} and n.key = ${next.key})`;
  const units = await tx.$executeRaw`
    update work_unit w set unit = ${to} where w.unit = ${from}
      and not exists (select 1 from work_unit n where n.locale = w.locale and n.unit = ${to})`;
  const suggestions = await tx.$executeRaw`
    update work_suggestion w set unit = ${to} where w.unit = ${from} and not exists (
      select 1 from work_suggestion n where n.locale = w.locale and n.unit = ${to} and n.state = 'open' and n.value = w.value)`;
  const comments = await tx.workComment.updateMany({ where: { unit: from }, data: { unit: to } });
  const events = await tx.workEvent.updateMany({ where: { unit: from }, data: { unit: to } });
  await tx.$executeRaw`
    update work_note w set unit = ${to} where w.unit = ${from} and not exists (select 1 from work_note n where n.unit = ${to})`;
  await tx.$executeRaw`
    update interface_source s set unit = ${to}
    where s.unit = ${from} and not exists (select 1 from interface_source n where n.unit = ${to})`;
  if (edits > 0) for (const locale of locales) await announceChange(tx, { kind: 'messages', locale });
  return edits + revisions + units + suggestions + comments.count + events.count > 0;
}
