import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import {
  dealWords,
  makeOffer,
  noteOf,
  offerSchema,
  readDeal,
  translateDealWords,
  writeToDeal,
} from '#lib/rights/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { ask, form, type Talk } from './talks.ts';
import { owner } from './world.ts';

let server: Server;
let settings: Record<string, string>;
let asked: string[] = [];

beforeAll(async () => {
  await referenceData();
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const { q }: { q: string[] } = JSON.parse(text);
    asked.push(...q);
    const made: Record<string, string> = {
      '包装和目录均包含在内。': 'Obal a katalog jsou součástí.',
      '请先送样。': 'Nejprve prosím pošlete vzorek.',
    };
    response.end(JSON.stringify({ translatedText: q.map((each) => made[each] ?? '') }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  settings = {
    MACHINE_TRANSLATION: '*=libretranslate',
    LIBRETRANSLATE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
});
afterAll(() => server.close());

const written = '包装和目录均包含在内。\n\n请先送样。';
const made = 'Obal a katalog jsou součástí.\n\nNejprve prosím pošlete vzorek.';

/** The holder has written in Chinese; what the licensee would ask to have translated. */
async function said(talk: Talk, body = written) {
  await writeToDeal(talk.giver, {
    dealId: talk.dealId,
    enterpriseId: talk.holder.enterprise.id,
    body,
    locale: 'zh-CN',
  });
  const { deal } = await readDeal(talk.taker, talk.number);
  const message = deal.messages[0];
  if (!message) throw new Error('nothing was said');
  return {
    dealId: talk.dealId,
    enterpriseId: talk.licensee.enterprise.id,
    subject: 'message' as const,
    subjectId: message.id,
    to: 'cs' as const,
  };
}

const read = async (talk: Talk, reader: 'cs' | 'zh-CN' | 'bg') => {
  const { deal } = await readDeal(talk.taker, talk.number);
  return dealWords(deal.messages[0] ?? { body: '', locale: 'cs' }, deal.translations, reader);
};

describe('what the other side wrote', () => {
  test('is translated once, marked as a machine’s, with the original, which stays', async () => {
    const talk = await ask();
    const input = await said(talk);
    expect(await read(talk, 'cs')).toMatchObject({ value: written, is: 'original', ownLanguage: false });
    asked = [];
    await translateDealWords(talk.taker, input, settings);
    await translateDealWords(talk.taker, input, settings);
    expect(asked).toHaveLength(2);
    expect(await read(talk, 'cs')).toMatchObject({
      value: made,
      is: 'machine',
      ownLanguage: true,
      original: { locale: 'zh-CN', value: written },
    });
    // Who wrote it, and who reads another language, see what was written.
    expect(await read(talk, 'zh-CN')).toMatchObject({ value: written, original: null });
    expect(await read(talk, 'bg')).toMatchObject({ value: written, is: 'original' });
    const usage = await prisma().machineUsage.findMany({ where: { enterpriseId: input.enterpriseId } });
    expect(usage.map(({ characters }) => characters)).toEqual([written.replaceAll('\n', '').length]);
  });

  test('the note of a version too, in the language of the page it was written on', async () => {
    const talk = await ask();
    await makeOffer(
      talk.giver,
      offerSchema.parse({
        ...form,
        royalty: '9',
        note: '请先送样。',
        locale: 'zh-CN',
        dealId: talk.dealId,
        enterpriseId: talk.holder.enterprise.id,
      }),
    );
    const offer = (await readDeal(talk.taker, talk.number)).deal.offers.at(-1);
    if (!offer) throw new Error('no offer');
    expect(noteOf(offer, 'cs')).toEqual({ body: '请先送样。', locale: 'zh-CN' });
    const here = { dealId: talk.dealId, enterpriseId: talk.licensee.enterprise.id, to: 'cs' as const };
    await translateDealWords(talk.taker, { ...here, subject: 'note', subjectId: offer.id }, settings);
    const { deal } = await readDeal(talk.taker, talk.number);
    expect(dealWords(noteOf(offer, 'cs'), deal.translations, 'cs')?.value).toBe('Nejprve prosím pošlete vzorek.');
  });

  test('is not made up: without a service, with half an answer, or with an empty budget nothing is kept', async () => {
    const talk = await ask();
    const input = await said(talk, `${written}\n这句没有译文。`);
    await expect(translateDealWords(talk.taker, input, {})).rejects.toThrow('machine.not_configured');
    await expect(translateDealWords(talk.taker, input, settings)).rejects.toThrow('machine.not_kept');
    await prisma().machineUsage.updateMany({
      where: { enterpriseId: input.enterpriseId },
      data: { characters: limits.machineCharacters },
    });
    await expect(translateDealWords(talk.taker, input, settings)).rejects.toThrow('machine.budget_spent');
    expect(await prisma().dealTranslation.count({ where: { dealId: talk.dealId } })).toBe(0);
  });

  test('is nothing to a stranger, nor is a message of another deal', async () => {
    const [talk, other] = [await ask(), await ask()];
    const input = await said(talk);
    const stranger = await makeEnterprise();
    const foreign = { ...input, enterpriseId: stranger.enterprise.id };
    for (const each of [input, foreign])
      await expect(translateDealWords(owner(stranger), each, settings)).rejects.toThrow('rights.unknown');
    const theirs = { ...input, dealId: other.dealId, enterpriseId: other.licensee.enterprise.id };
    await expect(translateDealWords(other.taker, theirs, settings)).rejects.toThrow('rights.unknown');
  });
});
