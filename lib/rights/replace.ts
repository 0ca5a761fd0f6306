import { DomainError } from '#lib/core/errors.ts';
import type { Tx } from '#lib/db/index.ts';
import { columnsOf } from './columns.ts';
import { bookGrant, type Gift, lockRights } from './give.ts';
import { hierarchies } from './hierarchies.ts';
import type { Expression } from './hierarchy.ts';
import { type Dimension, dimensions, type Scope, writtenScopeSchema } from './scope.ts';
import { frozenFor, writtenFor } from './terms.ts';

interface Replaced extends Readonly<Record<Dimension, number[]>> {
  readonly id: string;
  readonly scope: unknown;
  /** The licence out of which it was given; null: the owners gave it. */
  readonly under_id: string | null;
}

const sameWords = (a: Expression, b: Expression) => {
  const sorted = ({ include, except = [] }: Expression) => JSON.stringify([[...include].sort(), [...except].sort()]);
  return sorted(a) === sorted(b);
};

/** What other terms mean for a work: where their words are those of the signed ones, what these meant on the day they were signed. */
function meantBy(gift: Gift, [old]: readonly Replaced[]): Scope {
  const today = frozenFor(gift.terms, gift.workId);
  if (!old) return today;
  const [before, after] = [writtenScopeSchema.parse(old.scope), writtenFor(gift.terms, gift.workId)];
  const leaves = (dimension: Dimension) =>
    sameWords(before[dimension], after[dimension])
      ? old[dimension].map(hierarchies[dimension].leaf).sort()
      : today[dimension];
  const [rights = [], territories = [], languages = []] = dimensions.map(leaves);
  return { rights, territories, languages, term: today.term };
}

/**
 * Puts a grant with other terms in the place of a licence's grant in one work: the old one stays in the books as terminated, conflict and
 * authority are asked again, and what hung on the old one hangs on the new one. Throws `rights.sublicences_outside` where that would no
 * longer lie inside, or be more exclusive, and what `bookGrant` throws.
 */
export async function replaceGrant(
  tx: Tx,
  signed: Omit<Gift, 'underId'> & { readonly licenceId: string },
): Promise<void> {
  await lockRights(tx, signed.workId);
  const old = await tx.$queryRaw<Replaced[]>`
    select g.id, g.scope, g.rights, g.territories, g.languages, above.licence_id as under_id from rights_grant g
    left join holding h on h.id = g.holding_id left join rights_grant above on above.id = h.grant_id
    where g.licence_id = ${signed.licenceId}::uuid and g.work_id = ${signed.workId}::uuid and g.state = 'in_force'`;
  const gift = { ...signed, underId: old[0]?.under_id ?? null };
  const ids = old.map(({ id }) => id);
  await tx.$executeRaw`update rights_grant set state = 'terminated' where id = any(${ids}::uuid[])`;
  const scope = meantBy(gift, old);
  await bookGrant(tx, { ...gift, scope }, { licenceId: gift.licenceId });
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    select id from rights_grant where licence_id = ${gift.licenceId}::uuid and work_id = ${gift.workId}::uuid and state = 'in_force'`;
  if (!made || ids.length === 0) return;
  const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
  const outside = await tx.$queryRaw<{ id: string }[]>`
    select g.id from rights_grant g join holding h on h.id = g.holding_id
    where h.grant_id = any(${ids}::uuid[]) and g.live and (g.exclusivity < ${gift.terms.exclusivity}::exclusivity or not (
      g.rights <@ ${rights}::int[] and g.territories <@ ${territories}::int[] and g.languages <@ ${languages}::int[] and g.term <@ ${term}::daterange))`;
  if (outside.length > 0) throw new DomainError('rights.sublicences_outside');
  await tx.$executeRaw`
    update holding set grant_id = ${made.id}::uuid, scope = ${JSON.stringify(writtenFor(gift.terms, gift.workId))}::jsonb, rights = ${rights}::int[],
      territories = ${territories}::int[], languages = ${languages}::int[], exclusivity = ${gift.terms.exclusivity}::exclusivity,
      starts_on = lower(${term}::daterange), ends_on = upper(${term}::daterange)
    where grant_id = any(${ids}::uuid[])`;
}
