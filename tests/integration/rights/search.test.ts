import { beforeAll, describe, expect, test } from 'vitest';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { askIdSchema, asksOf, changeAsk, removeAsk, saveAsk, sendAskAlerts } from '#lib/lists/index.ts';
import { endGrant, readAsk, scopeOfAsk, searchRights } from '#lib/rights/index.ts';
import { makeEnterprise, personOf, referenceData } from '../world.ts';
import { insertGrant, makeHolding, makeWork } from './world.ts';

beforeAll(referenceData);

const address = 'right=toys&territory=CZ,SK&from=2031-01-01&to=2034-01-01&exclusivity=exclusive';
const written = {
  rights: { include: ['toys'] },
  territories: { include: ['CZ', 'SK'] },
  languages: { include: ['all', 'zxx', 'mis'] },
  term: { start: '2031-01-01', end: '2034-01-01' },
};

async function found(workId: string, at = address) {
  const ask = readAsk(new URLSearchParams(at));
  let after: string | undefined;
  do {
    const page = await searchRights({ ask: { exclusivity: ask.exclusivity, scope: scopeOfAsk(ask) }, after });
    const item = page.items.find((each) => each.workId === workId);
    if (item) return item.whole ? 'whole' : 'partly';
    after = page.next ?? undefined;
  } while (after !== undefined);
  return 'none';
}

async function world() {
  const [holder, licensee, local] = await Promise.all([
    makeEnterprise({ country: 'CN' }),
    makeEnterprise({ country: 'CZ' }),
    makeEnterprise({ country: 'SK' }),
  ]);
  const work = await makeWork(holder.enterprise.id, { popularity: 100 });
  return { holder: holder.enterprise, licensee: licensee.enterprise, local: local.enterprise, work };
}

describe('the search', () => {
  test('knows a moment later what was signed, ended, withdrawn and deleted', async () => {
    const { holder, licensee, work } = await world();
    expect(await found(work.id)).toBe('whole');
    const place = { workId: work.id, holderId: holder.id, licenseeId: licensee.id, exclusivity: 'non_exclusive' };
    const grantId = await insertGrant({ ...place, written: { ...written, territories: { include: ['CZ'] } } });
    expect(await found(work.id)).toBe('partly');
    expect(await found(work.id, address.replace('=exclusive', '=non_exclusive'))).toBe('whole');
    await transaction((tx) => endGrant(tx, { workId: work.id, grantId, state: 'terminated' }));
    expect(await found(work.id)).toBe('whole');
    await insertGrant({ ...place, exclusivity: 'exclusive', written });
    expect(await found(work.id)).toBe('none');
    await prisma().rightsGrant.deleteMany({ where: { workId: work.id } });
    expect(await found(work.id)).toBe('whole');
    await prisma().work.update({ where: { id: work.id }, data: { status: 'withdrawn' } });
    expect(await found(work.id)).toBe('none');
  });

  test('lets an option go by the clock, before anybody has written so', async () => {
    const { holder, licensee, work } = await world();
    const lapsesAt = new Date(Date.now() + 60_000);
    await insertGrant({
      workId: work.id,
      holderId: holder.id,
      licenseeId: licensee.id,
      exclusivity: 'exclusive',
      state: 'option',
      lapsesAt,
      written,
    });
    expect(await found(work.id)).toBe('none');
    shiftClock(120_000);
    try {
      expect(await found(work.id)).toBe('whole');
    } finally {
      shiftClock(0);
    }
  });

  test('reads what a transaction wrote that was open at the last look', async () => {
    const { holder, licensee, work } = await world();
    await transaction(async (tx) => {
      await tx.$executeRaw`update work set popularity = popularity + 1 where id = ${work.id}::uuid`;
      expect(await found(work.id)).toBe('whole');
      await insertGrant({
        workId: (await world()).work.id,
        holderId: holder.id,
        licenseeId: licensee.id,
        exclusivity: 'exclusive',
        written,
      });
      await found(work.id);
      await tx.$executeRaw`update work set status = 'withdrawn' where id = ${work.id}::uuid`;
    });
    expect(await found(work.id)).toBe('none');
  });
});

describe('the end of a licence', () => {
  test('ends its sublicences, or gives them to the holder above', async () => {
    const { holder, licensee, local, work } = await world();
    const parent = await insertGrant({
      workId: work.id,
      holderId: holder.id,
      licenseeId: licensee.id,
      exclusivity: 'exclusive',
      written,
    });
    const holding = await makeHolding(work.id, licensee.id, written, { kind: 'licence', grantId: parent });
    const sub = {
      workId: work.id,
      holderId: licensee.id,
      controlId: licensee.id,
      holdingId: holding.id,
      exclusivity: 'exclusive',
    };
    const ending = await insertGrant({
      ...sub,
      licenseeId: local.id,
      written: { ...written, territories: { include: ['SK'] } },
    });
    const staying = await insertGrant({
      ...sub,
      licenseeId: local.id,
      onEnd: 'assigns',
      written: { ...written, territories: { include: ['CZ'] } },
    });
    const result = await transaction((tx) => endGrant(tx, { workId: work.id, grantId: parent, state: 'terminated' }));
    expect(result).toMatchObject({ ended: [parent, ending], assigned: [staying] });
    expect(await prisma().rightsGrant.findUnique({ where: { id: staying } })).toMatchObject({
      state: 'in_force',
      holderId: holder.id,
      controlId: '00000000-0000-0000-0000-000000000000',
      holdingId: null,
    });
    expect(await prisma().holding.findUnique({ where: { id: holding.id } })).toMatchObject({ status: 'terminated' });
    // Czechia is still taken, by the sublicence that stayed; Slovakia is free.
    expect(await found(work.id)).toBe('partly');
    await expect(
      transaction((tx) => endGrant(tx, { workId: work.id, grantId: parent, state: 'terminated' })),
    ).rejects.toThrow('rights.unknown');
  });
});

describe('a kept ask', () => {
  test('writes once when a work becomes free, and is its person’s alone', async () => {
    const { holder, licensee, work } = await world();
    const grantId = await insertGrant({
      workId: work.id,
      holderId: holder.id,
      licenseeId: licensee.id,
      exclusivity: 'exclusive',
      written,
    });
    const user = await prisma().user.create({ data: { email: 'asking@example.com', name: 'A', locale: 'cs' } });
    const actor = personOf(user.id);
    const ask = await saveAsk(actor, { name: 'Toys', address, frequency: 'instant' }, 'cs');
    const mails = () => prisma().email.findMany({ where: { recipient: 'asking@example.com', template: 'ask_free' } });
    await sendAskAlerts();
    expect(await mails()).toHaveLength(0);
    await transaction((tx) => endGrant(tx, { workId: work.id, grantId, state: 'terminated' }));
    await sendAskAlerts();
    await sendAskAlerts();
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).toContain(work.slug);
    expect(JSON.stringify(sent)).not.toContain(licensee.slug);
    const stranger = personOf(
      (await prisma().user.create({ data: { email: 'else@example.com', name: 'B', locale: 'en' } })).id,
    );
    await expect(removeAsk(stranger, askIdSchema.parse({ askId: ask.id }))).rejects.toThrow('lists.unknown');
    await expect(changeAsk(stranger, { askId: ask.id, name: 'X', frequency: 'off' })).rejects.toThrow('lists.unknown');
    expect(await asksOf(stranger)).toEqual([]);
    expect(await asksOf(actor)).toMatchObject([{ name: 'Toys' }]);
    await expect(saveAsk(actor, { name: 'Nothing', address: 'right=toys', frequency: 'daily' }, 'cs')).rejects.toThrow(
      'rights.ask_of_nothing',
    );
    await expect(
      saveAsk(actor, { name: 'Bad', address: 'right=toys&territory=XX1', frequency: 'daily' }, 'cs'),
    ).rejects.toThrow('rights.unknown_code');
  });
});
