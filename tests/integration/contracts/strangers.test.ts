import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { GET as certificatePdf } from '#app/api/v1/certificates/[number]/pdf/route.ts';
import { GET as certificate } from '#app/api/v1/certificates/[number]/route.ts';
import { readContract } from '#lib/contracts/index.ts';
import { type Actor, guest } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { prisma } from '#lib/db/index.ts';
import {
  agreeToProposal,
  attachDueCertificate,
  calendarOf,
  declineProposal,
  dueCertificate,
  endForCause,
  giveDueEvidence,
  giveNotice,
  liftSuspension,
  payDue,
  proposeEnd,
  proposeEndSchema,
  readConsent,
  readLicence,
  refundDue,
  renewLicence,
  suspendLicence,
  withdrawNotice,
} from '#lib/licensing/index.ts';
import {
  acceptOffer,
  askForLicence,
  askSchema,
  askToHold,
  complianceEvidence,
  dealFile,
  dealsOf,
  endTalks,
  holdScope,
  readAsOwner,
  readChecklist,
  readDeal,
  readDealById,
  tickItem,
  tickItemSchema,
  titleDocument,
  translateDealWords,
  untickItem,
  viewWork,
  writeToDeal,
} from '#lib/rights/index.ts';
import {
  acceptStatement,
  answerDispute,
  attachTaxCertificate,
  discardReport,
  disputeLine,
  licencesOf,
  portfolioOf,
  readStatement,
  reportNothing,
  reportsOfLicence,
  reportTemplate,
  royaltyOverview,
  submitReport,
  taxCertificate,
  uploadReport,
  withdrawDispute,
} from '#lib/royalties/index.ts';
import { signedLicence } from '../licensing/world.ts';
import { owner } from '../rights/world.ts';
import { csv, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { acceptBoth, form, parties } from './world.ts';

beforeAll(referenceData);
afterEach(() => vi.restoreAllMocks());

/**
 * What somebody is told: what is there, or which failure with which words, and what the database was asked for it. Whoever is asked the
 * same questions needs as long to answer, so that no clock tells what words do not.
 */
async function told(doing: () => Promise<unknown>): Promise<{ answer: unknown; asked: readonly string[] }> {
  const asked: string[] = [];
  const query = pg.Client.prototype.query;
  const listening = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [first] = given;
    const text = typeof first === 'string' ? first : Object(first).text;
    if (typeof text === 'string') asked.push(text);
    return Reflect.apply(query, this, given);
  });
  try {
    return { answer: { found: await doing() }, asked };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { answer: { code: error.code, params: error.params, field: error.field }, asked };
  } finally {
    listening.mockRestore();
  }
}

const paper = Buffer.from('%PDF-1.4\n%%EOF');
const tick = (number: string) =>
  tickItemSchema.parse({ number, code: 'eu_toys', version: '1', outcome: 'done', note: 'Seen to it last week' });

const nobody = '01890000-0000-7000-8000-000000000000';

describe('a deal that two others made', () => {
  test('is to a stranger and to who lost the bid what no deal is', async () => {
    const { holder, licensee, workId } = await parties();
    const bidder = await makeEnterprise({ country: 'SK', locale: 'sk' });
    const ask = (by: typeof licensee) =>
      askForLicence(owner(by), askSchema.parse({ ...form, workId, enterpriseId: by.enterprise.id }));
    const won = await ask(licensee);
    const lost = await ask(bidder);
    await writeToDeal(
      owner(licensee),
      {
        dealId: (await readDeal(owner(licensee), won.number)).deal.id,
        enterpriseId: licensee.enterprise.id,
        body: 'Tajné',
        locale: 'pl',
      },
      [{ name: 'plan.pdf', bytes: new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') }],
    );
    const contract = await acceptBoth(won.number, holder, licensee);
    const { deal } = await readDeal(owner(holder), won.number);
    const [message] = deal.messages;
    const ids = {
      number: won.number,
      dealId: deal.id,
      offerId: deal.offers[0]?.id ?? '',
      message: message?.id ?? '',
      file: message?.files[0]?.id ?? '',
      contract,
      work: workId,
    };
    expect(Object.values(ids)).not.toContain('');
    const none: typeof ids = {
      number: 'ASD-26-0000-0000',
      dealId: nobody,
      offerId: nobody,
      message: nobody,
      file: nobody,
      contract: 'ASC-26-0000-0000',
      work: nobody,
    };
    const stranger = await makeEnterprise();
    for (const who of [stranger, bidder]) {
      const actor = owner(who);
      for (const enterpriseId of [who.enterprise.id, holder.enterprise.id, licensee.enterprise.id]) {
        const asks: Record<string, (of: typeof ids) => Promise<unknown>> = {
          readDeal: (of) => readDeal(actor, of.number),
          readAsOwner: (of) => readAsOwner(actor, of.number),
          readDealById: (of) => readDealById(actor, of.dealId),
          dealFile: (of) => dealFile(actor, of.file),
          readContract: (of) => readContract(actor, of.contract),
          viewWork: (of) => viewWork(actor, of.work),
          titleDocument: (of) => titleDocument(actor, of.work),
          write: (of) => writeToDeal(actor, { dealId: of.dealId, enterpriseId, body: 'Hello', locale: 'en' }),
          end: (of) => endTalks(actor, { dealId: of.dealId, enterpriseId, reason: 'Because', locale: 'en' }),
          askToHold: (of) => askToHold(actor, { dealId: of.dealId, enterpriseId, days: 5 }),
          hold: (of) => holdScope(actor, { dealId: of.dealId, enterpriseId, days: 5 }),
          accept: (of) =>
            acceptOffer(
              actor,
              { offerId: of.offerId, enterpriseId, termsHash: '0'.repeat(64), signedName: 'Nobody' },
              async () => undefined,
            ),
          translate: (of) =>
            translateDealWords(actor, {
              dealId: of.dealId,
              enterpriseId,
              subject: 'message',
              subjectId: of.message,
              to: 'sk',
            }),
        };
        for (const [name, ask] of Object.entries(asks)) {
          const answer = await told(() => ask(ids));
          expect.soft(answer, name).toEqual(await told(() => ask(none)));
          expect.soft(answer.asked.length, name).toBeLessThan(20);
          expect.soft(answer.answer, name).toMatchObject({
            code: expect.stringMatching(/^(rights|contracts)\.unknown$/),
          });
        }
      }
    }
    // Who lost is told that it is taken, and sees its own deal alone.
    expect((await dealsOf(owner(bidder))).items.map(({ number }) => number)).toEqual([lost.number]);
    const own = JSON.stringify(await readDeal(owner(bidder), lost.number));
    expect(own).not.toContain(licensee.enterprise.id);
    expect(own).not.toContain('Tajné');
  });
});

describe('a licence, its reports and statements', () => {
  test('are to a stranger, and to another licensee of somebody else, what no licence is', async () => {
    const theirs: Parties = await signedLicence({ advance: '0', startsOn: '2026-01-01' });
    const others = await signedLicence({ advance: '0', startsOn: '2026-01-01' });
    await uploadReport(
      theirs.licensee,
      { number: theirs.number, period: '2026-Q1' },
      'q1.csv',
      csv('Bear,CZ,EUR,100,1000.00,0'),
    );
    const [report] = await reportsOfLicence(theirs.licensee, theirs.number);
    await submitReport(theirs.licensee, { number: theirs.number, reportId: report?.id ?? '' });
    const statement = await prisma().royaltyStatement.findFirst({ where: { licenceId: theirs.licenceId } });
    const due = await prisma().licenceDue.create({
      data: {
        licenceId: theirs.licenceId,
        kind: 'instalment',
        amountMinor: 5_000n,
        currency: 'EUR',
        dueOn: new Date('2026-12-01'),
        payments: { create: { amountMinor: 5_000n, currency: 'EUR' } },
      },
    });
    const [ids, none] = [
      { number: theirs.number, due: due.id },
      { number: 'ASL-26-0000-0000', due: nobody },
    ];
    const stranger = owner(await makeEnterprise());
    const actors: readonly Actor[] = [stranger, others.licensee, others.holder, guest];
    for (const actor of actors) {
      const asks: Record<string, (of: typeof ids) => Promise<unknown>> = {
        readLicence: (of) => readLicence(actor, of.number),
        royaltyOverview: (of) => royaltyOverview(actor, of.number),
        readStatement: (of) => readStatement(actor, of.number, '2026-Q1'),
        reportsOfLicence: (of) => reportsOfLicence(actor, of.number),
        reportTemplate: (of) =>
          reportTemplate(actor, of.number, '2026-Q1', 'csv', { name: 'help', header: [], rows: [] }),
        reportNothing: (of) => reportNothing(actor, { number: of.number, period: '2026-Q1' }),
        taxCertificate: (of) => taxCertificate(actor, of.number, '2026-Q1'),
        dueCertificate: (of) => dueCertificate(actor, of.due),
        suspend: (of) => suspendLicence(actor, { number: of.number, reason: 'Because I want.' }),
        lift: (of) => liftSuspension(actor, { number: of.number, reason: 'Because I want.' }),
        propose: (of) =>
          proposeEnd(actor, proposeEndSchema.parse({ number: of.number, lastDay: '2027-12-31', note: 'Because' })),
        renew: (of) => renewLicence(actor, { number: of.number }),
        pay: (of) => payDue(actor, { dueId: of.due, total: '1' }),
        refund: (of) =>
          refundDue(actor, { number: of.number, dueId: of.due, requestKey: nobody, amount: '', reason: 'Because' }),
        evidence: (of) => giveDueEvidence(actor, { number: of.number, disputeId: nobody, words: 'It was used.' }),
        endForCause: (of) => endForCause(actor, { number: of.number, reason: 'Because I want it to end.', sure: 'on' }),
        giveNotice: (of) => giveNotice(actor, { number: of.number, lastDay: '2029-01-01', reason: 'Because' }),
        withdrawNotice: (of) => withdrawNotice(actor, { number: of.number }),
        readConsent: (of) => readConsent(actor, of.number),
        agree: (of) => agreeToProposal(actor, { number: of.number, proposalId: nobody, hash: '0'.repeat(64) }),
        decline: (of) => declineProposal(actor, { number: of.number, proposalId: nobody, note: '' }),
        attachDueCertificate: (of) =>
          attachDueCertificate(actor, { number: of.number, dueId: of.due }, 'tax.pdf', paper),
        attachTaxCertificate: (of) =>
          attachTaxCertificate(actor, { number: of.number, period: '2026-Q1' }, 'tax.pdf', paper),
        readChecklist: (of) => readChecklist(actor, of.number),
        tick: (of) => tickItem(actor, tick(of.number)),
        untick: (of) => untickItem(actor, { number: of.number, code: 'eu_toys' }),
        complianceEvidence: (of) => complianceEvidence(actor, of.number, 'eu_toys'),
        acceptStatement: (of) => acceptStatement(actor, { ...of, period: '2026-Q1', hash: statement?.hash ?? '' }),
        disputeLine: (of) =>
          disputeLine(actor, {
            ...of,
            period: '2026-Q1',
            hash: statement?.hash ?? '',
            line: 'receipts-1',
            reason: 'We counted more.',
          }),
        answerDispute: (of) =>
          answerDispute(actor, { ...of, period: '2026-Q1', disputeId: nobody, answer: 'A hundred it is.' }),
        withdrawDispute: (of) => withdrawDispute(actor, { ...of, period: '2026-Q1', disputeId: nobody }),
        discard: (of) => discardReport(actor, { number: of.number, reportId: report?.id ?? '' }),
        submit: (of) => submitReport(actor, { number: of.number, reportId: report?.id ?? '' }),
        upload: (of) =>
          uploadReport(actor, { number: of.number, period: '2026-Q2' }, 'q2.csv', csv('Bear,CZ,EUR,1,10.00,0')),
      };
      for (const [name, ask] of Object.entries(asks)) {
        const answer = await told(() => ask(ids));
        expect.soft(answer, name).toEqual(await told(() => ask(none)));
        expect.soft(answer.answer, name).toMatchObject({
          code: expect.stringMatching(/^(royalties|licensing|rights)\.unknown$|^identity\./),
        });
      }
    }
    // What a person sees of its own names none of theirs.
    const span = { from: '2020-01-01', to: '2099-01-01' };
    const own = JSON.stringify(
      await Promise.all([
        calendarOf(others.licensee, span, 'en'),
        calendarOf(others.licensee, span, 'en', theirs.number),
        licencesOf(others.licensee, 'licensee'),
        portfolioOf(others.holder, { id: others.holderId, currency: 'EUR' }, 'en'),
      ]),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
    for (const secret of [theirs.number, theirs.licenseeId, theirs.holderId]) expect(own).not.toContain(secret);
  });
});

describe('a guessed certificate', () => {
  test('of a licence that was never in use is told, and asked for, as one that is none', async () => {
    const { number: never } = await signedLicence({ advance: '500', startsOn: '2026-01-01' });
    const said = async (number: string, address: string) => {
      const { answer, asked } = await told(async () => {
        const answered = await ask(number, address);
        return { status: answered.status, headers: [...answered.headers], body: await answered.text() };
      });
      return { answer, asked };
    };
    const unknown = await said('ASL-26-0000-9998', '192.0.2.3');
    expect(await said(never, '192.0.2.4')).toEqual(unknown);
    expect(unknown.answer).toMatchObject({ found: { status: 404 } });
  });

  const ask = (number: string, address: string) =>
    certificate(new Request('http://localhost/', { headers: { 'x-client-address': address } }), {
      params: Promise.resolve({ number }),
    });

  test('is counted: after twenty wrong numbers even a right one is not answered, to that address alone', async () => {
    const { number } = await signedLicence({ advance: '0', startsOn: '2026-01-01' });
    const before = await (await ask(number, '192.0.2.1')).text();
    for (let guess = 0; guess < 20; guess++) {
      const missing = await ask(`ASL-26-0000-${String(guess).padStart(4, '0')}`, '192.0.2.1');
      expect([missing.status, await missing.json()]).toEqual([404, { error: 'not_found' }]);
    }
    for (const asked of ['ASL-26-0000-9999', number]) {
      const refused = await ask(asked, '192.0.2.1');
      expect([refused.status, await refused.json()]).toEqual([429, { error: 'too_many' }]);
    }
    // Whoever guesses is counted wherever they ask.
    const asPdf = new Request('http://localhost/', { headers: { 'x-client-address': '192.0.2.1' } });
    expect((await certificatePdf(asPdf, { params: Promise.resolve({ number }) })).status).toBe(429);
    expect((await ask(number, '192.0.2.2')).status).toBe(200);
    expect(before).toContain(number);
  });
});
