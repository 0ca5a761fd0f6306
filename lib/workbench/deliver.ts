import type { Tx } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { ContentKind } from './content.ts';
import { targetHash, wordCount } from './standing.ts';
import { unitName } from './unit.ts';
import { noteOtherFields, writeContent } from './write-content.ts';

/** Fields of one text as somebody was asked to translate them, and did. */
export interface DeliveredText {
  readonly textId: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly fields: readonly { readonly field: string; readonly source: string; readonly value: string }[];
}

/**
 * Publishes what was translated by order and accepted: reviewed, and of the source as it was ordered, so that a source that has moved
 * meanwhile makes it stale. A text that is gone is passed over. The caller has asked for the right.
 */
export async function deliverText(
  tx: Tx,
  locale: Locale,
  { textId, kind, slug, fields }: DeliveredText,
  by: { readonly authorId: string | null; readonly reviewerId: string | null },
): Promise<void> {
  const [known] = await tx.$queryRaw<{ id: string }[]>`select id from texts where id = ${textId}::uuid for update`;
  if (!known) return;
  const before = await tx.translation.findUnique({ where: { textId_locale: { textId, locale } } });
  await noteOtherFields(tx, locale, textId);
  for (const { field, source, value } of fields) {
    const unit = unitName({ kind: 'content', textId, field });
    const noted = { state: 'reviewed' as const, source, targetHash: targetHash(value), ...by };
    await tx.workUnit.upsert({
      where: { locale_unit: { locale, unit } },
      create: { locale, unit, ...noted },
      update: { ...noted, updatedAt: new Date() },
    });
    const earlier = before?.fields instanceof Object && !Array.isArray(before.fields) ? before.fields[field] : '';
    await tx.workEvent.create({
      data: {
        locale,
        unit,
        kind: 'translated',
        value,
        previous: typeof earlier === 'string' ? earlier : '',
        words: wordCount(source),
        actorId: by.authorId,
      },
    });
  }
  const values = Object.fromEntries(fields.map(({ field, value }) => [field, value]));
  await writeContent(tx, locale, { textId, kind, slug }, values, by.authorId);
}
