import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mask, unmask } from '#lib/languages/machine/mask.ts';
import { providerFor } from '#lib/languages/machine/providers.ts';
import { resetBreakers, translate } from '#lib/languages/machine/translate.ts';

interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

let server: Server;
let url = '';
let seen: Seen[] = [];
/** What the service answers, one after the other; the last again and again. */
let answers: { status?: number; headers?: Record<string, string>; body: unknown }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    seen.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(text) });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', ...answer?.headers });
    response.end(JSON.stringify(answer?.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  seen = [];
  resetBreakers();
});

const mark = '<span translate="no" class="notranslate" id="k0"></span>';
const segments = ['Hello {name} & welcome', 'A plate'];
const sent = [`Hello ${mark} &amp; welcome`, 'A plate'];
const got = [`Witaj, ${mark} &amp; zapraszamy`, 'Talerz'];
const words = ['Witaj, {name} & zapraszamy', 'Talerz'];
const all = (settings: Record<string, string>) => ({ MACHINE_TRANSLATION: `*=${settings['name']}`, ...settings });

describe('each service as its documentation has it', () => {
  const recorded = [
    {
      name: 'deepl',
      settings: () => ({ DEEPL_API_KEY: 'k', DEEPL_URL: url }),
      answer: { translations: got.map((text) => ({ detected_source_language: 'EN', text })) },
      request: {
        path: '/v2/translate',
        headers: { authorization: 'DeepL-Auth-Key k' },
        body: { text: sent, source_lang: 'EN', target_lang: 'PL', tag_handling: 'html' },
      },
    },
    {
      name: 'google',
      settings: () => ({ GOOGLE_TRANSLATE_API_KEY: 'k', GOOGLE_TRANSLATE_URL: url }),
      answer: { data: { translations: got.map((translatedText) => ({ translatedText })) } },
      request: {
        path: '/language/translate/v2',
        headers: { 'x-goog-api-key': 'k' },
        body: { q: sent, source: 'en', target: 'pl', format: 'html' },
      },
    },
    {
      name: 'azure',
      settings: () => ({ AZURE_TRANSLATOR_KEY: 'k', AZURE_TRANSLATOR_REGION: 'westeurope', AZURE_TRANSLATOR_URL: url }),
      answer: got.map((text) => ({ translations: [{ text, to: 'pl' }] })),
      request: {
        path: '/translate?api-version=3.0&from=en&to=pl&textType=html',
        headers: { 'ocp-apim-subscription-key': 'k', 'ocp-apim-subscription-region': 'westeurope' },
        body: sent.map((Text) => ({ Text })),
      },
    },
    {
      name: 'libretranslate',
      settings: () => ({ LIBRETRANSLATE_URL: url, LIBRETRANSLATE_API_KEY: 'k' }),
      answer: { translatedText: got },
      request: {
        path: '/translate',
        headers: {},
        body: { q: sent, source: 'en', target: 'pl', format: 'html', api_key: 'k' },
      },
    },
    {
      name: 'openai',
      settings: () => ({ OPENAI_COMPATIBLE_URL: url, OPENAI_COMPATIBLE_KEY: 'k', OPENAI_COMPATIBLE_MODEL: 'm' }),
      answer: { choices: [{ message: { role: 'assistant', content: JSON.stringify({ texts: got }) } }] },
      request: {
        path: '/chat/completions',
        headers: { authorization: 'Bearer k' },
        body: { model: 'm', response_format: { type: 'json_object' } },
      },
    },
  ];

  test.each(recorded)('$name', async ({ name, settings, answer, request }) => {
    answers = [{ body: answer }];
    const result = await translate(segments, 'en', 'pl', [], all({ name, ...settings() }));
    expect(result).toEqual(words.map((value) => ({ value, engine: name })));
    expect(seen).toEqual([expect.objectContaining({ path: request.path })]);
    expect(seen[0]?.headers).toMatchObject(request.headers);
    if (Array.isArray(request.body)) expect(seen[0]?.body).toEqual(request.body);
    else expect(seen[0]?.body).toMatchObject(request.body);
  });
});

describe('what may go wrong', () => {
  const deepl = () => all({ name: 'deepl', DEEPL_API_KEY: 'k', DEEPL_URL: url });
  const answer = (...texts: string[]) => ({ body: { translations: texts.map((text) => ({ text })) } });

  test('nothing is set: it says so and asks nobody', async () => {
    await expect(translate(['a'], 'en', 'pl', [], {})).rejects.toMatchObject({
      code: 'machine.not_configured',
      params: { from: 'en', to: 'pl' },
    });
    expect(seen).toEqual([]);
  });

  test.each([
    ['a lost placeholder', 'Witaj'],
    ['a doubled one', `Witaj ${mark}${mark}`],
    ['a script', `Witaj ${mark}<script>alert(1)</script>`],
    ['letters nobody sees', `Wi\u200btaj ${mark}`],
    ['nothing', ''],
  ])('%s: the text is left without a translation', async (_, text) => {
    answers = [answer(text)];
    expect(await translate(['Hello {name}'], 'en', 'pl', [], deepl())).toEqual([{ value: null, engine: 'deepl' }]);
  });

  test('busy is asked again, a refusal is not', async () => {
    answers = [
      { status: 429, headers: { 'retry-after': '0' }, body: {} },
      { status: 503, headers: { 'retry-after': '0' }, body: {} },
      answer('Talerz'),
    ];
    expect(await translate(['Plate'], 'en', 'pl', [], deepl())).toEqual([{ value: 'Talerz', engine: 'deepl' }]);
    expect(seen).toHaveLength(3);
    answers = [{ status: 456, body: { message: 'Quota exceeded' } }];
    await expect(translate(['Plate'], 'en', 'pl', [], deepl())).rejects.toMatchObject({ code: 'machine.unavailable' });
    expect(seen).toHaveLength(4);
  });

  test('after five failures the service is left alone', async () => {
    answers = [{ status: 403, body: {} }];
    for (let n = 0; n < 7; n++)
      await expect(translate(['Plate'], 'en', 'pl', [], deepl())).rejects.toMatchObject({
        code: 'machine.unavailable',
      });
    expect(seen).toHaveLength(5);
  });

  test('an answer of another number of texts is none', async () => {
    answers = [{ ...answer('Talerz', 'Talerz'), headers: { 'retry-after': '0' } }];
    await expect(translate(['Plate'], 'en', 'pl', [], deepl())).rejects.toMatchObject({ code: 'machine.unavailable' });
  });

  test('many texts go in parts, words of the glossary that stay are kept', async () => {
    answers = [answer(...Array<string>(50).fill('Miska')), answer('Miska', `Sprzedawaj z ${mark}`)];
    const glossary = [{ source: 'Ambersilk', target: 'Ambersilk', doNotTranslate: true }];
    const texts = [...Array<string>(51).fill('Bowl'), 'Sell with Ambersilk'];
    const results = await translate(texts, 'en', 'pl', glossary, deepl());
    expect(results).toHaveLength(52);
    expect(results.at(-1)?.value).toBe('Sprzedawaj z Ambersilk');
    expect(seen).toHaveLength(2);
  });
});

test('the first rule that fits a pair names the service, and only with its key', () => {
  const settings = {
    MACHINE_TRANSLATION: 'en>pl=deepl, *>zh-CN=azure, *=libretranslate',
    AZURE_TRANSLATOR_KEY: 'k',
    LIBRETRANSLATE_URL: 'u',
  };
  expect(providerFor('en', 'pl', settings)).toBeNull();
  expect(providerFor('en', 'pl', { ...settings, DEEPL_API_KEY: 'k' })).toBe('deepl');
  expect(providerFor('bg', 'zh-CN', settings)).toBe('azure');
  expect(providerFor('bg', 'en', settings)).toBe('libretranslate');
});

test('any text comes back as it went', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const masked = mask(text, ['Ambersilk']);
      expect(unmask(masked.html, masked)).toBe(text);
    }),
  );
});
