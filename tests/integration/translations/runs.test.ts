import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { now, shiftClock } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { cancelRun, estimateRun, readRun, resumeRun, runSchema, startRun, workOnRun } from '#lib/translations/index.ts';
import { makeListing, personOf, referenceData } from '../world.ts';
import { makeCustomer } from './world.ts';

let server: Server;
let settings: Record<string, string>;
let asked: string[] = [];
let answer: (text: string) => string | null = (text) => text;
/** Nobody answers until it is let go: a worker that is killed here has asked and heard nothing. */
let stall: Promise<void> | null = null;

beforeAll(async () => {
  await referenceData();
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const { q }: { q: string[] } = JSON.parse(text);
    asked.push(q.join('|'));
    await stall;
    const answers = q.map(answer);
    if (answers.includes(null)) response.writeHead(400).end('{}');
    else response.end(JSON.stringify({ translatedText: answers }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  settings = {
    MACHINE_TRANSLATION: '*=libretranslate',
    LIBRETRANSLATE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
});
afterAll(() => server.close());
afterEach(() => {
  shiftClock(0);
  stall = null;
});
beforeEach(() => {
  asked = [];
  answer = (text) => `Česky ${text.length}`;
});

async function begun() {
  const customer = await makeCustomer();
  for (const textId of customer.texts)
    await prisma().translation.updateMany({
      where: { textId, state: 'source' },
      data: { fields: { title: `Чиния ${textId.slice(-4)}` } },
    });
  const input = runSchema.parse({
    enterpriseId: customer.enterprise.id,
    scope: 'chosen',
    texts: customer.texts,
    targets: ['cs'],
  });
  return { customer, input, runId: await startRun(customer.owner, input, settings) };
}

const czech = (textIds: readonly string[]) =>
  prisma().translation.count({ where: { textId: { in: [...textIds] }, locale: 'cs', state: 'machine' } });

describe('a catalogue by machine', () => {
  test('is estimated, begun, done text by text, marked as a machine’s, and asked for once', async () => {
    const { customer, input, runId } = await begun();
    await expect(startRun(customer.owner, input, settings)).rejects.toThrow('translations.run_already');
    await Promise.all([workOnRun(runId, settings), workOnRun(runId, settings)]);
    await workOnRun(runId, settings);
    expect(await readRun(customer.owner, runId)).toMatchObject({
      run: { status: 'done' },
      counts: { done: 2 },
      total: 2,
    });
    expect(asked).toHaveLength(2);
    expect(await czech(customer.texts)).toBe(2);
    const estimate = await estimateRun(customer.owner, input, settings);
    expect(estimate.pairs).toEqual([]);
    expect(estimate.left).toBeLessThan(limits.machineCharacters);
  });

  test('no service set: which is said, and nothing is begun', async () => {
    const customer = await makeCustomer();
    const input = runSchema.parse({ enterpriseId: customer.enterprise.id, targets: ['cs'] });
    expect((await estimateRun(customer.owner, input, {})).pairs).toMatchObject([{ engine: null, texts: 3 }]);
    await expect(startRun(customer.owner, input, {})).rejects.toThrow('machine.not_configured');
    await expect(startRun(personOf(customer.user.id), input, settings)).rejects.toThrow('identity.not_allowed');
    expect(await prisma().machineRun.count({ where: { enterpriseId: customer.enterprise.id } })).toBe(0);
  });

  test('a worker that dies leaves its text to the next, after two minutes; what was done is not done again', async () => {
    const { customer, runId } = await begun();
    // The first text is done, the second is in the hands of a worker that is gone.
    const [first, second] = await prisma().machineRunText.findMany({ where: { runId }, orderBy: { position: 'asc' } });
    await prisma().machineRunText.updateMany({
      where: { runId, textId: second?.textId ?? '' },
      data: { state: 'working', claimedAt: now() },
    });
    await workOnRun(runId, settings);
    expect(await czech([first?.textId ?? ''])).toBe(1);
    expect(await readRun(customer.owner, runId)).toMatchObject({
      run: { status: 'running' },
      counts: { working: 1, done: 1 },
    });
    shiftClock((limits.machineRunStale + 1) * 1_000);
    await workOnRun(runId, settings);
    expect(await readRun(customer.owner, runId)).toMatchObject({ run: { status: 'done' }, counts: { done: 2 } });
    expect(asked).toHaveLength(2);
  });

  test('what the machine gets wrong is listed and tried again; a service that refuses stops the run, which goes on', async () => {
    const { customer, runId } = await begun();
    answer = () => '';
    await workOnRun(runId, settings);
    const failed = await readRun(customer.owner, runId);
    expect(failed.counts).toMatchObject({ failed: 2, done: 0 });
    expect(failed.failed.map(({ problem }) => problem)).toEqual([
      'translations.machine_refused',
      'translations.machine_refused',
    ]);
    await resumeRun(customer.owner, { runId });
    answer = () => null;
    await workOnRun(runId, settings);
    expect((await readRun(customer.owner, runId)).run).toMatchObject({
      status: 'stopped',
      problem: 'machine.unavailable',
    });
    answer = (text) => `Česky ${text.length}`;
    await resumeRun(customer.owner, { runId });
    await workOnRun(runId, settings);
    expect(await readRun(customer.owner, runId)).toMatchObject({ run: { status: 'done' }, counts: { done: 2 } });
  });

  test('cancelled: nothing more is asked, and another enterprise’s run is none', async () => {
    const { customer, runId } = await begun();
    const other = await makeCustomer();
    await expect(readRun(other.owner, runId)).rejects.toThrow('identity.not_allowed');
    await expect(cancelRun(other.owner, { runId })).rejects.toThrow('identity.not_allowed');
    await cancelRun(customer.owner, { runId });
    await workOnRun(runId, settings);
    expect(asked).toEqual([]);
    await expect(resumeRun(customer.owner, { runId })).rejects.toThrow('translations.run_over');
  });

  test('people’s words are never written over, and a spent budget stops the run', async () => {
    const { customer, runId } = await begun();
    const [first] = customer.texts;
    await prisma().translation.create({
      data: { textId: first ?? '', locale: 'cs', fields: { title: 'Talíř' }, state: 'translated' },
    });
    const month = new Date(Date.UTC(now().getUTCFullYear(), now().getUTCMonth(), 1));
    await prisma().machineUsage.create({
      data: { enterpriseId: customer.enterprise.id, month, characters: limits.machineCharacters },
    });
    await workOnRun(runId, settings);
    const view = await readRun(customer.owner, runId);
    expect(view.run).toMatchObject({ status: 'stopped', problem: 'machine.budget_spent' });
    await makeListing(customer.enterprise.id);
    await prisma().machineUsage.deleteMany({ where: { enterpriseId: customer.enterprise.id } });
    await resumeRun(customer.owner, { runId });
    await workOnRun(runId, settings);
    expect((await readRun(customer.owner, runId)).counts).toMatchObject({ done: 1, needless: 1 });
  });
});
