import { config } from '#lib/core/config.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { orderAccessToken } from '#lib/ordering/index.ts';

/** Paid lines of a listing, with their orders, that do not have its newest file yet. */
async function without(listingId: string, fileId: string) {
  return prisma().orderLine.findMany({
    where: {
      listingId,
      kind: 'download',
      downloads: { some: {}, none: { fileId } },
      sellerOrder: {
        status: { notIn: ['refunded', 'cancelled', 'awaiting_payment'] },
        order: { paidAt: { not: null } },
      },
    },
    include: { sellerOrder: { include: { order: true } } },
    orderBy: { id: 'asc' },
    take: limits.updateMails,
  });
}

type Line = Awaited<ReturnType<typeof without>>[number];

async function give(tx: Tx, line: Line, fileIds: readonly string[], newest: string): Promise<void> {
  const { order } = line.sellerOrder;
  await tx.downloadGrant.createMany({
    data: fileIds.map((fileId) => ({ orderLineId: line.id, fileId })),
    skipDuplicates: true,
  });
  const path = order.buyerId ? '/library' : `/orders/${order.number}?key=${orderAccessToken(order.placementKey)}`;
  await queueMail(tx, {
    // One mail a version, however often this runs.
    cause: `download:${newest}:${line.id}`,
    template: 'download_updated',
    recipient: order.email,
    locale: locale(order.locale),
    params: { title: line.titleForBuyer, link: `${config().SITE_URL}/${order.locale}${path}` },
    orderId: order.id,
  });
}

/** Gives a listing's new files to everybody who bought it before, and tells each of them once. */
export async function provideNewFiles(listingId: string): Promise<void> {
  const files = await prisma().listingFile.findMany({ where: { listingId }, orderBy: { version: 'desc' } });
  const [newest] = files;
  if (!newest) return;
  for (;;) {
    const lines = await without(listingId, newest.id);
    for (const line of lines)
      await transaction((tx) =>
        give(
          tx,
          line,
          files.map(({ id }) => id),
          newest.id,
        ),
      );
    if (lines.length < limits.updateMails) return;
  }
}
