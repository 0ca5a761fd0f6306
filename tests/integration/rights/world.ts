import { randomUUID } from 'node:crypto';
import type { Person } from '#lib/core/actor.ts';
import type { WorkKind } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { cellsOf, columnsOf, freeze, hierarchies, type WrittenScope } from '#lib/rights/index.ts';
import type { makeEnterprise } from '../world.ts';

export type Made = Awaited<ReturnType<typeof makeEnterprise>>;

export function owner(made: Made): Person {
  return {
    type: 'person',
    userId: made.user.id,
    email: made.user.email,
    name: 'Owner',
    locale: 'en',
    staffRoles: [],
    translates: [],
    memberships: [{ enterpriseId: made.enterprise.id, role: 'owner' }],
  };
}

export const everything: WrittenScope = {
  rights: { include: ['all'] },
  territories: { include: ['world'] },
  languages: { include: ['all', 'zxx', 'mis'] },
  term: { start: '2020-01-01', end: null },
};

/** A verified work, owned by one enterprise in a scope. */
export async function makeWork(
  holderId: string,
  {
    written = everything,
    kind = 'character' as WorkKind,
    title = 'Lotus',
    popularity = 0,
    identifiers = [] as readonly { scheme: string; value: string }[],
  } = {},
) {
  const text = await prisma().text.create({
    data: { sourceLocale: 'en', translations: { create: { locale: 'en', fields: { title }, state: 'source' } } },
  });
  const work = await prisma().work.create({
    data: {
      slug: `work-${randomUUID()}`,
      enterpriseId: holderId,
      kind,
      status: 'verified',
      textId: text.id,
      year: 2020,
      creators: [],
      languages: [],
      popularity,
      identifiers: { create: [...identifiers] },
    },
  });
  await makeHolding(work.id, holderId, written);
  return work;
}

export async function makeHolding(
  workId: string,
  enterpriseId: string,
  written: WrittenScope = everything,
  given: Partial<{
    kind: 'ownership' | 'licence';
    administrator: boolean;
    exclusivity: 'exclusive' | 'sole';
    grantId: string;
  }> = {},
) {
  const { rights, territories, languages } = columnsOf(freeze(written, hierarchies), hierarchies);
  return prisma().holding.create({
    data: {
      workId,
      enterpriseId,
      kind: 'ownership',
      scope: JSON.parse(JSON.stringify(written)),
      rights: [...rights],
      territories: [...territories],
      languages: [...languages],
      startsOn: new Date(written.term.start),
      endsOn: written.term.end === null ? null : new Date(written.term.end),
      ...given,
    },
  });
}

export interface Inserted {
  readonly workId: string;
  readonly holderId: string;
  readonly licenseeId: string;
  readonly exclusivity: string;
  readonly state?: string;
  readonly written: WrittenScope;
  readonly controlId?: string;
  readonly lapsesAt?: Date | null;
  readonly onEnd?: string;
  readonly holdingId?: string | null;
}

/** Puts a grant straight into the database, past all rules of ours. */
export async function insertGrant(grant: Inserted): Promise<string> {
  const scope = freeze(grant.written, hierarchies);
  const { rights, territories, languages, term } = columnsOf(scope, hierarchies);
  const state =
    grant.state ?? (grant.exclusivity === 'own_use' || grant.exclusivity === 'holdback' ? 'declared' : 'in_force');
  const [row] = await prisma().$queryRaw<{ id: string }[]>`
    insert into rights_grant (work_id, holder_id, licensee_id, exclusivity, state, scope, rights, territories, languages, cells, term, control_id, lapses_at, on_end, holding_id)
    values (${grant.workId}::uuid, ${grant.holderId}::uuid, ${grant.licenseeId}::uuid, ${grant.exclusivity}::exclusivity, ${state}::grant_state,
      ${JSON.stringify(grant.written)}::jsonb, ${rights}::int[], ${territories}::int[], ${languages}::int[], ${cellsOf(scope, hierarchies)}::int[], ${term}::daterange,
      ${grant.controlId ?? '00000000-0000-0000-0000-000000000000'}::uuid, ${grant.lapsesAt ?? null}, ${grant.onEnd ?? 'ends'}::grant_on_end, ${grant.holdingId ?? null}::uuid)
    returning id`;
  return row?.id ?? '';
}
