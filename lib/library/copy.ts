import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { prisma } from '#lib/db/index.ts';
import { keptBytes, store } from '#lib/media/index.ts';
import { type DownloadFile, openDownload } from '#lib/ordering/index.ts';
import { isMarkable, marked } from './mark.ts';

/**
 * The buyer's copy of the file behind a signed link: where the seller wants it, marked with whose it is, made at the first download and
 * kept. Throws what `openDownload` throws.
 */
export async function openCopy(
  grantId: string,
  expires: string | null,
  signature: string | null,
  begins: boolean,
): Promise<DownloadFile> {
  const file = await openDownload(grantId, expires, signature, begins);
  if (!isMarkable(file.contentType) || file.bytes > limits.markedBytes) return file;
  const grant = await prisma().downloadGrant.findUniqueOrThrow({
    where: { id: grantId },
    include: { orderLine: { include: { sellerOrder: { include: { order: true } } } } },
  });
  const offer = await prisma().downloadOffer.findUnique({ where: { listingId: grant.orderLine.listingId } });
  if (!offer?.watermark) return file;
  const { order } = grant.orderLine.sellerOrder;
  const storageKey = `marked/${grant.id}-${grant.fileId}`;
  try {
    const bytes = await keptBytes(storageKey, file.contentType, async () => {
      const original = await (await store()).get(file.storageKey);
      if (!original) throw new Error(`no bytes under ${file.storageKey}`);
      return marked(original, file.contentType, `${order.number} · ${order.email}`);
    });
    return { ...file, storageKey, bytes: bytes.length };
  } catch (err) {
    // A file that cannot be marked (a protected PDF) is handed over as it is: who paid gets it.
    log.error({ err, grantId }, 'a download could not be marked');
    return file;
  }
}
