import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readContract } from '#lib/contracts/index.ts';
import { guest } from '#lib/core/actor.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { endForCause, readConsent, readLicence, suspendLicence } from '#lib/licensing/index.ts';
import {
  askForLicence,
  askSchema,
  freeForTerms,
  inviteToSublicence,
  licencesToShow,
  offerSublicences,
  openSublicenceOffer,
  readAsOwner,
  readDeal,
  sublicenceDesk,
  sublicenceLinkStands,
  termsSchema,
  withdrawSublicences,
} from '#lib/rights/index.ts';
import { openSandbox, type Sandbox } from '../payouts/world.ts';
import { type Made, owner } from '../rights/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { above, accept, ask, everybody, form, linkOf, signed, sublicence } from './handed-on.ts';
import { booked, payFirst } from './world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
  await referenceData();
});
afterAll(() => sandbox.close());
afterEach(() => shiftClock(0));

const said = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each));
const end = ({ holder, number }: Parties) =>
  endForCause(holder, { number, reason: 'Unsafe toys were sold under it.', sure: 'on' });

describe('a sublicence', () => {
  test('is asked for by a link, consented to by the holder above, signed by its two sides, paid to who gives it, and in use', async () => {
    const parties = await above();
    const [by, stranger] = [await makeEnterprise({ country: 'CZ', locale: 'cs' }), await makeEnterprise()];
    const number = await ask(parties, await linkOf(parties), by);
    const consents = () => readAsOwner(parties.holder, number);
    expect((await readDeal(parties.licensee, number)).deal.underNumber).toBe(parties.number);
    // The holder above is no side: it reads who and what, and neither the money nor what the sides wrote.
    await expect(readDeal(parties.holder, number)).rejects.toThrow('rights.unknown');
    for (const actor of [owner(stranger), guest])
      await expect(readAsOwner(actor, number)).rejects.toThrow('rights.unknown');
    expect(await accept(number, by, everybody(parties, by).slice(0, 2))).toBe('');
    const waiting = (await readDeal(owner(by), number)).deal;
    expect([waiting.status, waiting.consentMissing, waiting.underNumber]).toEqual(['asked', true, null]);
    const mails = await prisma().email.findMany({
      where: { template: 'deal_news', params: { path: ['event'], equals: 'consent_needed' } },
    });
    const { user } = await prisma().membership.findFirstOrThrow({
      where: { enterpriseId: parties.holderId },
      include: { user: true },
    });
    expect(
      new Set(mails.filter(({ params }) => said(params).includes(number)).map(({ recipient }) => recipient)),
    ).toEqual(new Set([user.email]));
    expect(await consents()).toMatchObject({ owner: parties.holderId, above: true, accepted: false });
    // Consent is to what was shown: a hash that takes the money in is of something else.
    await expect(accept(number, by, [[parties.holder, parties.holderId]])).rejects.toThrow('rights.stale_offer');
    const contract = await accept(number, by, [[parties.holder, parties.holderId]], parties.holderId);
    const read = (await readDeal(owner(by), number)).deal;
    expect(read.status).toBe('agreed');
    expect(said(read.offers)).not.toContain(parties.holderId);
    const parts = (await readContract(owner(by), contract)).contract.parties.map(({ enterpriseId }) => enterpriseId);
    expect(new Set(parts)).toEqual(new Set([by.enterprise.id, parties.licenseeId]));
    await expect(readContract(parties.holder, contract)).rejects.toThrow('contracts.unknown');

    const sub = await signed(parties, by, contract);
    const [grant] = await prisma().rightsGrant.findMany({
      where: { licenceId: sub.licenceId },
      include: { holding: true },
    });
    expect(grant).toMatchObject({
      state: 'in_force',
      controlId: parties.licenseeId,
      holderId: parties.licenseeId,
      licenseeId: by.enterprise.id,
      holding: { enterpriseId: parties.licenseeId, kind: 'licence' },
    });
    const due = await payFirst(sandbox, sub);
    expect((await readLicence(sub.licensee, sub.number)).licence.status).toBe('active');
    expect(Object.keys(await booked(`due:${due}:paid`))).toContain(`licence_fee_payable:${parties.licenseeId}:EUR`);
    // Whose it is stays between its sides: not the owner's, to whom the work belongs, and not its to show.
    await expect(readLicence(parties.holder, sub.number)).rejects.toThrow('licensing.unknown');
    await expect(readConsent(parties.holder, sub.number)).rejects.toThrow('licensing.unknown');
    expect(said(await licencesToShow(parties.holder, parties.workId))).not.toContain(sub.number);
    const { licence: desk } = await sublicenceDesk(parties.licensee, parties.number);
    expect(desk.dealsUnder.map(({ licences }) => licences[0]?.number)).toEqual([sub.number]);
  });

  test('lies inside the licence above, and is no more exclusive than it', async () => {
    const parties = await above();
    const by = await makeEnterprise();
    const token = await linkOf(parties);
    for (const over of [{ territories: ['PL'] }, { rights: ['apparel'] }, { endsOn: '2031-01-01' }])
      await expect(ask(parties, token, by, over)).rejects.toThrow('rights.outside_above');
    await prisma().holding.updateMany({
      where: { workId: parties.workId, kind: 'licence' },
      data: { exclusivity: 'non_exclusive' },
    });
    await expect(ask(parties, token, by)).rejects.toThrow('rights.more_exclusive_than_above');
    expect(await ask(parties, token, by, { exclusivity: 'non_exclusive' })).toMatch(/^ASD-/);
  });

  test('comes out of no licence whose contract does not allow it, or which is not in use', async () => {
    const closed = await makeLicence({ advance: '0' });
    await expect(offerSublicences(closed.licensee, { number: closed.number })).rejects.toThrow(
      'rights.not_sublicensable',
    );
    await expect(sublicenceDesk(closed.licensee, closed.number)).rejects.toThrow('rights.unknown');

    const parties = await above();
    const by = await makeEnterprise();
    const number = await ask(parties, await linkOf(parties), by);
    await suspendLicence(parties.holder, { number: parties.number, reason: 'A report is missing.' });
    await expect(offerSublicences(parties.licensee, { number: parties.number })).rejects.toThrow(
      'rights.above_not_in_use',
    );
    await expect(accept(number, by, everybody(parties, by), parties.holderId)).rejects.toThrow(
      'rights.above_not_in_use',
    );
  });

  test('that two want exclusively is one’s, however they come; the licence above itself is not in the way', async () => {
    const parties = await above();
    const token = await linkOf(parties);
    const talks: { number: string; by: Made }[] = [];
    for (let n = 0; n < 6; n++) {
      const by = await makeEnterprise();
      const number = await ask(parties, token, by);
      await accept(number, by, everybody(parties, by).slice(0, 2));
      talks.push({ number, by });
    }
    const results = await Promise.allSettled(
      talks.map(({ number, by }) => accept(number, by, [[parties.holder, parties.holderId]], parties.holderId)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((each) => (each.status === 'rejected' ? [String(each.reason.message)] : []));
    expect(new Set(reasons)).toEqual(new Set(['rights.conflict']));
    // Elsewhere in the licence above it is free, as its licensee's page says.
    const terms = {
      scope: termsSchema.parse((await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } })).terms)
        .scope,
    };
    const [free] = await freeForTerms(
      parties.licensee,
      {
        workIds: [parties.workId],
        licenseeId: parties.holderId,
        giver: { holderId: parties.licenseeId, underId: parties.licenceId },
      },
      { scope: { ...terms.scope, territories: { include: ['SK'] } }, exclusivity: 'exclusive' },
      'en',
    );
    expect(free?.answer.state).toBe('free');
  });

  test('ends with the licence above, or passes to its holder, as that one’s contract says', async () => {
    const [ending, passing] = [await above('ends'), await above('assigns')];
    const [one, two] = [
      await sublicence(ending, await makeEnterprise()),
      await sublicence(passing, await makeEnterprise()),
    ];
    expect((await readLicence(one.licensee, one.number)).licence.status).toBe('active');
    await end(ending);
    await end(passing);
    expect((await readLicence(one.licensee, one.number)).licence).toMatchObject({
      status: 'terminated',
      life: { endedFor: 'chain' },
    });
    const { licence } = await readLicence(two.licensee, two.number);
    expect([licence.status, licence.deal.holderId, licence.deal.underId]).toEqual(['active', passing.holderId, null]);
    const [grant] = await prisma().rightsGrant.findMany({ where: { licenceId: two.licenceId } });
    expect(grant).toMatchObject({ state: 'in_force', controlId: '00000000-0000-0000-0000-000000000000' });
  });
});

describe('a link to sublicences', () => {
  test('opens for whoever has it until it is withdrawn, and says nothing of the licence above', async () => {
    const parties = await above();
    const by = await makeEnterprise();
    const token = await linkOf(parties);
    const opened = await openSublicenceOffer(owner(by), token);
    expect(opened).toMatchObject({ enterprise: { id: parties.licenseeId }, exclusivity: 'exclusive', invitedId: null });
    expect(said([opened?.terms, opened?.works.map(({ id }) => id)])).not.toContain('5000');
    expect(opened?.terms).toMatchObject({ advanceMinor: '0', royalty: 0 });
    for (const wrong of ['', `${token.slice(0, -1)}_`, "' or true"])
      expect([await openSublicenceOffer(owner(by), wrong), await sublicenceLinkStands(wrong)]).toEqual([null, false]);

    const { licence } = await sublicenceDesk(parties.licensee, parties.number);
    const withdraw = { number: parties.number, sublicenceOfferId: licence.sublicenceOffers[0]?.id ?? '' };
    for (const actor of [owner(by), parties.holder, guest])
      await expect(withdrawSublicences(actor, withdraw)).rejects.toThrow('rights.unknown');
    const begun = await ask(parties, token, by);
    await withdrawSublicences(parties.licensee, withdraw);
    expect([await openSublicenceOffer(owner(by), token), await sublicenceLinkStands(token)]).toEqual([null, false]);
    await expect(ask(parties, token, await makeEnterprise())).rejects.toThrow('rights.unknown');
    // What began by it goes on.
    expect((await readDeal(owner(by), begun)).deal.status).toBe('asked');
  });

  test('for one enterprise opens for nobody else, and that one is told in its language', async () => {
    const parties = await above();
    const [invited, stranger] = [await makeEnterprise({ country: 'PL', locale: 'pl' }), await makeEnterprise()];
    const { number } = parties;
    await expect(inviteToSublicence(parties.licensee, { number, invited: 'Nobody of this name' })).rejects.toThrow(
      'rights.no_such_enterprise',
    );
    await expect(inviteToSublicence(parties.licensee, { number, invited: 'Maystor OOD' })).rejects.toThrow(
      'rights.several_enterprises',
    );
    const page = `https://example.com/pl/e/${invited.enterprise.slug}`;
    await inviteToSublicence(parties.licensee, { number, invited: page });
    await expect(inviteToSublicence(parties.licensee, { number, invited: page })).rejects.toThrow(
      'rights.invited_already',
    );
    const [mail] = await prisma().email.findMany({
      where: { template: 'sublicence_offered', recipient: invited.user.email },
    });
    const { licence } = await sublicenceDesk(parties.licensee, number);
    const token = licence.sublicenceOffers[0]?.token ?? '';
    expect(mail?.locale).toBe('pl');
    expect(said(mail?.params)).toContain(token);
    expect(await openSublicenceOffer(owner(invited), token)).toMatchObject({ invitedId: invited.enterprise.id });
    for (const actor of [owner(stranger), parties.holder, guest])
      expect(await openSublicenceOffer(actor, token)).toBeNull();
    await expect(ask(parties, token, stranger)).rejects.toThrow('rights.unknown');
    expect(await ask(parties, token, invited)).toMatch(/^ASD-/);
  });

  test('is made by the licensee’s people alone; for anyone else the licence does not exist', async () => {
    const parties = await above();
    const stranger = await makeEnterprise();
    for (const actor of [owner(stranger), parties.holder, guest]) {
      await expect(offerSublicences(actor, { number: parties.number })).rejects.toThrow('rights.unknown');
      await expect(sublicenceDesk(actor, parties.number)).rejects.toThrow('rights.unknown');
    }
    expect((await readLicence(parties.licensee, parties.number)).can.handOn).toBe(true);
    expect((await readLicence(parties.holder, parties.number)).can.handOn).toBe(false);
  });

  test('asks for the works of its licence and no others', async () => {
    const [parties, other] = [await above(), await above()];
    const token = await linkOf(parties);
    await expect(ask({ ...parties, workId: other.workId }, token, await makeEnterprise())).rejects.toThrow(
      'rights.unknown',
    );
    const licensee = { enterprise: { id: parties.licenseeId } } as Made;
    const asked = { ...form, workId: parties.workId, enterpriseId: licensee.enterprise.id, offer: token };
    await expect(askForLicence(parties.licensee, askSchema.parse(asked))).rejects.toThrow('rights.own_work');
  });
});
