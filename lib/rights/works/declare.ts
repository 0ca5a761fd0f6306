import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { authority } from '../authority.ts';
import { availability, placesTaken } from '../availability.ts';
import { cellsOf } from '../cells.ts';
import { columnsOf } from '../columns.ts';
import { announceWork } from '../end.ts';
import { atFormFields } from '../errors.ts';
import { hierarchies } from '../hierarchies.ts';
import { freeze } from '../scope.ts';
import { booksOf } from '../work.ts';
import { lockedWork } from './open.ts';

const codes = z.array(z.string().max(32)).min(1, { error: 'choose' }).max(300);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid' });

export const declareUseSchema = z.object({
  workId: id,
  kind: z.enum(['own_use', 'holdback'], { error: 'choose' }),
  rights: codes.default([]).pipe(codes),
  territories: codes.default([]).pipe(codes),
  startsOn: isoDate,
  endsOn: isoDate,
  note: optionalText(limits.summary),
});
export const withdrawUseSchema = z.object({ workId: id, grantId: id });

/**
 * Declares what a holder uses itself, or holds back from everybody until a day: from then on nobody is promised it. Throws `rights.term_order`,
 * `rights.not_controlled`, and `rights.conflict` with the places that were given already.
 */
export async function declareUse(actor: Actor, input: z.output<typeof declareUseSchema>): Promise<void> {
  const written = {
    rights: { include: input.rights },
    territories: { include: input.territories },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: input.startsOn, end: input.endsOn },
  };
  const scope = atFormFields(() => freeze(written, hierarchies));
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, input.workId);
    const { holdings = [], grants = [] } = (await booksOf(tx, [work.id])).get(work.id) ?? {};
    const asked = { exclusivity: input.kind, scope, licensee: work.enterpriseId };
    if (authority(holdings, asked) !== 'ok') throw new DomainError('rights.not_controlled', {}, 'rights');
    const count = await tx.rightsGrant.count({ where: { workId: work.id, state: 'declared' } });
    if (count >= limits.declarations) throw new DomainError('rights.too_many', { limit: limits.declarations });
    const answer = availability(asked, grants);
    if (answer.state !== 'free')
      throw new DomainError('rights.conflict', { places: placesTaken(answer) }, 'territories');
    const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
    await tx.$executeRaw`
      insert into rights_grant (work_id, holder_id, licensee_id, exclusivity, state, scope, rights, territories, languages, cells, term, note)
      values (${work.id}::uuid, ${work.enterpriseId}::uuid, ${work.enterpriseId}::uuid, ${input.kind}::exclusivity, 'declared', ${JSON.stringify(written)}::jsonb,
        ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(scope, hierarchies)}::int[], ${term}::daterange, ${input.note})`;
    await audit(tx, actor, {
      action: 'work.declare',
      subjectType: 'work',
      subjectId: work.id,
      data: { kind: input.kind },
    });
    await announceWork(tx, work.id);
  }).catch((error: unknown) => {
    if (hasSqlState(error, '23P01'))
      throw new DomainError('rights.conflict', { places: scope.territories }, 'territories');
    throw error;
  });
}

/** Takes a declaration back: what it kept is free again at once. */
export async function withdrawUse(
  actor: Actor,
  { workId, grantId }: z.output<typeof withdrawUseSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, workId);
    const { count } = await tx.rightsGrant.updateMany({
      where: { id: grantId, workId: work.id, state: 'declared', exclusivity: { in: ['own_use', 'holdback'] } },
      data: { state: 'terminated' },
    });
    if (count === 0) throw new DomainError('rights.unknown');
    await audit(tx, actor, { action: 'work.undeclare', subjectType: 'work', subjectId: work.id, data: { grantId } });
    await announceWork(tx, work.id);
  });
}
