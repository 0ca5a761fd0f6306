import { beforeAll, describe, expect, test } from 'vitest';
import { hasSqlState } from '#lib/core/errors.ts';
import { prisma } from '#lib/db/index.ts';
import {
  conflict,
  declared,
  type Exclusivity,
  exclusivities,
  freeze,
  type Grant,
  hierarchies,
  type WrittenScope,
} from '#lib/rights/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { insertGrant, type Made, makeWork } from './world.ts';

const written: WrittenScope = {
  rights: { include: ['toys', 'home'] },
  territories: { include: ['CZ', 'SK'] },
  languages: { include: ['cs', 'sk'] },
  term: { start: '2031-01-01', end: '2034-01-01' },
};
const touching: WrittenScope = {
  rights: { include: ['home', 'food'] },
  territories: { include: ['SK', 'PL'] },
  languages: { include: ['sk', 'pl'] },
  term: { start: '2033-12-31', end: null },
};

let holder: Made;
let licensees: readonly [Made, Made];

beforeAll(async () => {
  await referenceData();
  holder = await makeEnterprise({ country: 'CN' });
  licensees = [await makeEnterprise({ country: 'CZ' }), await makeEnterprise({ country: 'SK' })];
});

const isDeclared = (exclusivity: Exclusivity) => declared.some((each) => each === exclusivity);

/** What the database says to a second grant beside a first, and what the rules say. */
async function both(
  first: { exclusivity: Exclusivity; state?: Grant['state']; of?: WrittenScope },
  second: { exclusivity: Exclusivity; of?: WrittenScope; sameLicensee?: boolean },
) {
  const work = await makeWork(holder.enterprise.id);
  const licenseeOf = (exclusivity: Exclusivity, made: Made) => (isDeclared(exclusivity) ? holder : made).enterprise.id;
  const stateOf = (exclusivity: Exclusivity): Grant['state'] => (isDeclared(exclusivity) ? 'declared' : 'in_force');
  const held = {
    exclusivity: first.exclusivity,
    licenseeId: licenseeOf(first.exclusivity, licensees[0]),
    state: first.state ?? stateOf(first.exclusivity),
    written: first.of ?? written,
  };
  const asked = {
    exclusivity: second.exclusivity,
    licenseeId: licenseeOf(second.exclusivity, second.sameLicensee ? licensees[0] : licensees[1]),
    state: stateOf(second.exclusivity),
    written: second.of ?? touching,
  };
  const place = { workId: work.id, holderId: holder.enterprise.id };
  const lapsesAt = ['option', 'lapsed'].includes(held.state) ? new Date('2030-01-01') : null;
  await insertGrant({ ...place, ...held, lapsesAt });
  let database = 'allowed';
  try {
    await insertGrant({ ...place, ...asked });
  } catch (error) {
    expect(hasSqlState(error, '23P01')).toBe(true);
    database = 'conflict';
  }
  const grant = (given: typeof held): Grant => ({
    exclusivity: given.exclusivity,
    licensee: given.licenseeId,
    state: given.state,
    scope: freeze(given.written, hierarchies),
  });
  return { database, rules: conflict(grant(held), grant(asked)) === 'conflict' ? 'conflict' : 'allowed' };
}

const cells = exclusivities.flatMap((held) => exclusivities.map((asked) => [held, asked] as const));

describe('the database keeps the conflict table', () => {
  test.each(cells)('%s held, %s asked, by somebody else', async (held, asked) => {
    const { database, rules } = await both({ exclusivity: held }, { exclusivity: asked });
    expect(database).toBe(rules);
  });

  test.each(cells)('%s held, %s asked, by the same licensee', async (held, asked) => {
    const { database, rules } = await both({ exclusivity: held }, { exclusivity: asked, sameLicensee: true });
    expect(database).toBe(rules);
  });

  test.each([
    ['rights', { ...touching, rights: { include: ['food'] } }],
    ['territories', { ...touching, territories: { include: ['PL'] } }],
    ['languages', { ...touching, languages: { include: ['pl'] } }],
    ['days', { ...touching, term: { start: '2034-01-01', end: null } }],
  ])('nothing collides that has no %s in common', async (_, of) => {
    for (const [held, asked] of cells) {
      const { database, rules } = await both({ exclusivity: held }, { exclusivity: asked, of });
      expect([held, asked, database, rules]).toEqual([held, asked, 'allowed', 'allowed']);
    }
  });

  test.each(['option', 'lapsed', 'expired', 'terminated'] as const)(
    'a grant that is %s counts as it should',
    async (state) => {
      const { database, rules } = await both({ exclusivity: 'exclusive', state }, { exclusivity: 'non_exclusive' });
      expect(database).toBe(rules);
      expect(rules).toBe(state === 'option' ? 'conflict' : 'allowed');
    },
  );

  test('a sublicence lies inside its parent, under a control of its own, where the table holds as well', async () => {
    const work = await makeWork(holder.enterprise.id);
    const [agent, local] = licensees;
    const place = { workId: work.id, holderId: holder.enterprise.id, written };
    await insertGrant({ ...place, licenseeId: agent.enterprise.id, exclusivity: 'exclusive' });
    const sub = { ...place, holderId: agent.enterprise.id, controlId: agent.enterprise.id, exclusivity: 'exclusive' };
    await insertGrant({ ...sub, licenseeId: local.enterprise.id });
    const third = await makeEnterprise();
    await expect(insertGrant({ ...sub, licenseeId: third.enterprise.id })).rejects.toSatisfy((error) =>
      hasSqlState(error, '23P01'),
    );
  });

  test('an option that the clock has lapsed is out of the way once the work is locked', async () => {
    const work = await makeWork(holder.enterprise.id);
    const place = { workId: work.id, holderId: holder.enterprise.id, written, exclusivity: 'exclusive' };
    await insertGrant({
      ...place,
      licenseeId: licensees[0].enterprise.id,
      state: 'option',
      lapsesAt: new Date('2020-01-01'),
    });
    await prisma().$executeRaw`select lock_rights_of_work(${work.id}::uuid)`;
    await insertGrant({ ...place, licenseeId: licensees[1].enterprise.id });
    expect(await prisma().rightsGrant.count({ where: { workId: work.id, state: 'lapsed' } })).toBe(1);
  });
});
