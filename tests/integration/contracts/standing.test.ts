import { generate } from 'otplib';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  buyAndDraft,
  outsideSchema,
  publishStandingSchema,
  publishWithStanding,
  readContract,
  registerOutside,
  signContract,
  verifyPdf,
} from '#lib/contracts/index.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { beginSecondFactor, confirmSecondFactor } from '#lib/identity/index.ts';
import {
  endTalks,
  holdScope,
  makeOffer,
  offerSchema,
  openStandardOffers,
  readDeal,
  termsSchema,
} from '#lib/rights/index.ts';
import { type Made, owner } from '../rights/world.ts';
import { from, givePassword, signAll, signing, testPassword } from '../signed.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { agreed, form, money, parties } from './world.ts';

// A contract is printed and sealed in most of these.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(referenceData);

describe('a standard offer', () => {
  async function published() {
    const { holder, licensee, workId } = await parties();
    const stranger = await makeEnterprise();
    for (const { user } of [holder, stranger]) await givePassword(user.id);
    const input = publishStandingSchema.parse({
      workId,
      enterpriseId: holder.enterprise.id,
      rights: ['stationery'],
      territories: ['PL'],
      exclusivity: 'non_exclusive',
      currency: 'EUR',
      price: '450',
      years: '2',
      signedName: 'Lin Yue',
      password: testPassword,
    });
    await expect(publishWithStanding(owner(holder), { ...input, password: 'no' }, from)).rejects.toThrow(
      'identity.password_wrong',
    );
    await expect(publishWithStanding(owner(stranger), input, from)).rejects.toThrow();
    await publishWithStanding(owner(holder), input, from);
    const [offer] = await openStandardOffers(workId);
    const { contract } = await buyAndDraft(owner(licensee), {
      standardOfferId: offer?.id ?? '',
      enterpriseId: licensee.enterprise.id,
      startsOn: isoDay(now()),
      forWhom: 'Line Lotus',
      purpose: 'Notebooks for schools',
      signedName: 'Jan Kowalski',
    });
    return { holder, licensee, contract: contract ?? '' };
  }
  const taken = ({ licensee, contract }: Awaited<ReturnType<typeof published>>) =>
    signAll(contract, [{ actor: owner(licensee), enterpriseId: licensee.enterprise.id }]);

  test('is signed beforehand: the one signature of who takes it makes the licence', async () => {
    const bought = await published();
    expect(await taken(bought)).toMatch(/^ASL-/);
    const { contract } = await readContract(owner(bought.holder), bought.contract);
    expect(contract.signatures).toMatchObject([{ proof: 'standing', signedName: 'Lin Yue' }, { proof: 'password' }]);
  });

  test('is signed in person where who published it has left meanwhile', async () => {
    const bought = await published();
    const enterpriseId = bought.holder.enterprise.id;
    const successor = await prisma().user.create({ data: { email: 'after@example.com', name: 'After', locale: 'en' } });
    await prisma().membership.create({ data: { enterpriseId, userId: successor.id, role: 'owner' } });
    await prisma().membership.deleteMany({ where: { enterpriseId, userId: bought.holder.user.id } });
    await taken(bought);
    expect(await prisma().licence.count({ where: { deal: { licenseeId: bought.licensee.enterprise.id } } })).toBe(0);
  });
});

describe('a second factor', () => {
  test('is asked for when signing, and each code is good once', async () => {
    const { contract, holder, licensee } = await agreed();
    const actor = owner(holder);
    const { secret } = await beginSecondFactor(actor);
    const code = await generate({ secret, epoch: Math.floor(Date.now() / 1000) });
    await expect(confirmSecondFactor(actor, '000000')).rejects.toThrow('identity.factor_wrong');
    const spare = await confirmSecondFactor(actor, code);
    await givePassword(holder.user.id);
    const input = await signing(actor, contract, holder.enterprise.id);
    await expect(signContract(actor, input, from)).rejects.toThrow('identity.factor_wrong');
    await expect(signContract(actor, { ...input, factorCode: code }, from)).rejects.toThrow('identity.factor_wrong');
    await signContract(actor, { ...input, factorCode: spare[0] ?? '' }, from);
    expect(await prisma().contractSignature.findFirst({ where: { enterpriseId: holder.enterprise.id } })).toMatchObject(
      {
        secondFactor: true,
      },
    );
    const taker = owner(licensee);
    await givePassword(licensee.user.id);
    await expect(
      signContract(
        taker,
        { ...(await signing(taker, contract, licensee.enterprise.id)), factorCode: spare[0] ?? '' },
        from,
      ),
    ).resolves.toMatchObject({ licence: expect.any(String) });
  });
});

describe('a contract signed on paper', () => {
  test('is registered by one side, holds nothing, and is a licence when both have confirmed it', async () => {
    const { holder, licensee, workId } = await parties();
    const work = await prisma().work.findUniqueOrThrow({ where: { id: workId } });
    const input = outsideSchema.parse({
      ...form,
      ...money,
      enterpriseId: licensee.enterprise.id,
      role: 'licensee',
      work: `/en/w/${work.slug}`,
      other: holder.enterprise.slug,
      file: null,
    });
    const file = Buffer.from(`%PDF-1.7 ${workId}`);
    const stranger = await makeEnterprise();
    await expect(registerOutside(owner(stranger), input, file)).rejects.toThrow('identity.not_allowed');
    await expect(registerOutside(owner(licensee), input, Buffer.from('no'))).rejects.toThrow('contracts.not_a_pdf');
    await expect(registerOutside(owner(licensee), { ...input, other: 'nobody' }, file)).rejects.toThrow(
      'rights.no_such_enterprise',
    );
    await expect(registerOutside(owner(licensee), { ...input, other: licensee.enterprise.slug }, file)).rejects.toThrow(
      'contracts.other_unknown',
    );
    const { number } = await registerOutside(owner(licensee), input, file);
    const registered = await prisma().contract.findUniqueOrThrow({
      where: { number },
      include: { deal: { include: { offers: true } } },
    });
    expect(termsSchema.parse(registered.deal.offers[0]?.terms)).toMatchObject({
      royalty: 800,
      money: { base: 'net_receipts' },
    });
    await expect(registerOutside(owner(licensee), input, file)).rejects.toThrow('contracts.file_known');
    expect(await prisma().rightsGrant.count({ where: { workId } })).toBe(0);
    expect(await verifyPdf(file)).toMatchObject({ verdict: 'draft' });
    await signAll(number, [{ actor: owner(licensee), enterpriseId: licensee.enterprise.id }]);
    expect(await prisma().rightsGrant.count({ where: { workId } })).toBe(0);
    expect(await prisma().licence.count({ where: { contract: { number } } })).toBe(0);
    expect(await verifyPdf(file)).toMatchObject({ verdict: 'draft' });
    const licence = await signAll(number, [{ actor: owner(holder), enterpriseId: holder.enterprise.id }]);
    expect(licence).toMatch(/^ASL-/);
    expect(await prisma().rightsGrant.count({ where: { workId, state: 'in_force' } })).toBe(1);
    expect(await verifyPdf(file)).toMatchObject({ verdict: 'registered', number });
  });

  test('that is refused or taken back can be signed no more, and is registered anew with the same file', async () => {
    const { holder, licensee, workId } = await parties();
    const work = await prisma().work.findUniqueOrThrow({ where: { id: workId } });
    const input = outsideSchema.parse({
      ...form,
      ...money,
      enterpriseId: holder.enterprise.id,
      role: 'holder',
      work: work.slug,
      other: `https://example.com/cs/e/${licensee.enterprise.slug}/`,
      file: null,
    });
    const file = Buffer.from(`%PDF-1.7 again ${workId}`);
    const sides = [
      { actor: owner(holder), enterpriseId: holder.enterprise.id },
      { actor: owner(licensee), enterpriseId: licensee.enterprise.id },
    ];
    for (const [mistyped, ends] of [
      [true, owner(licensee)],
      [false, owner(holder)],
    ] as const) {
      const { number } = await registerOutside(owner(holder), input, file);
      await signAll(number, sides.slice(0, 1));
      const { contract } = await readContract(ends, number);
      const dealId = contract.dealId;
      const enterpriseId = mistyped ? licensee.enterprise.id : holder.enterprise.id;
      // Nothing else is agreed about what is on paper.
      await expect(
        makeOffer(owner(licensee), offerSchema.parse({ ...form, dealId, enterpriseId: licensee.enterprise.id })),
      ).rejects.toThrow('rights.signed_outside');
      await expect(holdScope(owner(holder), { dealId, enterpriseId: holder.enterprise.id, days: 5 })).rejects.toThrow(
        'rights.signed_outside',
      );
      await endTalks(ends, { dealId, enterpriseId, reason: 'The paper says seven per cent.' });
      await expect(signAll(number, sides)).rejects.toThrow('contracts.talks_ended');
      const { deal } = await readDeal(ends, contract.deal.number);
      expect([deal.status, deal.licences.length]).toEqual([mistyped ? 'declined' : 'withdrawn', 0]);
    }
    const { number } = await registerOutside(owner(holder), input, file);
    const registered = Promise.allSettled([1, 2].map(() => registerOutside(owner(holder), input, file)));
    expect((await registered).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await signAll(number, sides)).toMatch(/^ASL-/);
    expect(await verifyPdf(file)).toMatchObject({ verdict: 'registered', number });
    await expect(registerOutside(owner(holder), input, file)).rejects.toThrow('contracts.file_known');
  });

  test('over what was given to another meanwhile is refused at the last confirmation, and takes nothing', async () => {
    const { holder, licensee, workId } = await parties();
    const work = await prisma().work.findUniqueOrThrow({ where: { id: workId } });
    const register = async (by: Made) => {
      const input = outsideSchema.parse({
        ...form,
        ...money,
        enterpriseId: by.enterprise.id,
        role: 'licensee',
        work: work.slug,
        other: holder.enterprise.slug,
        file: null,
      });
      const { number } = await registerOutside(owner(by), input, Buffer.from(`%PDF-1.7 ${by.enterprise.id}`));
      await signAll(number, [{ actor: owner(by), enterpriseId: by.enterprise.id }]);
      return number;
    };
    const [first, second] = [await register(licensee), await register(await makeEnterprise({ country: 'CZ' }))];
    const confirmed = (number: string) =>
      signAll(number, [{ actor: owner(holder), enterpriseId: holder.enterprise.id }]);
    expect(await confirmed(first)).toMatch(/^ASL-/);
    await expect(confirmed(second)).rejects.toThrow('rights.conflict');
    expect(await prisma().rightsGrant.count({ where: { workId } })).toBe(1);
    expect(await prisma().contractSignature.count({ where: { contract: { number: second } } })).toBe(1);
  });
});

test('an option whose time is up is asked for once more at the last signature', async () => {
  const { contract, holder, licensee, workId } = await agreed();
  await prisma().rightsGrant.updateMany({ where: { workId }, data: { lapsesAt: new Date(0) } });
  await signAll(contract, [
    { actor: owner(holder), enterpriseId: holder.enterprise.id },
    { actor: owner(licensee), enterpriseId: licensee.enterprise.id },
  ]);
  const states = await prisma().rightsGrant.findMany({ where: { workId }, select: { state: true } });
  expect(states.map(({ state }) => state).sort()).toEqual(['in_force', 'lapsed']);
});
