import type { Actor } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Invoice, Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

export interface EnterprisePaper {
  readonly number: string;
  readonly kind: Invoice['kind'];
  /** The number of what was paid for. */
  readonly of: string;
  readonly licence: boolean;
  /** The number of its page: the licence's, or the first job's of an order of translations. */
  readonly page: string;
  readonly issuedOn: Date;
  readonly total: Money;
}

const listed = {
  licenceDue: { select: { licence: { select: { number: true } } } },
  translationOrder: {
    select: {
      number: true,
      jobs: { select: { number: true }, orderBy: [{ createdAt: 'asc' }, { toLocale: 'asc' }], take: 1 },
    },
  },
} as const satisfies Prisma.InvoiceInclude;

/** What was issued for licences that somebody's enterprises take or give and for translations that they order, the newest first. */
export async function papersOfEnterprises(actor: Actor, cursor?: string): Promise<Page<EnterprisePaper>> {
  const own = (permission: Permission) =>
    (actor.type === 'person' ? actor.memberships : [])
      .map(({ enterpriseId }) => enterpriseId)
      .filter((enterpriseId) => may(actor, permission, { enterpriseId }));
  const [licensed, ordered] = [own('licence.view'), own('translation.order')];
  const after = decodeCursor(cursor, ['time', 'id']);
  const rows = await prisma().invoice.findMany({
    where: {
      AND: [
        {
          OR: [
            {
              licenceDue: {
                licence: { deal: { OR: [{ holderId: { in: licensed } }, { licenseeId: { in: licensed } }] } },
              },
            },
            { translationOrder: { enterpriseId: { in: ordered } } },
          ],
        },
        after ? { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] } : {},
      ],
    },
    include: listed,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, ({ createdAt, id }) => encodeCursor([createdAt, id]));
  return {
    next: page.next,
    items: page.items.map(({ number, kind, licenceDue, translationOrder, issuedOn, totalMinor, currency }) => {
      const of = licenceDue?.licence.number ?? translationOrder?.number ?? '';
      return {
        number,
        kind,
        of,
        licence: licenceDue !== null,
        page: translationOrder?.jobs[0]?.number ?? of,
        issuedOn,
        total: money(totalMinor, currency),
      };
    }),
  };
}
