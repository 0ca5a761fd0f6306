import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { coverageOf, estimateMachine, machineTranslate } from '#lib/languages/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let server: Server;
let settings: Record<string, string>;
/** What the machine makes of a text. */
let said = (text: string) => `cs ${text}`;

beforeAll(async () => {
  await referenceData();
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const { q }: { q: string[] } = JSON.parse(text);
    response.end(JSON.stringify({ translatedText: q.map((each) => said(each)) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  settings = {
    MACHINE_TRANSLATION: '*=libretranslate',
    LIBRETRANSLATE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
});
afterAll(() => server.close());

let owner: ReturnType<typeof ownerOf>;
let input: { enterpriseId: string; to: 'cs' };
let textId: string;

beforeEach(async () => {
  said = (text) =>
    text
      .replace('Троянска чиния', 'Talíř z Trojanu')
      .replace('Ръчно рисувана', 'Ručně malovaný')
      .replace('Глина', 'Hlína');
  const { enterprise, user } = await makeEnterprise();
  owner = ownerOf(user.id, enterprise.id);
  ({ textId } = (await makeListing(enterprise.id)).listing);
  input = { enterpriseId: enterprise.id, to: 'cs' };
});

const row = () => prisma().translation.findUnique({ where: { textId_locale: { textId, locale: 'cs' } } });
const cs = async () => (await coverageOf(owner, input.enterpriseId)).find(({ locale }) => locale === 'cs');

describe('a catalogue by machine', () => {
  test('is estimated first, then translated, marked as a machine’s, and counted', async () => {
    expect(await estimateMachine(owner, input, settings)).toEqual({
      texts: 1,
      characters: 'Троянска чиния'.length + 'Ръчно рисувана'.length + 'Глина'.length,
      left: limits.machineCharacters,
      engine: 'libretranslate',
    });
    expect(await cs()).toMatchObject({ listings: 1, missing: 1 });
    expect(await machineTranslate(owner, input, settings)).toEqual({ done: 1, refused: 0 });
    expect(await row()).toMatchObject({
      state: 'machine',
      origin: 'machine',
      engine: 'libretranslate',
      fields: { title: 'Talíř z Trojanu' },
    });
    expect(await cs()).toMatchObject({ draft: 1, missing: 0 });
    expect((await estimateMachine(owner, input, settings)).left).toBeLessThan(limits.machineCharacters);
  });

  test('is made anew where the original moved, and never over a person’s words', async () => {
    await machineTranslate(owner, input, settings);
    await prisma().text.update({ where: { id: textId }, data: { revision: 2 } });
    expect(await cs()).toMatchObject({ stale: 1 });
    expect(await machineTranslate(owner, input, settings)).toEqual({ done: 1, refused: 0 });
    await prisma().translation.update({
      where: { textId_locale: { textId, locale: 'cs' } },
      data: { state: 'translated' },
    });
    await prisma().text.update({ where: { id: textId }, data: { revision: 3 } });
    expect(await machineTranslate(owner, input, settings)).toEqual({ done: 0, refused: 0 });
  });

  test('half a listing is none', async () => {
    said = (text) => (text === 'Глина' ? '' : 'Slovo');
    expect(await machineTranslate(owner, input, settings)).toEqual({ done: 0, refused: 1 });
    expect(await row()).toBeNull();
  });

  test('nothing set, a spent budget, a stranger: refused, and nothing is written', async () => {
    await expect(machineTranslate(owner, input, {})).rejects.toMatchObject({ code: 'machine.not_configured' });
    const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1));
    await prisma().machineUsage.create({
      data: { enterpriseId: input.enterpriseId, month, characters: limits.machineCharacters },
    });
    await expect(machineTranslate(owner, input, settings)).rejects.toMatchObject({ code: 'machine.budget_spent' });
    await expect(machineTranslate(personOf(owner.userId), input, settings)).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
    expect(await row()).toBeNull();
  });
});
