import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import type { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { missingOf } from './desk.ts';
import { editable } from './edit.ts';
import { type FieldName, type FieldValues, fieldNames } from './form-fields.ts';
import { workingListing } from './working.ts';
import { type Conflict, currentFields, writeFields } from './write-fields.ts';

const typed = z.string().max(limits.description * 4);

export const syncSchema = z.object({
  listingId: id,
  /** Whether the person has the editor open still; a page that is being left says no. */
  here: z.boolean(),
  changes: z
    .array(z.object({ field: z.enum(fieldNames as [FieldName, ...FieldName[]]), base: typed, value: typed }))
    .max(fieldNames.length),
});

export interface Synced {
  readonly version: number;
  /** The form as it says now, with what others saved. */
  readonly fields: FieldValues;
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly DomainError[];
  readonly missing: readonly string[];
  /** Names of who else has the editor open. */
  readonly others: readonly string[];
  /** Whether something waits in a proposal, to be sent in. */
  readonly proposal: boolean;
}

/**
 * What a listing's open editor says every few seconds and whenever something was typed: these fields were changed, from this. Writes
 * what can be written (`writeFields`), and answers with what the form says now, what is still missing, and who else is there. Throws
 * `catalogue.in_review` for changes while staff looks at it.
 */
export async function syncListing(actor: Actor, input: z.output<typeof syncSchema>): Promise<Synced> {
  const { userId } = person(actor);
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    await markPresence(tx, input, userId);
    const { saved, problems, conflicts } =
      input.changes.length === 0
        ? { saved: listing, problems: [], conflicts: [] }
        : await writeFields(tx, actor, listing, () => input.changes);
    const working = await workingListing(listing.id, tx);
    return {
      version: saved.version,
      fields: await currentFields(tx, saved),
      conflicts,
      problems,
      missing: working ? missingOf(working) : [],
      others: await othersAt(tx, listing.id, userId),
      proposal: working?.approved != null,
    };
  });
}

async function markPresence(tx: Tx, { listingId, here }: z.output<typeof syncSchema>, userId: string): Promise<void> {
  if (here)
    await tx.$executeRaw`
      insert into listing_presence (listing_id, user_id, seen_at) values (${listingId}::uuid, ${userId}::uuid, now())
      on conflict (listing_id, user_id) do update set seen_at = now()`;
  else await tx.listingPresence.deleteMany({ where: { listingId, userId } });
  await tx.$executeRaw`delete from listing_presence where seen_at < now() - interval '1 day'`;
}

async function othersAt(tx: Tx, listingId: string, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select u.name from listing_presence p join users u on u.id = p.user_id
    where p.listing_id = ${listingId}::uuid and p.user_id <> ${userId}::uuid and p.seen_at > now() - interval '30 seconds'
    order by u.name limit 10`;
  return rows.map(({ name }) => name);
}
