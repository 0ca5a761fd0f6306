import type { Person } from '#lib/core/actor.ts';
import { hashToken } from '#lib/core/ids.ts';
import type { SavedList } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';

/** Puts what one list holds on top of another of the same name; what both have stays once, as the person had it. */
async function pour(tx: Tx, from: SavedList, into: SavedList): Promise<void> {
  await tx.$executeRaw`
    delete from saved_item g where g.list_id = ${from.id}::uuid
      and (g.removed_at is not null or exists (
        select 1 from saved_item own where own.list_id = ${into.id}::uuid and own.listing_id = g.listing_id and own.removed_at is null))`;
  await tx.$executeRaw`
    delete from saved_item own where own.list_id = ${into.id}::uuid and own.removed_at is not null
      and exists (select 1 from saved_item g where g.list_id = ${from.id}::uuid and g.listing_id = own.listing_id)`;
  await tx.$executeRaw`
    update saved_item g set list_id = ${into.id}::uuid, position = placed.position from (
      select i.id, (select coalesce(min(position), 0) from saved_item where list_id = ${into.id}::uuid)
        - (row_number() over (order by i.position desc, i.id desc))::int as position
      from saved_item i where i.list_id = ${from.id}::uuid) placed
    where g.id = placed.id`;
  await tx.savedList.delete({ where: { id: from.id } });
}

/**
 * What a browser kept before its person signed in becomes the person's: lists of one name become one, the others are taken over as they
 * are. Nothing is dropped for a limit. Done twice it does nothing the second time.
 */
export async function mergeGuestLists(person: Pick<Person, 'userId'>, secret: string): Promise<void> {
  const guestKey = hashToken(secret);
  await transaction(async (tx) => {
    // Holds back whoever begins this person's first list meanwhile.
    await tx.$queryRaw`select id from users where id = ${person.userId}::uuid for update`;
    await tx.$queryRaw`select id from saved_list where guest_key = ${guestKey} for update`;
    const kept = await tx.savedList.findMany({ where: { guestKey, removedAt: null }, orderBy: { createdAt: 'asc' } });
    for (const list of kept) {
      const own = await tx.savedList.findFirst({
        where: {
          userId: person.userId,
          removedAt: null,
          name: list.name === null ? null : { equals: list.name, mode: 'insensitive' },
        },
      });
      if (own) await pour(tx, list, own);
      else await tx.savedList.update({ where: { id: list.id }, data: { guestKey: null, userId: person.userId } });
    }
    await tx.savedList.deleteMany({ where: { guestKey } });
  });
}
