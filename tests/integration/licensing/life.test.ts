import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isoDay, now, shiftClock } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';
import {
  agreeToProposal,
  amendSchema,
  calendarOf,
  certificatePdf,
  consentsWaiting,
  declineProposal,
  didDocument,
  endDue,
  endForCause,
  endPreview,
  giveNotice,
  liftSuspension,
  makeFeed,
  noteReportNotices,
  openRenewals,
  proposeAmendment,
  proposeEnd,
  readConsent,
  readCredential,
  readFeed,
  readLicence,
  remindOfExpiry,
  renewLicence,
  revokeFeed,
  suspendLicence,
  suspendOverdue,
  withdrawNotice,
} from '#lib/licensing/index.ts';
import { askForLicence, askSchema, readCertificate, readDeal } from '#lib/rights/index.ts';
import { canonical } from '../../../lib/licensing/credential.ts';
import { readPdf } from '../../unit/print/read-pdf.ts';
import { insertGrant, makeHolding } from '../rights/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, ownerOf, referenceData } from '../world.ts';
import { hangUnder } from './under.ts';
import { duesOf, signedLicence, statusOf } from './world.ts';

beforeAll(referenceData);
const standAt = (at: string) => shiftClock(Date.parse(`${at}T12:00:00Z`) - Date.now());
beforeEach(() => standAt('2027-03-01'));
afterEach(() => shiftClock(0));

const inUse = (over: { startsOn?: string; endsOn?: string } = {}) =>
  signedLicence({ advance: '0', startsOn: '2027-01-10', endsOn: '2028-01-10', ...over });
const grantStates = async (parties: Parties) =>
  (await prisma().rightsGrant.findMany({ where: { licenceId: parties.licenceId }, orderBy: { createdAt: 'asc' } })).map(
    ({ state }) => state,
  );
const kindsOf = async (parties: Parties) =>
  (await readLicence(parties.holder, parties.number)).events.map(({ kind }) => kind);
const mails = (parties: Parties, event: string) =>
  prisma().email.count({ where: { cause: { startsWith: `licence:${parties.licenceId}:${event}:` } } });

describe('a suspension', () => {
  test('is the holder’s, with a reason; the licensee may not; it is lifted with one', async () => {
    const parties = await inUse();
    const { number } = parties;
    await expect(suspendLicence(parties.licensee, { number, reason: 'I want to.' })).rejects.toThrow(
      'identity.not_allowed',
    );
    await suspendLicence(parties.holder, { number, reason: 'Samples were never approved.' });
    expect(await statusOf(parties)).toBe('suspended');
    expect((await readLicence(parties.licensee, number)).use).toBe('nothing');
    expect(await readCertificate(number)).toMatchObject({ status: 'suspended' });
    await expect(suspendLicence(parties.holder, { number, reason: 'Once more, please.' })).rejects.toThrow(
      'licensing.wrong_state',
    );
    await liftSuspension(parties.holder, { number, reason: 'They are now.' });
    expect((await readLicence(parties.licensee, number)).use).toBe('all');
    expect(await mails(parties, 'suspended')).toBe(2);
  });

  test('for a report comes after notice and not before', async () => {
    const parties = await inUse({ startsOn: '2027-01-10' });
    // The first quarter is due by 30 April.
    standAt('2027-06-01');
    await suspendOverdue();
    expect(await statusOf(parties)).toBe('active');
    await noteReportNotices();
    await noteReportNotices();
    await suspendOverdue();
    expect(await statusOf(parties)).toBe('active');
    standAt('2027-06-16');
    await suspendOverdue();
    expect(await statusOf(parties)).toBe('suspended');
    const { licence } = await readLicence(parties.holder, parties.number);
    expect(licence.life?.suspendedFor).toBe('report');
  });
});

describe('an amendment', () => {
  const terms = (parties: Parties, over: Record<string, unknown> = {}) =>
    amendSchema.parse({
      number: parties.number,
      rights: ['toys'],
      territories: ['CZ', 'SK', 'PL'],
      startsOn: '2027-01-10',
      endsOn: '2029-01-10',
      exclusivity: 'exclusive',
      advance: '250',
      currency: 'EUR',
      base: 'net_receipts',
      mode: 'marginal',
      tierBy: 'amount',
      deductionCap: '25',
      recoupable: 'on',
      guaranteePeriods: '4',
      reservePeriods: '0',
      every: 'quarter',
      dueDays: '30',
      payDays: '30',
      rate1: '8',
      note: 'Poland as well.',
      ...over,
    });

  test('is agreed by the other side alone; grants follow and history stays; more advance is due', async () => {
    const parties = await inUse();
    await proposeAmendment(parties.holder, terms(parties));
    await expect(proposeAmendment(parties.licensee, terms(parties))).rejects.toThrow('licensing.proposal_open');
    const [open] = (await readLicence(parties.licensee, parties.number)).proposals;
    const answer = { number: parties.number, proposalId: open?.id ?? '', hash: open?.hash ?? '' };
    await expect(agreeToProposal(parties.holder, answer)).rejects.toThrow('licensing.other_side');
    await expect(agreeToProposal(parties.licensee, { ...answer, hash: '0'.repeat(64) })).rejects.toThrow(
      'licensing.stale_proposal',
    );
    const before = (await readLicence(parties.licensee, parties.number)).licence.termsHash;
    const both = await Promise.allSettled([
      agreeToProposal(parties.licensee, answer),
      agreeToProposal(parties.licensee, answer),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { licence } = await readLicence(parties.licensee, parties.number);
    expect(licence.termsHash).not.toBe(before);
    expect(licence.endsOn).toEqual(new Date('2029-01-10'));
    expect(await grantStates(parties)).toEqual(['terminated', 'in_force']);
    expect(await duesOf(parties)).toMatchObject([{ kind: 'amendment', amountMinor: 25_000n }]);
    expect(await kindsOf(parties)).toContain('amended');
  });

  test('of a work with joint owners waits for each of them, shows who is waited for, and is declined by any', async () => {
    const parties = await inUse();
    const second = await makeEnterprise({ country: 'BG' });
    const owner = ownerOf(second.user.id, second.enterprise.id);
    const [first] = await prisma().holding.findMany({ where: { workId: parties.workId } });
    await prisma().holding.update({ where: { id: first?.id ?? '' }, data: { shareOf: 1, shareIn: 2 } });
    await prisma().holding.create({
      data: {
        workId: parties.workId,
        enterpriseId: second.enterprise.id,
        kind: 'ownership',
        shareOf: 1,
        shareIn: 2,
        scope: first?.scope ?? {},
        rights: first?.rights ?? [],
        territories: first?.territories ?? [],
        languages: first?.languages ?? [],
        startsOn: new Date('2020-01-01'),
      },
    });
    await expect(readConsent(owner, parties.number)).rejects.toThrow('licensing.unknown');
    await proposeAmendment(parties.licensee, terms(parties));
    expect(await consentsWaiting(owner)).toEqual([parties.number]);
    expect(await prisma().email.count({ where: { template: 'licence_consent', recipient: second.user.email } })).toBe(
      1,
    );
    const view = await readConsent(owner, parties.number);
    const answer = { number: parties.number, proposalId: view.proposal.id, hash: view.proposal.hash };
    await expect(readLicence(owner, parties.number)).rejects.toThrow('licensing.unknown');
    await agreeToProposal(parties.holder, answer);
    const { asked, can, proposals } = await readLicence(parties.holder, parties.number);
    expect(proposals[0]?.status).toBe('open');
    expect(can.answer).toBe(false);
    expect(asked.filter(({ agreedAt }) => !agreedAt).map(({ enterpriseId }) => enterpriseId)).toEqual([
      second.enterprise.id,
    ]);
    await expect(agreeToProposal(parties.holder, answer)).rejects.toThrow('licensing.consent_given');
    const other = await makeEnterprise({ country: 'PL' });
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(agreeToProposal(stranger, answer)).rejects.toThrow('licensing.unknown');
    await agreeToProposal(owner, answer);
    expect((await readLicence(parties.holder, parties.number)).proposals[0]?.status).toBe('agreed');
    expect(await grantStates(parties)).toEqual(['terminated', 'in_force']);

    await proposeAmendment(parties.holder, terms(parties, { endsOn: '2029-06-10' }));
    const next = await readConsent(owner, parties.number);
    await declineProposal(owner, { number: parties.number, proposalId: next.proposal.id, note: 'Not for so long.' });
    expect((await readLicence(parties.holder, parties.number)).proposals[0]?.status).toBe('declined');
    expect(await consentsWaiting(owner)).toEqual([]);
  });

  test('may not touch the past, the currency, or what was reckoned with, and must change something', async () => {
    const parties = await inUse();
    const refused = (over: Record<string, unknown>) => proposeAmendment(parties.holder, terms(parties, over));
    await expect(refused({ startsOn: '2027-02-01' })).rejects.toThrow('licensing.begun');
    await expect(refused({ currency: 'PLN' })).rejects.toThrow('licensing.currency_stays');
    await expect(refused({ endsOn: '2027-02-01' })).rejects.toThrow('licensing.end_in_past');
    await expect(refused({ territories: ['CZ', 'SK'], endsOn: '2028-01-10', advance: '0', note: '' })).rejects.toThrow(
      'licensing.nothing_changes',
    );
    expect(await prisma().licenceProposal.count({ where: { licenceId: parties.licenceId } })).toBe(0);
  });

  test('that would take what another has is refused, and nothing of it stays', async () => {
    const parties = await inUse();
    const other = await makeEnterprise({ country: 'PL' });
    await insertGrant({
      workId: parties.workId,
      holderId: parties.holderId,
      licenseeId: other.enterprise.id,
      exclusivity: 'exclusive',
      written: {
        rights: { include: ['toys'] },
        territories: { include: ['PL'] },
        languages: { include: ['all', 'zxx', 'mis'] },
        term: { start: '2027-01-01', end: '2030-01-01' },
      },
    });
    await proposeAmendment(parties.licensee, terms(parties));
    const [open] = (await readLicence(parties.holder, parties.number)).proposals;
    const answer = { number: parties.number, proposalId: open?.id ?? '', hash: open?.hash ?? '' };
    await expect(agreeToProposal(parties.holder, answer)).rejects.toThrow('rights.conflict');
    expect(await grantStates(parties)).toEqual(['in_force']);
    await declineProposal(parties.holder, { ...answer, note: 'Poland is taken.' });
    expect((await readLicence(parties.holder, parties.number)).proposals[0]?.status).toBe('declined');
  });
});

describe('an end', () => {
  test('by notice keeps its days, may be taken back by who gave it, and comes on its day', async () => {
    const parties = await inUse();
    const { number } = parties;
    await expect(giveNotice(parties.holder, { number, lastDay: '2027-03-20', reason: 'Too soon' })).rejects.toThrow(
      'licensing.notice_too_short',
    );
    await expect(giveNotice(parties.holder, { number, lastDay: '2028-01-10', reason: 'Too late' })).rejects.toThrow(
      'licensing.after_end',
    );
    const notice = { number, lastDay: '2027-06-30', reason: 'We stop making toys.' };
    await giveNotice(parties.licensee, notice);
    await expect(withdrawNotice(parties.holder, { number })).rejects.toThrow('licensing.no_notice');
    await withdrawNotice(parties.licensee, { number });
    await giveNotice(parties.licensee, notice);
    standAt('2027-06-30');
    await endDue();
    expect(await statusOf(parties)).toBe('active');
    standAt('2027-07-01');
    await endDue();
    await endDue();
    const { licence, use } = await readLicence(parties.licensee, number);
    expect(licence.status).toBe('terminated');
    expect(licence.life).toMatchObject({ endedFor: 'notice', sellOffUntil: new Date('2027-12-27') });
    expect(use).toBe('sell_off');
    expect(await grantStates(parties)).toEqual(['terminated']);
    standAt('2027-12-28');
    expect((await readLicence(parties.licensee, number)).use).toBe('nothing');
  });

  test('by agreement needs both', async () => {
    const parties = await inUse();
    const { number } = parties;
    await proposeEnd(parties.holder, { number, lastDay: isoDay(now()), note: 'Both are better off.' });
    const [open] = (await readLicence(parties.licensee, number)).proposals;
    await agreeToProposal(parties.licensee, { number, proposalId: open?.id ?? '', hash: open?.hash ?? '' });
    expect((await readLicence(parties.holder, number)).licence.life?.endedFor).toBe('agreement');
  });

  test('for cause ends at once, leaves nothing to sell off, and takes sublicences and later payments with it', async () => {
    const parties = await inUse();
    const [grant] = await prisma().rightsGrant.findMany({ where: { licenceId: parties.licenceId } });
    const holding = await makeHolding(
      parties.workId,
      parties.licenseeId,
      {
        rights: { include: ['toys'] },
        territories: { include: ['CZ', 'SK'] },
        languages: { include: ['all', 'zxx', 'mis'] },
        term: { start: '2027-01-10', end: '2028-01-10' },
      },
      { kind: 'licence', grantId: grant?.id ?? '' },
    );
    const under = await inUse();
    const [sub] = await prisma().rightsGrant.findMany({ where: { licenceId: under.licenceId } });
    await prisma().rightsGrant.update({
      where: { id: sub?.id ?? '' },
      data: {
        workId: parties.workId,
        holdingId: holding.id,
        holderId: parties.licenseeId,
        controlId: parties.licenseeId,
      },
    });
    const later = await prisma().licenceDue.create({
      data: {
        licenceId: under.licenceId,
        kind: 'instalment',
        amountMinor: 5_000n,
        currency: 'EUR',
        dueOn: new Date('2027-05-01'),
      },
    });
    await endForCause(parties.holder, {
      number: parties.number,
      reason: 'Unsafe toys were sold under it.',
      sure: 'on',
    });
    expect((await readLicence(parties.licensee, parties.number)).use).toBe('nothing');
    const ended = await readLicence(under.licensee, under.number);
    expect(ended.licence.status).toBe('terminated');
    expect(ended.licence.life?.endedFor).toBe('chain');
    expect((await prisma().licenceDue.findUniqueOrThrow({ where: { id: later.id } })).cancelledAt).not.toBeNull();
    expect(await mails(under, 'terminated')).toBe(2);
  });

  test('lets sublicences pass to the holder above where its contract says so: the licence goes on, with a thread of its own', async () => {
    const parties = await inUse();
    const under = await inUse();
    await hangUnder(parties, under.licenceId);
    const before = (await readLicence(under.licensee, under.number)).licence.deal;
    expect(await endPreview(parties.holder, parties.number)).toEqual({ ends: 0, passes: 1 });
    await expect(endPreview(under.licensee, parties.number)).rejects.toThrow('licensing.unknown');

    await endForCause(parties.holder, {
      number: parties.number,
      reason: 'Unsafe toys were sold under it.',
      sure: 'on',
    });
    const story = await readLicence(under.licensee, under.number);
    expect(story.licence.status).toBe('active');
    expect(story.licence.deal.holderId).toBe(parties.holderId);
    expect(story.licence.deal.id).not.toBe(before.id);
    expect(story.events.map(({ kind }) => kind)).toContain('assigned');
    expect((await readLicence(parties.holder, under.number)).side).toBe('holder');
    await expect(readLicence(parties.licensee, under.number)).rejects.toThrow('licensing.unknown');
    // What was said before is not for the holder above.
    await expect(readDeal(parties.holder, before.number)).rejects.toThrow('rights.unknown');
    const [grant] = await prisma().rightsGrant.findMany({ where: { licenceId: under.licenceId } });
    expect(grant).toMatchObject({ state: 'in_force', onEnd: 'assigns', holderId: parties.holderId, holdingId: null });
    expect(await mails(under, 'assigned')).toBe(2);
  });

  test('of its term is told 90, 30 and 7 days before, once each, and then it is expired', async () => {
    const parties = await inUse({ startsOn: '2026-06-01', endsOn: '2027-06-01' });
    for (const at of ['2027-03-02', '2027-03-03', '2027-03-05', '2027-05-02', '2027-05-25', '2027-05-26']) {
      standAt(at);
      await remindOfExpiry();
      await remindOfExpiry();
    }
    // 2 March is 91 days before.
    expect(await mails(parties, 'expires')).toBe(2 * 3);
    standAt('2027-06-01');
    await endDue();
    expect(await statusOf(parties)).toBe('expired');
    expect(await grantStates(parties)).toEqual(['expired']);
    expect(await readCertificate(parties.number)).toMatchObject({ status: 'expired' });
  });
});

describe('a renewal', () => {
  test('may first be negotiated by the licensee: its scope is kept free, and asking opens a deal with its terms', async () => {
    const parties = await inUse({ startsOn: '2026-06-01', endsOn: '2027-06-01' });
    await expect(renewLicence(parties.licensee, { number: parties.number })).rejects.toThrow('licensing.not_renewable');
    standAt('2027-03-10');
    await openRenewals();
    await openRenewals();
    const other = await makeEnterprise({ country: 'PL' });
    const ask = askSchema.parse({
      workId: parties.workId,
      enterpriseId: other.enterprise.id,
      rights: ['toys'],
      territories: ['CZ'],
      startsOn: '2027-06-01',
      endsOn: '2028-01-01',
      exclusivity: 'non_exclusive',
      advance: '0',
      currency: 'EUR',
      royalty: '8',
      note: '',
    });
    const stranger = ownerOf(other.user.id, other.enterprise.id);
    await expect(askForLicence(stranger, ask)).rejects.toThrow('rights.conflict');
    await expect(renewLicence(parties.holder, { number: parties.number })).rejects.toThrow('identity.not_allowed');
    const { deal } = await renewLicence(parties.licensee, { number: parties.number });
    const offer = await prisma().offer.findFirstOrThrow({ where: { deal: { number: deal } } });
    expect(offer.terms).toMatchObject({ scope: { term: { start: '2027-06-01', end: '2028-06-01' } } });
    await expect(renewLicence(parties.licensee, { number: parties.number })).rejects.toThrow('licensing.not_renewable');
    // What was kept lapses with the licence.
    const [kept] = await prisma().rightsGrant.findMany({ where: { workId: parties.workId, state: 'option' } });
    expect(kept?.lapsesAt).toEqual(new Date('2027-06-01'));
  });
});

describe('the calendar', () => {
  test('names what is due by its day, to its sides alone', async () => {
    const parties = await signedLicence({ advance: '100', startsOn: '2027-03-05', endsOn: '2028-03-05' });
    const entries = await calendarOf(parties.licensee, { from: '2026-01-01', to: '2028-12-31' }, 'en');
    const days = entries.map((entry) => `${entry.day} ${entry.kind}`);
    expect(days).toContain('2027-03-05 starts');
    expect(days).toContain('2028-03-04 expiry');
    expect(entries.find(({ kind }) => kind === 'payment')).toMatchObject({ detail: 'advance', done: false });
    const other = await makeEnterprise({ country: 'PL' });
    expect(
      await calendarOf(ownerOf(other.user.id, other.enterprise.id), { from: '2027-01-01', to: '2028-12-31' }, 'en'),
    ).toEqual([]);
  });

  test('is read at a secret address until it is revoked or made anew', async () => {
    const parties = await inUse();
    const first = tokenOf(await makeFeed(parties.holder));
    expect(await readFeed(first)).toContain('BEGIN:VEVENT');
    const second = tokenOf(await makeFeed(parties.holder));
    expect(await readFeed(first)).toBeNull();
    expect(await readFeed(second)).toContain(`UID:expiry-${parties.licenceId}@`);
    await revokeFeed(parties.holder);
    expect(await readFeed(second)).toBeNull();
    expect(await readFeed('x'.repeat(43))).toBeNull();
  });
});

const tokenOf = (address: string) => /feed\/([\w-]+)\.ics$/.exec(address)?.[1] ?? '';

describe('the certificate', () => {
  test('is nothing to anybody before the licence was in use', async () => {
    const parties = await signedLicence({ advance: '100', startsOn: '2027-01-10' });
    expect(await readCertificate(parties.number)).toBeNull();
    expect(await readCredential(parties.number)).toBeNull();
  });

  test('names every work that it covers, in the signed file and in the PDF', async () => {
    const parties = await inUse();
    const { dealId } = await prisma().licence.findUniqueOrThrow({ where: { id: parties.licenceId } });
    const { workId } = await makeLicence();
    await prisma().dealWork.create({ data: { dealId, workId } });
    const { credentialSubject } = Object(await readCredential(parties.number));
    expect(credentialSubject.works).toHaveLength(2);
    const pages = await prisma().work.findMany({ where: { id: { in: [parties.workId, workId] } } });
    for (const { slug } of pages) expect(JSON.stringify(credentialSubject.works)).toContain(`/w/${slug}`);
    // In the reader's language and in the parties', with the address as a code to scan.
    const file = await certificatePdf(parties.number, 'bg', async (_terms, reader, titles) => [
      { name: `terms in ${reader}`, value: Object.values(titles).join() },
    ]);
    const { pages: printed, roles } = await readPdf(file?.bytes ?? Buffer.of());
    for (const each of ['bg', 'zh-CN', 'cs']) expect(printed.join()).toContain(`terms in ${each}`);
    expect(printed.join()).toContain('Lotus,Lotus');
    expect(roles).toContain('Figure');
    expect(await certificatePdf('ASL-00-XXXX-XXXX', 'bg', async () => [])).toBeNull();
  });

  test('is signed for machines with the key that did:web publishes; a changed letter is noticed', async () => {
    const parties = await inUse();
    const credential = Object(await readCredential(parties.number));
    const { proof, ...document } = credential;
    const { proofValue, ...settings } = proof;
    const host = new URL(config().SITE_URL).host.replace(':', '%3A');
    expect(document.issuer).toBe(`did:web:${host}`);
    expect(document.credentialSubject).toMatchObject({ number: parties.number, status: 'valid' });
    const [method] = Object(didDocument()).verificationMethod;
    expect(settings.verificationMethod).toBe(method.id);
    const key = createPublicKey({
      key: Buffer.concat([
        Buffer.from('302a300506032b6570032100', 'hex'),
        decode(method.publicKeyMultibase).subarray(2),
      ]),
      format: 'der',
      type: 'spki',
    });
    const sha = (value: unknown) =>
      createHash('sha256')
        .update(canonical(Object(value)))
        .digest();
    const holds = (body: unknown) => verify(null, Buffer.concat([sha(settings), sha(body)]), key, decode(proofValue));
    expect(holds(document)).toBe(true);
    expect(holds({ ...document, credentialSubject: { ...document.credentialSubject, status: 'expired' } })).toBe(false);
    expect(JSON.stringify(credential)).not.toContain('advance');
  });
});

/** Multibase `z`, the other way round. */
function decode(text: string): Buffer {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let value = 0n;
  for (const digit of text.slice(1)) value = value * 58n + BigInt(alphabet.indexOf(digit));
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}
