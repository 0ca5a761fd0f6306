import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Work } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { columnsOf } from '../columns.ts';
import { atFormFields } from '../errors.ts';
import { hierarchies } from '../hierarchies.ts';
import { freeze } from '../scope.ts';
import { openTitle } from './open.ts';
import { readShare, requireWhole, type Share } from './shares.ts';

const rows = Array.from({ length: limits.holders }, (_, at) => at);
const codes = z.array(z.string().max(32)).min(1, { error: 'choose' }).max(300);

export const saveHoldersSchema = z
  .object({
    workId: id,
    rights: codes.default([]).pipe(codes),
    territories: codes.default([]).pipe(codes),
    startsOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid' }),
    /** The row of who signs for all; empty: everybody signs. */
    administrator: z.string().max(2).default(''),
  })
  .catchall(optionalText(limits.title))
  .transform(({ workId, rights, territories, startsOn, administrator, ...typed }) => ({
    workId,
    rights,
    territories,
    startsOn,
    holders: rows.flatMap((row) => {
      const [who, share] = [typed[`holder${row}`] ?? '', typed[`share${row}`] ?? ''];
      return who === '' && share === '' ? [] : [{ row, who, share, administrator: administrator === String(row) }];
    }),
  }));

interface HeldBy {
  readonly enterpriseId: string;
  readonly share: Share;
  readonly administrator: boolean;
}

interface Held {
  readonly holders: readonly HeldBy[];
  readonly scope: { readonly rights: string[]; readonly territories: string[]; readonly startsOn: string };
}

/**
 * Saves who owns a work, with which share, and in which scope. Throws at the field `rights.unknown_holder`, `rights.not_a_share`,
 * `rights.holder_twice`, `rights.no_holder`, and `rights.shares_not_whole` where the shares are not exactly one whole.
 */
export async function saveHolders(actor: Actor, input: z.output<typeof saveHoldersSchema>): Promise<void> {
  await transaction(async (tx) => {
    const work = await openTitle(tx, actor, input.workId);
    if (input.holders.length === 0) throw new DomainError('rights.no_holder', {}, 'holder0');
    const holders: HeldBy[] = [];
    for (const { row, who, share, administrator } of input.holders) {
      const read = readShare(share);
      if (!read) throw new DomainError('rights.not_a_share', {}, `share${row}`);
      const enterpriseId = await namedEnterprise(tx, who, `holder${row}`);
      if (holders.some((each) => each.enterpriseId === enterpriseId))
        throw new DomainError('rights.holder_twice', {}, `holder${row}`);
      holders.push({ enterpriseId, share: read, administrator });
    }
    if (!holders.some(({ enterpriseId }) => enterpriseId === work.enterpriseId))
      throw new DomainError('rights.not_among_holders', {}, 'holder0');
    requireWhole(
      holders.map(({ share }) => share),
      `share${input.holders.at(-1)?.row ?? 0}`,
    );
    const { rights, territories, startsOn } = input;
    await writeHoldings(tx, work, { holders, scope: { rights, territories, startsOn } });
    await tx.work.update({ where: { id: work.id }, data: { version: { increment: 1 } } });
    await audit(tx, actor, {
      action: 'work.holders',
      subjectType: 'work',
      subjectId: work.id,
      data: { holders: holders.map(({ enterpriseId, share }) => `${enterpriseId} ${share.of}/${share.in}`) },
    });
  });
}

/** An enterprise by the name in its storefront's address, or by its own name where only one is called so. */
async function namedEnterprise(tx: Tx, who: string, field: string): Promise<string> {
  const found = await tx.enterprise.findMany({
    where: { OR: [{ slug: who.toLowerCase() }, { displayName: { equals: who, mode: 'insensitive' } }] },
    select: { id: true },
    take: 2,
  });
  const [only] = found;
  if (!only || found.length > 1) throw new DomainError('rights.unknown_holder', { name: who }, field);
  return only.id;
}

/** Writes who owns a work instead of who did. Nothing was given out of a work whose title is open. */
export async function writeHoldings(tx: Tx, work: Pick<Work, 'id'>, { holders, scope }: Held): Promise<void> {
  const written = {
    rights: { include: scope.rights },
    territories: { include: scope.territories },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: scope.startsOn, end: null },
  };
  const { rights, territories, languages } = columnsOf(
    atFormFields(() => freeze(written, hierarchies)),
    hierarchies,
  );
  await tx.holding.deleteMany({ where: { workId: work.id, kind: 'ownership' } });
  await tx.holding.createMany({
    data: holders.map(({ enterpriseId, share, administrator }) => ({
      workId: work.id,
      enterpriseId,
      kind: 'ownership' as const,
      shareOf: share.of,
      shareIn: share.in,
      administrator,
      scope: written,
      rights: [...rights],
      territories: [...territories],
      languages: [...languages],
      startsOn: new Date(`${scope.startsOn}T00:00:00Z`),
    })),
  });
}
