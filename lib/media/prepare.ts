import { log } from '#lib/core/log.ts';
import { prisma } from '#lib/db/index.ts';
import { likenessOf } from './likeness.ts';
import { makePlaceholder } from './picture.ts';
import { store } from './store.ts';

/** Few enough that a small machine goes on answering. */
const atATime = 40;

/**
 * Works out what pictures lack that came before these were kept, or by another way than an upload: what is seen while they load, and what
 * they look like. What cannot be read is not tried again.
 */
export async function preparePictures(): Promise<void> {
  const found = await prisma().media.findMany({
    where: { kind: 'picture', placeholder: null },
    select: { id: true, storageKey: true },
    orderBy: { id: 'asc' },
    take: atATime,
  });
  for (const { id, storageKey } of found) {
    const data = await prepared(storageKey).catch((error: unknown) => {
      log.warn({ err: error, mediaId: id }, 'picture cannot be read');
      return { placeholder: '' };
    });
    await prisma().media.update({ where: { id }, data });
  }
}

async function prepared(storageKey: string) {
  const bytes = await (await store()).get(storageKey);
  if (!bytes) return { placeholder: '' };
  return { placeholder: await makePlaceholder(bytes), likeness: await likenessOf(bytes) };
}
