import { type Actor, person } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';

const shelved = {
  sellerOrder: {
    include: { order: true, enterprise: { select: { slug: true, ...withName } } },
  },
  downloads: { orderBy: { createdAt: 'desc' } },
  licence: true,
  pass: { include: { listing: { select: { slug: true } } } },
  tickets: { select: { id: true, usedAt: true } },
} as const satisfies Prisma.OrderLineInclude;

type ShelvedLine = Prisma.OrderLineGetPayload<{ include: typeof shelved }>;

export interface ShelvedFile {
  readonly grantId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly version: number;
  readonly count: number;
  /** Came after the purchase and was not fetched yet. */
  readonly updated: boolean;
}

/** Something bought that is fetched, watched or shown at a door. */
export interface Shelved extends ShelvedLine {
  /** The newest version first. */
  readonly files: readonly ShelvedFile[];
}

async function filesOf(lines: readonly ShelvedLine[]): Promise<ReadonlyMap<string, ShelvedFile[]>> {
  const ids = lines.flatMap(({ downloads }) => downloads.map(({ fileId }) => fileId));
  const files = await prisma().listingFile.findMany({ where: { id: { in: ids } }, include: { media: true } });
  const byId = new Map(files.map((file) => [file.id, file]));
  return new Map(
    lines.map((line) => {
      const first = Math.min(...line.downloads.map(({ createdAt }) => createdAt.getTime()));
      const own = line.downloads.flatMap((grant): ShelvedFile[] => {
        const file = byId.get(grant.fileId);
        if (!file) return [];
        return [
          {
            grantId: grant.id,
            fileName: file.media.fileName,
            bytes: Number(file.media.bytes),
            version: file.version,
            count: grant.count,
            updated: grant.count === 0 && grant.createdAt.getTime() > first,
          },
        ];
      });
      return [line.id, own.sort((a, b) => b.version - a.version)];
    }),
  );
}

/** Everything of a signed-in buyer that is not sent by post, the newest first. */
export async function libraryOf(actor: Actor, cursor?: string): Promise<Page<Shelved>> {
  const { userId } = person(actor);
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const after = (order: Prisma.OrderWhereInput): Prisma.OrderLineWhereInput => ({ sellerOrder: { order } });
  const rows = await prisma().orderLine.findMany({
    where: {
      kind: { in: ['download', 'stream', 'ticket'] },
      sellerOrder: {
        status: { notIn: ['refunded', 'cancelled', 'awaiting_payment'] },
        order: { buyerId: userId, paidAt: { not: null } },
      },
      ...(at && id ? { OR: [after({ paidAt: { lt: at } }), { ...after({ paidAt: at }), id: { lt: id } }] } : {}),
    },
    include: shelved,
    orderBy: [{ sellerOrder: { order: { paidAt: 'desc' } } }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) =>
    encodeCursor([last.sellerOrder.order.paidAt ?? last.sellerOrder.createdAt, last.id]),
  );
  const files = await filesOf(page.items);
  return { ...page, items: page.items.map((line) => ({ ...line, files: files.get(line.id) ?? [] })) };
}
