import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readContract } from '#lib/contracts/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { shiftClock } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import {
  agreeToProposal,
  amendSchema,
  consentsWaiting,
  declineProposal,
  endForCause,
  liftSuspension,
  openRenewals,
  proposeAmendment,
  readConsent,
  readLicence,
  renewLicence,
  suspendLicence,
} from '#lib/licensing/index.ts';
import { makeSublicensable, openSublicenceOffer, readAsOwner, readDeal } from '#lib/rights/index.ts';
import { type Made, owner } from '../rights/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { above, accept, ask, everybody, linkOf, signed, sublicence } from './handed-on.ts';

beforeAll(referenceData);
afterEach(() => shiftClock(0));

const standAt = (at: string) => shiftClock(Date.parse(`${at}T12:00:00Z`) - Date.now());

/** Other terms of a sublicence for toys in Czechia from 2027 to 2029. */
const other = ({ number }: Parties, over: Record<string, unknown> = {}) =>
  amendSchema.parse({
    number,
    rights: ['toys'],
    territories: ['CZ'],
    startsOn: '2027-01-01',
    endsOn: '2029-01-01',
    exclusivity: 'exclusive',
    advance: '0',
    currency: 'EUR',
    base: 'net_receipts',
    mode: 'marginal',
    tierBy: 'amount',
    recoupable: 'on',
    guaranteePeriods: '4',
    reservePeriods: '0',
    every: 'quarter',
    dueDays: '30',
    payDays: '30',
    rate1: '12',
    note: '',
    ...over,
  });

async function open(parties: Parties) {
  const [proposal] = (await readLicence(parties.holder, parties.number)).proposals;
  return { number: parties.number, proposalId: proposal?.id ?? '', hash: proposal?.hash ?? '' };
}

async function territories(parties: Parties) {
  const found = await prisma().rightsGrant.findMany({ where: { licenceId: parties.licenceId, state: 'in_force' } });
  return found.map(({ scope }) => (scope as { territories: { include: string[] } }).territories.include);
}

const named = (asked: Awaited<ReturnType<typeof readLicence>>['asked']) =>
  asked.map(({ enterpriseId }) => enterpriseId);

describe('other terms of a sublicence', () => {
  test('need the consent of the holder above as well, but for its money', async () => {
    const parties = await above();
    const by = await makeEnterprise();
    const sub = await sublicence(parties, by);
    await proposeAmendment(sub.licensee, other(sub, { territories: ['CZ', 'SK'] }));
    expect(await consentsWaiting(parties.holder)).toEqual([sub.number]);
    const view = await readConsent(parties.holder, sub.number);
    expect([view.above, view.owner]).toEqual([true, parties.holderId]);
    // To whom the holder stands the licensee is told by no name; the holder is.
    expect(named((await readLicence(sub.licensee, sub.number)).asked)).toEqual([by.enterprise.id, sub.holderId, '']);
    expect(named((await readLicence(sub.holder, sub.number)).asked)).toContain(parties.holderId);
    const stranger = await makeEnterprise();
    for (const actor of [owner(stranger), guest])
      await expect(readConsent(actor, sub.number)).rejects.toThrow('licensing.unknown');

    const answer = await open(sub);
    await expect(agreeToProposal(owner(stranger), answer)).rejects.toThrow('licensing.unknown');
    await agreeToProposal(sub.holder, answer);
    expect(await territories(sub)).toEqual([['CZ']]);
    await agreeToProposal(parties.holder, answer);
    expect(await territories(sub)).toEqual([['CZ', 'SK']]);
    const { events, proposals } = await readLicence(sub.licensee, sub.number);
    expect(proposals[0]?.status).toBe('agreed');
    expect(events.find(({ kind }) => kind === 'consented')).toMatchObject({ actorName: null, actorId: null });

    // Money is between the two.
    await proposeAmendment(sub.holder, other(sub, { territories: ['CZ', 'SK'], advance: '90' }));
    expect(await consentsWaiting(parties.holder)).toEqual([]);
    await agreeToProposal(sub.licensee, await open(sub));
    expect((await readLicence(sub.licensee, sub.number)).proposals[0]?.status).toBe('agreed');
  });

  test('that the holder above declines do not come about, and outside the licence above there are none', async () => {
    const parties = await above();
    const sub = await sublicence(parties, await makeEnterprise());
    await proposeAmendment(sub.holder, other(sub, { territories: ['SK'] }));
    const { proposalId } = await open(sub);
    await declineProposal(parties.holder, { number: sub.number, proposalId, note: 'Not Slovakia.' });
    expect((await readLicence(sub.licensee, sub.number)).proposals[0]?.status).toBe('declined');

    await proposeAmendment(sub.holder, other(sub, { territories: ['CZ', 'PL'] }));
    const answer = await open(sub);
    await agreeToProposal(parties.holder, answer);
    await expect(agreeToProposal(sub.licensee, answer)).rejects.toThrow('rights.outside_above');
    expect(await territories(sub)).toEqual([['CZ']]);
  });

  test('come about only while each licence above is in use; its money may change meanwhile', async () => {
    const parties = await above('assigns');
    const middle = await sublicence(parties, await makeEnterprise());
    await transaction((tx) => makeSublicensable(tx, middle.licenceId, 'ends'));
    const givers = [
      [parties.holder, parties.holderId],
      [parties.licensee, parties.licenseeId],
    ] as const;
    const sub = await sublicence(middle, await makeEnterprise(), { endsOn: '2028-06-01' }, givers);
    const consents = async (answer: Awaited<ReturnType<typeof open>>) => {
      for (const [actor] of givers) await agreeToProposal(actor, answer);
    };
    const wider = (over: Record<string, unknown> = {}) => other(sub, { endsOn: '2028-12-01', ...over });
    await proposeAmendment(sub.holder, wider());
    const answer = await open(sub);
    await consents(answer);
    const suspend = { number: parties.number, reason: 'A report is missing.' };
    await suspendLicence(parties.holder, suspend);

    // Suspended is the licence two above: what it gave stands, and nothing more is given out of it.
    await expect(agreeToProposal(sub.licensee, answer)).rejects.toThrow('rights.above_not_in_use');
    await declineProposal(sub.licensee, { ...answer, note: '' });
    await expect(proposeAmendment(sub.holder, wider())).rejects.toThrow('rights.above_not_in_use');
    await proposeAmendment(sub.holder, other(sub, { endsOn: '2028-06-01', advance: '90' }));
    await agreeToProposal(sub.licensee, await open(sub));
    expect((await readLicence(sub.licensee, sub.number)).licence).toMatchObject({
      endsOn: new Date('2028-06-01'),
      terms: { advanceMinor: '9000' },
    });

    await liftSuspension(parties.holder, suspend);
    await proposeAmendment(sub.holder, wider({ advance: '90' }));
    const again = await open(sub);
    await consents(again);
    await agreeToProposal(sub.licensee, again);
    expect((await readLicence(sub.licensee, sub.number)).licence.endsOn).toEqual(new Date('2028-12-01'));
  });

  test('hang on the licence above no more when that has ended and they have passed to its holder', async () => {
    const parties = await above('assigns');
    const sub = await sublicence(parties, await makeEnterprise());
    await proposeAmendment(sub.licensee, other(sub, { territories: ['CZ', 'SK'] }));
    const stale = await open(sub);
    await endForCause(parties.holder, {
      number: parties.number,
      reason: 'Unsafe toys were sold under it.',
      sure: 'on',
    });
    await expect(agreeToProposal(sub.holder, stale)).rejects.toThrow('licensing.unknown');
    await declineProposal(sub.licensee, { ...stale, note: '' });
    // Its holder is the owner now, who gives out of nothing but the work.
    await proposeAmendment(sub.licensee, other(sub, { territories: ['CZ', 'PL'] }));
    const heir = { ...sub, holder: parties.holder };
    await agreeToProposal(parties.holder, await open(heir));
    expect(await territories(sub)).toEqual([['CZ', 'PL']]);
  });
});

describe('the renewal of a sublicence', () => {
  test('is kept for its licensee, asked for out of the same licence, and needs consent again', async () => {
    standAt('2026-12-01');
    const parties = await above();
    const by = await makeEnterprise();
    const sub = await sublicence(parties, by, { endsOn: '2028-01-01' });
    standAt('2027-11-15');
    await openRenewals();
    const kept = await prisma().rightsGrant.findMany({ where: { workId: parties.workId, state: 'option' } });
    expect(kept.map(({ licenseeId, controlId }) => [licenseeId, controlId])).toEqual([
      [by.enterprise.id, parties.licenseeId],
    ]);
    const another = await makeEnterprise();
    await expect(
      ask(parties, await linkOf(parties), another, { startsOn: '2028-01-01', endsOn: '2028-06-01' }),
    ).rejects.toThrow('rights.conflict');

    const { deal } = await renewLicence(sub.licensee, { number: sub.number });
    const read = await readDeal(sub.holder, deal);
    expect([read.deal.underId, read.deal.underNumber]).toEqual([parties.licenceId, parties.number]);
    expect(await accept(deal, by, everybody(parties, by).slice(0, 2))).toBe('');
    expect(await readAsOwner(parties.holder, deal)).toMatchObject({ above: true, accepted: false });
    const contract = await accept(deal, by, [[parties.holder, parties.holderId]], parties.holderId);
    const next = await signed(parties, by, contract);
    expect((await readLicence(next.licensee, next.number)).licence).toMatchObject({
      startsOn: new Date('2028-01-01'),
      endsOn: new Date('2029-01-01'),
      deal: { underId: parties.licenceId },
    });
  });

  test('that would last longer than the licence above is refused', async () => {
    standAt('2026-12-01');
    const parties = await above();
    const sub = await sublicence(parties, await makeEnterprise(), { endsOn: '2029-01-01' });
    standAt('2028-11-15');
    await openRenewals();
    expect(await prisma().rightsGrant.count({ where: { workId: parties.workId, state: 'option' } })).toBe(0);
    await expect(renewLicence(sub.licensee, { number: sub.number })).rejects.toThrow('rights.outside_above');
  });
});

describe('a sublicence of several works', () => {
  /** A licence of two works, of which the second was given by the same deal. */
  async function aboveOfTwo(): Promise<{ parties: Parties; second: string }> {
    const parties = await above('assigns');
    const holder = {
      enterprise: { id: parties.holderId },
      user: { id: parties.holder.userId },
    };
    const beside = await makeLicence({ advance: '0', holder });
    const { dealId } = await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } });
    await prisma().dealWork.create({ data: { dealId, workId: beside.workId } });
    await prisma().rightsGrant.updateMany({
      where: { licenceId: beside.licenceId },
      data: { licenceId: parties.licenceId, licenseeId: parties.licenseeId },
    });
    await transaction((tx) => makeSublicensable(tx, parties.licenceId, 'assigns'));
    return { parties, second: beside.workId };
  }

  test('is one deal, one contract and one licence, of works of the one licence above alone', async () => {
    const { parties, second } = await aboveOfTwo();
    const by = await makeEnterprise();
    const token = await linkOf(parties);
    const works = (await openSublicenceOffer(owner(by), token))?.works.map(({ id }) => id);
    expect(new Set(works)).toEqual(new Set([parties.workId, second]));
    const foreign = await makeLicence({ advance: '0' });
    await expect(ask(parties, token, by, { works: [foreign.workId] })).rejects.toThrow('rights.unknown');

    const sub = await sublicence(parties, by, { works: [second] });
    const grants = await prisma().rightsGrant.findMany({ where: { licenceId: sub.licenceId } });
    expect(new Set(grants.map(({ workId }) => workId))).toEqual(new Set([parties.workId, second]));
    expect(new Set(grants.map(({ controlId }) => controlId))).toEqual(new Set([parties.licenseeId]));
    const { contract } = await readLicence(sub.licensee, sub.number);
    const words = (await readContract(sub.licensee, contract ?? '')).contract.deal.works;
    expect(words).toHaveLength(2);

    // Both are taken, whichever is asked for.
    const later = await makeEnterprise();
    const again = await linkOf(parties);
    await expect(ask(parties, again, later)).rejects.toThrow('rights.conflict');
    await expect(ask({ ...parties, workId: second }, again, later)).rejects.toThrow('rights.conflict');

    await endForCause(parties.holder, {
      number: parties.number,
      reason: 'Unsafe toys were sold under it.',
      sure: 'on',
    });
    const { licence } = await readLicence(sub.licensee, sub.number);
    expect([licence.status, licence.deal.holderId, licence.deal.underId]).toEqual(['active', parties.holderId, null]);
  });
});

describe('a sublicence under a sublicence under a sublicence', () => {
  /** A owns and gave to B, B to C, C to D; D may hand on. */
  async function chain() {
    const top = await above();
    const [c, d] = [await makeEnterprise(), await makeEnterprise()];
    const [a, b] = [[top.holder, top.holderId] as const, [top.licensee, top.licenseeId] as const];
    const second = await sublicence(top, c);
    await transaction((tx) => makeSublicensable(tx, second.licenceId, 'ends'));
    const third = await sublicence(second, d, {}, [a, b]);
    await transaction((tx) => makeSublicensable(tx, third.licenceId, 'ends'));
    return { top, third, a, b, c, d };
  }

  test('is consented to by everybody who gave one of the licences above it', async () => {
    const { top, third, a, b, c } = await chain();
    const by: Made = await makeEnterprise();
    const number = await ask(third, await linkOf(third), by, { advance: '0' });
    const consenters: readonly (readonly [Person, string])[] = [a, b, [owner(c), c.enterprise.id]];
    const ids = consenters.map(([, id]) => id);
    expect(await accept(number, by, everybody(third, by).slice(0, 2))).toBe('');
    const { user } = await prisma().membership.findFirstOrThrow({
      where: { enterpriseId: top.licenseeId },
      include: { user: true },
    });
    expect(
      await prisma().email.count({
        where: { template: 'deal_news', recipient: user.email, params: { path: ['event'], equals: 'consent_needed' } },
      }),
    ).toBeGreaterThan(0);
    for (const [actor, id] of consenters) {
      expect((await readDeal(owner(by), number)).deal.status).toBe('asked');
      expect(await readAsOwner(actor, number)).toMatchObject({ owner: id, above: true, accepted: false });
      await accept(number, by, [[actor, id]], ...ids);
    }
    const { deal } = await readDeal(owner(by), number);
    expect([deal.status, deal.consentMissing]).toEqual(['agreed', false]);
    const sub = await signed(third, by, deal.contract?.number ?? '');
    expect((await readLicence(sub.licensee, sub.number)).licence.status).toBe('active');
    for (const [actor] of consenters) await expect(readLicence(actor, sub.number)).rejects.toThrow('licensing.unknown');

    // Other terms ask all of them again. Each knows those it has dealt with, and no others.
    await proposeAmendment(sub.licensee, other(sub, { endsOn: '2028-06-01' }));
    for (const [actor] of consenters) expect(await consentsWaiting(actor)).toContain(sub.number);
    const read = await readLicence(sub.holder, sub.number);
    expect(new Set(named(read.asked))).toEqual(new Set([sub.licenseeId, sub.holderId, c.enterprise.id, '']));
    const seen = await readConsent(b[0], sub.number);
    expect(new Set(named(seen.asked))).toEqual(new Set([sub.licenseeId, sub.holderId, b[1], '']));
    const answer = await open(sub);
    await agreeToProposal(sub.holder, answer);
    for (const [actor] of consenters) await agreeToProposal(actor, answer);
    expect((await readLicence(sub.holder, sub.number)).licence.endsOn).toEqual(new Date('2028-06-01'));
  });

  test('ends with the first of them, whatever lies between', async () => {
    const { top, third } = await chain();
    await endForCause(top.holder, { number: top.number, reason: 'Unsafe toys were sold under it.', sure: 'on' });
    expect((await readLicence(third.licensee, third.number)).licence.status).toBe('terminated');
  });
});
