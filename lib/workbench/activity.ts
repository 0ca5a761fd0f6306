import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { WorkEventKind } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { namesOf } from './comment.ts';

export interface Activity {
  readonly id: string;
  readonly unit: string;
  readonly kind: WorkEventKind;
  readonly value: string | null;
  readonly person: string | null;
  readonly at: Date;
}

/** What happened in a language, the newest first. */
export async function activity(actor: Actor, locale: Locale, cursor?: string): Promise<Page<Activity>> {
  authorize(actor, 'message.suggest', { locale });
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().workEvent.findMany({
    where: { locale, ...(at && id ? { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] } : {}) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limits.page + 1,
  });
  const page = pageOf(rows, limits.page, (last) => encodeCursor([last.at, last.id]));
  const assigned = page.items.flatMap((each) => (each.kind === 'assigned' ? [each.value] : []));
  const names = await namesOf([...page.items.map((each) => each.actorId), ...assigned]);
  return {
    items: page.items.map(({ id, unit, kind, value, actorId, at }) => ({
      id,
      unit,
      kind,
      value: kind === 'assigned' ? (names.get(value ?? '') ?? null) : value,
      person: names.get(actorId ?? '') ?? null,
      at,
    })),
    next: page.next,
  };
}
