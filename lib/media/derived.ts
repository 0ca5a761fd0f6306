import { prisma } from '#lib/db/index.ts';
import { type Crop, readPictureName } from './frame.ts';
import { type PictureFormat, pictureWidths, render } from './picture.ts';
import { store } from './store.ts';

const making = new Map<string, Promise<Buffer | null>>();

/**
 * A picture, by its name (pictureName), in one of the product's sizes and formats, made when it is first asked for and kept. Many asking
 * at once make it once. Null for an unknown picture or size.
 */
export async function pictureBytes(name: string, width: number, format: PictureFormat): Promise<Buffer | null> {
  const asked = readPictureName(name);
  if (!asked || !pictureWidths.some((known) => known === width)) return null;
  const { mediaId, crop } = asked;
  const part = crop ? `${crop.x}.${crop.y}.${crop.width}.${crop.height}/` : '';
  const key = `derived/${mediaId}/${part}${width}.${format}`;
  const kept = await (await store()).get(key);
  if (kept) return kept;
  const running = making.get(key) ?? derive(mediaId, crop, width, format, key).finally(() => making.delete(key));
  making.set(key, running);
  return running;
}

async function derive(
  mediaId: string,
  crop: Crop | null,
  width: number,
  format: PictureFormat,
  key: string,
): Promise<Buffer | null> {
  const media = await prisma().media.findUnique({ where: { id: mediaId }, select: { storageKey: true, kind: true } });
  const master = media?.kind === 'picture' ? await (await store()).get(media.storageKey) : null;
  if (!master) return null;
  const bytes = await render(master, width, format, crop);
  await (await store()).put(key, bytes, `image/${format}`);
  return bytes;
}
