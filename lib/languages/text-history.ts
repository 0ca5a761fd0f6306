import type { Tx } from '#lib/db/index.ts';
import { prisma } from '#lib/db/index.ts';
import type { TextWithTranslations } from './fields.ts';

type Words = Readonly<Record<string, string>>;

/** The words of a stored version by field. */
export function wordsOfFields(fields: unknown): Record<string, string> {
  if (!(fields instanceof Object) || Array.isArray(fields)) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

/** What a text's source said at a revision; null where nobody kept it. */
export async function sourceAt(tx: Tx, text: TextWithTranslations, revision: number): Promise<Words | null> {
  if (revision >= text.revision)
    return wordsOfFields(text.translations.find((each) => each.state === 'source')?.fields);
  const kept = await tx.textRevision.findFirst({
    where: { textId: text.id, revision: { gte: revision } },
    orderBy: { revision: 'asc' },
  });
  return kept && wordsOfFields(kept.fields);
}

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What has changed of a text's source since its translation into a language was made, field by field. */
export async function changedSince(text: TextWithTranslations, locale: string): Promise<FieldChange[]> {
  const translation = text.translations.find((each) => each.locale === locale && each.state !== 'source');
  if (!translation || translation.sourceRevision >= text.revision) return [];
  const [before, now] = await Promise.all([
    sourceAt(prisma(), text, translation.sourceRevision),
    sourceAt(prisma(), text, text.revision),
  ]);
  if (!before || !now) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((field) => {
    const change = { field, before: before[field] ?? '', after: now[field] ?? '' };
    return change.before === change.after ? [] : [change];
  });
}
