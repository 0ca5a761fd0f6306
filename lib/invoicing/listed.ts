import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Invoice } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

export interface LicencePaper {
  readonly number: string;
  readonly kind: Invoice['kind'];
  readonly licence: string;
  readonly issuedOn: Date;
  readonly total: Money;
}

/** What was issued for payments of licences that somebody's enterprises take or give, the newest first. */
export async function licencePapersOf(actor: Actor, cursor?: string): Promise<Page<LicencePaper>> {
  const memberships = actor.type === 'person' ? actor.memberships : [];
  const own = memberships
    .map(({ enterpriseId }) => enterpriseId)
    .filter((enterpriseId) => may(actor, 'licence.view', { enterpriseId }));
  const after = decodeCursor(cursor, ['time', 'id']);
  const rows = await prisma().invoice.findMany({
    where: {
      licenceDue: { licence: { deal: { OR: [{ holderId: { in: own } }, { licenseeId: { in: own } }] } } },
      ...(after ? { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] } : {}),
    },
    include: { licenceDue: { select: { licence: { select: { number: true } } } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, ({ createdAt, id }) => encodeCursor([createdAt, id]));
  return {
    next: page.next,
    items: page.items.map(({ number, kind, licenceDue, issuedOn, totalMinor, currency }) => ({
      number,
      kind,
      licence: licenceDue?.licence.number ?? '',
      issuedOn,
      total: money(totalMinor, currency),
    })),
  };
}
