import { indexListing } from '#lib/catalogue/index.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { type Locale, sourceAt, wordsOfFields as words } from '#lib/languages/index.ts';
import type { ContentRow } from './content.ts';
import { leastFar, type Standing, standing, targetHash } from './standing.ts';

/**
 * Brings a text's translation in line with what the workbench knows of its fields, whose text is locked: the wording, the state of the one
 * that is least far, and the revision it was made of once none of it is stale.
 */
export async function writeContent(
  tx: Tx,
  locale: Locale,
  { textId, kind, slug }: Pick<ContentRow, 'textId' | 'kind' | 'slug'>,
  values: Readonly<Record<string, string>>,
  authorId: string | null,
): Promise<void> {
  const text = await tx.text.findUniqueOrThrow({ where: { id: textId }, include: { translations: true } });
  const source = words(text.translations.find((each) => each.locale === text.sourceLocale)?.fields);
  const before = text.translations.find((each) => each.locale === locale);
  const fields = { ...words(before?.fields), ...values };
  const notes = await tx.workUnit.findMany({ where: { locale, unit: { startsWith: `text:${textId}.` } } });
  const delivered = !before || before.state === 'source' ? 'translated' : before.state;
  const old = before ? await sourceAt(tx, text, before.sourceRevision) : source;
  const stands = Object.entries(source)
    .filter(([, written]) => written !== '')
    .map(([name, written]) =>
      standing(
        {
          source: written,
          target: fields[name] ?? '',
          delivered,
          deliveredStale: old === null || (old[name] ?? '') !== written,
        },
        notes.find((each) => each.unit === `text:${textId}.${name}`),
      ),
    );
  const done: Standing[] = stands.map((each) => each.standing).filter((each) => each !== 'missing');
  const data = {
    fields: fields satisfies Prisma.InputJsonObject,
    state: leastFar(done),
    origin: 'human',
    engine: null,
    sourceRevision: stands.some((each) => each.stale)
      ? Math.min(before?.sourceRevision ?? 1, text.revision)
      : text.revision,
    authorId,
    updatedAt: new Date(),
  } as const;
  await tx.translation.upsert({
    where: { textId_locale: { textId, locale } },
    create: { ...data, textId, locale },
    update: data,
  });
  await tellReaders(tx, kind, slug, textId);
}

/** The other fields of a translation keep how far they were, before one of them moves the whole. */
export async function noteOtherFields(tx: Tx, locale: Locale, textId: string): Promise<void> {
  const text = await tx.text.findUniqueOrThrow({ where: { id: textId }, include: { translations: true } });
  const before = text.translations.find((each) => each.locale === locale);
  if (!before || before.state === 'source' || before.sourceRevision < text.revision) return;
  const source = words(text.translations.find((each) => each.locale === text.sourceLocale)?.fields);
  const { state, authorId } = before;
  await tx.workUnit.createMany({
    data: Object.entries(words(before.fields))
      .filter(([name, value]) => value !== '' && (source[name] ?? '') !== '')
      .map(([name, value]) => ({
        locale,
        unit: `text:${textId}.${name}`,
        state,
        source: source[name] ?? '',
        targetHash: targetHash(value),
        authorId,
      })),
    skipDuplicates: true,
  });
}

/** Search finds the new words, and every instance forgets the pages that showed the old ones. */
async function tellReaders(tx: Tx, kind: ContentRow['kind'], slug: string, textId: string): Promise<void> {
  if (kind === 'listing') {
    const listing = await tx.listing.findUnique({ where: { textId }, select: { id: true } });
    if (listing) await indexListing(tx, listing.id);
  }
  if (kind === 'listing' || kind === 'work' || kind === 'enterprise') await announceChange(tx, { kind, slug });
  else await announceChange(tx, { kind: kind === 'collection' ? 'collections' : 'catalogue' });
}
