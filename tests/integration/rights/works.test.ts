import { beforeAll, describe, expect, test } from 'vitest';
import { guest, type Person, system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  addStep,
  addStepSchema,
  availability,
  booksOf,
  decideWork,
  decideWorkSchema,
  declareUse,
  declareUseSchema,
  freeze,
  hierarchies,
  readWork,
  reopenWork,
  saveHolders,
  saveHoldersSchema,
  saveWorkFacts,
  saveWorkFactsSchema,
  saveWorkWords,
  saveWorkWordsSchema,
  startWork,
  submitWork,
  titleDocument,
  viewWork,
  withdrawUse,
  workQueue,
} from '#lib/rights/index.ts';
import { makeEnterprise, personOf, referenceData } from '../world.ts';
import { owner } from './world.ts';

beforeAll(referenceData);

const moderator = () => personOf(crypto.randomUUID(), { staffRoles: ['moderator'] });
const pdf = () => new File(['%PDF-1.4\n%%EOF'], 'deed.pdf');

/** A staff member whom the database knows, for what it writes of who decided. */
async function staff(): Promise<Person> {
  const user = await prisma().user.create({
    data: { email: `${crypto.randomUUID()}@example.com`, name: 'M', locale: 'en' },
  });
  return personOf(user.id, { staffRoles: ['moderator'] });
}

async function begun() {
  const made = await makeEnterprise({ country: 'CN', locale: 'zh-CN' });
  const actor = owner(made);
  const { id } = await startWork(actor, { enterpriseId: made.enterprise.id, kind: 'book', title: '桃花信' });
  return { made, actor, id };
}

const facts = (workId: string, version: number, over: Record<string, unknown> = {}) =>
  saveWorkFactsSchema.parse({
    workId,
    version: String(version),
    kind: 'book',
    year: '2021',
    creators: '林悦\n',
    aiShare: '0',
    ...over,
  });

const step = (workId: string, kind: string, from: string, to: string, day: string) =>
  addStepSchema.parse({ workId, kind, from, to, day, note: '', document: pdf() });

/** A work with everything but its decision. */
async function submitted() {
  const { made, actor, id } = await begun();
  const words = { title: '桃花信', summary: '信', description: '一本书', terms: '' };
  await saveWorkWords(actor, saveWorkWordsSchema.parse({ workId: id, language: 'zh-CN', ...words }));
  await saveWorkFacts(
    actor,
    facts(id, (await viewWork(actor, id)).version, { copyright_registration: `国作登字-2021-${id.slice(-6)}` }),
  );
  await addStep(actor, step(id, 'creation', '', '林悦', '2020-01-01'));
  await addStep(actor, step(id, 'assignment', '林悦', made.enterprise.legalName, '2021-01-01'));
  const media = await prisma().media.create({
    data: {
      enterpriseId: made.enterprise.id,
      kind: 'picture',
      contentType: 'image/webp',
      bytes: 1,
      sha256: '',
      storageKey: id,
      fileName: 'a',
    },
  });
  await prisma().workPicture.create({ data: { workId: id, mediaId: media.id, position: 0 } });
  await submitWork(actor, { workId: id });
  return { made, actor, id };
}

describe('a work', () => {
  test('wrong identifiers are said at their field and nothing is half-stored', async () => {
    const { actor, id } = await begun();
    await expect(saveWorkFacts(actor, facts(id, 0, { isbn: '9787532204169', year: '1999' }))).rejects.toMatchObject({
      code: 'rights.identifier_check',
      field: 'isbn',
    });
    expect((await viewWork(actor, id)).year).not.toBe(1999);
    await saveWorkFacts(actor, facts(id, 0, { isbn: '7-5322-0416-2' }));
    expect((await viewWork(actor, id)).identifiers.map(({ value }) => value)).toEqual(['9787532204168']);
    await expect(saveWorkFacts(actor, facts(id, 0))).rejects.toThrow('rights.edited_meanwhile');
  });

  test('shares are one whole, of known holders, or nothing changes', async () => {
    const { made, actor, id } = await begun();
    const partner = await makeEnterprise();
    const input = (shares: [string, string]) =>
      saveHoldersSchema.parse({
        workId: id,
        rights: ['publishing'],
        territories: ['world'],
        startsOn: '2021-01-01',
        holder0: made.enterprise.slug,
        share0: shares[0],
        holder1: partner.enterprise.slug,
        share1: shares[1],
        administrator: '0',
      });
    await expect(saveHolders(actor, input(['50 %', '49.99 %']))).rejects.toMatchObject({
      code: 'rights.shares_not_whole',
      params: { percent: '99.99 %' },
      field: 'share1',
    });
    expect((await viewWork(actor, id)).holdings).toHaveLength(1);
    await saveHolders(actor, input(['2/3', '1/3']));
    expect((await viewWork(actor, id)).holdings.map(({ shareOf, shareIn }) => [shareOf, shareIn])).toEqual([
      [2, 3],
      [1, 3],
    ]);
  });

  test('a chain that loops is refused at the step', async () => {
    const { made, actor, id } = await begun();
    await addStep(actor, step(id, 'creation', '', '林悦', '2020-01-01'));
    await addStep(actor, step(id, 'assignment', '林悦', made.enterprise.legalName, '2021-01-01'));
    await expect(
      addStep(actor, step(id, 'assignment', made.enterprise.legalName, '林悦', '2022-01-01')),
    ).rejects.toMatchObject({
      code: 'rights.chain_loop',
      field: 'to',
    });
    expect((await viewWork(actor, id)).titleSteps).toHaveLength(2);
  });

  test('is verified by staff once, and only then public; its papers are for its people and staff', async () => {
    const { actor, id } = await submitted();
    const { slug, titleSteps } = await viewWork(actor, id);
    const paper = titleSteps[0]?.documents[0]?.id ?? '';
    expect(await readWork(slug)).toBeNull();
    await expect(titleDocument(guest, paper)).rejects.toThrow('rights.unknown');
    await expect(titleDocument(owner(await makeEnterprise()), paper)).rejects.toThrow('rights.unknown');
    expect((await titleDocument(moderator(), paper)).fileName).toBe('deed.pdf');
    expect((await workQueue(moderator())).items.map(({ workId }) => workId)).toContain(id);
    await expect(workQueue(actor)).rejects.toThrow('identity.not_allowed');
    const judge = await staff();
    const decision = decideWorkSchema.parse({ workId: id, review: '1', decision: 'approved', reason: '' });
    const both = await Promise.allSettled([decideWork(judge, decision), decideWork(judge, decision)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readWork(slug))?.id).toBe(id);
    const mails = await prisma().email.findMany({ where: { template: 'work_decided' } });
    expect(mails.length).toBe(1);
    await expect(saveWorkFacts(actor, facts(id, (await viewWork(actor, id)).version))).rejects.toThrow(
      'rights.title_verified',
    );
  });

  test('is sent back with a reason, and the database has the last word on shares', async () => {
    const { actor, id } = await submitted();
    expect(decideWorkSchema.safeParse({ workId: id, review: '1', decision: 'refused', reason: 'no' }).success).toBe(
      false,
    );
    await prisma().holding.updateMany({ where: { workId: id }, data: { shareOf: 9_999, shareIn: 10_000 } });
    const judge = await staff();
    await expect(
      decideWork(judge, decideWorkSchema.parse({ workId: id, review: '1', decision: 'approved', reason: '' })),
    ).rejects.toThrow('rights.shares_not_whole');
    await decideWork(
      judge,
      decideWorkSchema.parse({
        workId: id,
        review: '1',
        decision: 'changes_requested',
        reason: 'The deed is not legible.',
      }),
    );
    expect(await viewWork(actor, id)).toMatchObject({
      status: 'draft',
      reviews: [{ reason: 'The deed is not legible.' }],
    });
    await expect(reopenWork(actor, { workId: id })).rejects.toThrow('rights.work_not_possible_now');
  });

  test('what is kept back is free for nobody until it is taken back', async () => {
    const { actor, id } = await begun();
    const input = declareUseSchema.parse({
      workId: id,
      kind: 'holdback',
      rights: ['toys'],
      territories: ['PL'],
      startsOn: '2030-01-01',
      endsOn: '2032-01-01',
      note: '',
    });
    const free = async () => {
      const { grants = [] } = (await booksOf(prisma(), [id])).get(id) ?? {};
      const term = { start: '2030-06-01', end: '2031-01-01' };
      const written = {
        rights: { include: ['toys'] },
        territories: { include: ['PL'] },
        languages: { include: ['all'] },
        term,
      };
      return availability({ exclusivity: 'non_exclusive', licensee: 'x', scope: freeze(written, hierarchies) }, grants)
        .state;
    };
    await declareUse(actor, input);
    expect(await free()).not.toBe('free');
    await expect(declareUse(system('x'), { ...input, endsOn: '2029-01-01' })).rejects.toThrow('rights.term_order');
    const grant = (await viewWork(actor, id)).grants[0];
    await withdrawUse(actor, { workId: id, grantId: grant?.id ?? '' });
    expect(await free()).toBe('free');
  });
});
