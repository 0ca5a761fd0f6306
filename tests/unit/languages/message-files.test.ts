import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check as checkText } from '#lib/languages/checks.ts';
import { findings, report } from '#runtime/messages/check.ts';
import { readLocale } from '#runtime/messages/files.ts';
import { fill, missingKeys } from '#runtime/messages/fill.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'messages-'));
  await put('messages/en/cart.json', english);
  await put('messages/zh-CN/cart.json', { title: '购物车', lines: '{count}件', note: { by: '{name}写' } });
  await put('messages/bg/cart.json', {
    title: 'Количка',
    lines: '{count, plural, one {# вещ} other {# вещи}}',
    note: { by: 'От {name}' },
  });
  await put('messages/pl/cart.json', polish);
  await put('app/cart/page.tsx', page);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const english = { title: 'Cart', lines: '{count, plural, one {# thing} other {# things}}', note: { by: 'By {name}' } };
const polish = {
  title: 'Koszyk',
  lines: '{count, plural, one {# rzecz} few {# rzeczy} many {# rzeczy} other {# rzeczy}}',
  note: { by: 'Autor: {name}' },
};
const page =
  "export async function Page() { const t = await getTranslations('cart'); return <p title={t('title')}>{t('lines')} · {t('note.by')}</p>; }\n";

async function put(name: string, content: unknown): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

async function errors(): Promise<string[]> {
  return (await findings(root))
    .filter((each) => each.severity === 'error')
    .map(({ kind, at, text }) => `${kind} ${at} ${text}`);
}

describe('the check of the messages', () => {
  test('finds nothing where nothing is wrong', async () => {
    expect(await findings(root)).toEqual([]);
    expect(report([])).toContain('sound');
  });

  test.each<[string, string, unknown, string]>([
    ['a missing key', 'messages/pl/cart.json', { ...polish, note: {} }, 'missing pl cart.note.by'],
    ['a key that English does not have', 'messages/pl/cart.json', { ...polish, more: 'Więcej' }, 'extra pl cart.more'],
    ['an extra key of a draft', 'messages/cs/cart.json', { more: 'Více' }, 'extra cs cart.more'],
    [
      'broken syntax',
      'messages/pl/cart.json',
      { ...polish, note: { by: '{name' } },
      'translation pl cart.note.by icu_syntax',
    ],
    [
      'broken syntax in English',
      'messages/en/cart.json',
      { ...english, note: { by: '{name' } },
      'translation en cart.note.by icu_syntax',
    ],
    [
      'unclosed tags in English',
      'messages/en/cart.json',
      { ...english, note: { by: '<b>{name}' } },
      'translation en cart.note.by icu_syntax',
    ],
    [
      'a wrong placeholder',
      'messages/pl/cart.json',
      { ...polish, note: { by: '{nome}' } },
      'translation pl cart.note.by placeholder_missing: names name',
    ],
    [
      'a wrong placeholder in a draft',
      'messages/cs/cart.json',
      { note: { by: '{nome}' } },
      'translation cs cart.note.by placeholder_extra: names nome',
    ],
    [
      'a plural form that is missing',
      'messages/pl/cart.json',
      { ...polish, lines: '{count, plural, one {# rzecz} other {# rzeczy}}' },
      'translation pl cart.lines plural_missing: categories few, many',
    ],
    [
      'a plural form that the language lacks',
      'messages/zh-CN/cart.json',
      { title: '购物车', lines: '{count, plural, one {#件} other {#件}}', note: { by: '{name}写' } },
      'translation zh-CN cart.lines plural_extra',
    ],
    ['a file that is no JSON', 'messages/pl/cart.json', '{', 'file pl pl/cart.json is not a JSON object'],
    [
      'a value that is no string',
      'messages/bg/cart-more.json',
      { title: 3 },
      'file bg bg/cart-more.json: title is not a string',
    ],
    ['a key in two files', 'messages/en/cart-more.json', { title: 'Cart' }, 'cart.title is in cart-more.json as well'],
    ['an unknown locale', 'messages/xx/cart.json', {}, 'file xx is no locale'],
    [
      'an error code without a sentence',
      'lib/cart/add.ts',
      "throw new DomainError(left > 0 ? 'cart.few' : 'cart.none', { left });",
      'error_code lib/cart/add.ts:1 cart.none',
    ],
    [
      'a validation code without a sentence',
      'lib/cart/schema.ts',
      "z.string().max(3, { error: 'too_long' })",
      'error_code lib/cart/schema.ts:1 validation.too_long',
    ],
    [
      'words between tags',
      'app/cart/lead.tsx',
      'export const A = () => (\n  <p>\n    Your cart\n  </p>\n);\n',
      'literal app/cart/lead.tsx:2 “Your cart”',
    ],
    [
      'a string between tags',
      'app/cart/lead.tsx',
      "export const A = () => <p>{'Your cart'}</p>;\n",
      'literal app/cart/lead.tsx:1 “Your cart”',
    ],
    [
      'a label in the code',
      'app/cart/lead.tsx',
      'export const A = () => <nav aria-label="Main" />;\n',
      'literal app/cart/lead.tsx:1 aria-label=“Main”',
    ],
    [
      'a placeholder in the code',
      'app/cart/lead.tsx',
      'export const A = () => <input placeholder={`For ${b} years`} />;\n',
      'placeholder=“For',
    ],
    [
      'an alternative text in the code',
      'app/cart/lead.tsx',
      "export const A = () => <img alt={'A jug'} />;\n",
      'alt=“A jug”',
    ],
  ])('fails on %s', async (_name, file, content, expected) => {
    await put(file, content);
    const found = await errors();
    expect(
      found.some((line) => line.includes(expected)),
      found.join('\n'),
    ).toBe(true);
    expect(report(await findings(root))).toMatch(/\d errors/);
  });

  test('lets a draft be incomplete and only notes what is doubtful in a reviewed one', async () => {
    await put('messages/cs/cart.json', { title: 'Cart' });
    await put('messages/pl/cart.json', { ...polish, title: 'Cart' });
    const found = await findings(root);
    expect(found).toEqual([{ severity: 'note', kind: 'translation', at: 'pl cart.title', text: 'untranslated' }]);
  });

  test('takes signs, expressions and developers’ pages for no words', async () => {
    await put(
      'app/cart/sign.tsx',
      'export const A = () => <p title={words.title} data-kind="cart">↑ &nbsp;·{count} 12</p>;\n',
    );
    await put('app/dev/page.tsx', 'export const A = () => <p title="Mail">Caught mail</p>;\n');
    expect(await errors()).toEqual([]);
  });

  test('reads what the linter says also where the repository makes it an error', async () => {
    await put('biome.json', { linter: { rules: { style: { noJsxLiterals: 'error' } } } });
    await put('app/cart/lead.tsx', 'export const A = () => <p>Your cart</p>;\n');
    expect(await errors()).toEqual(['literal app/cart/lead.tsx:1 “Your cart” belongs in messages/']);
  });

  test('only notes a string that nothing seems to use', async () => {
    await put('app/cart/page.tsx', page.replace("t('title')", 'title'));
    expect(await findings(root)).toMatchObject([{ severity: 'note', kind: 'unused', at: 'en cart.title' }]);
  });
});

describe('filling a locale', () => {
  const folder = () => path.join(root, 'messages');

  test('tells what is missing, with the English', async () => {
    await put('messages/cs/cart.json', { note: { by: 'Od {name}' } });
    const missing = missingKeys(await readLocale(folder(), 'en'), await readLocale(folder(), 'cs'));
    expect(missing).toEqual({ cart: { title: english.title, lines: english.lines } });
  });

  test('takes what is sound in the order of English and refuses the rest with the reason', async () => {
    await put('messages/cs/cart.json', { note: { by: 'Od {name}' } });
    const lines = '{count, plural, one {# věc} few {# věci} many {# věci} other {# věcí}}';
    const { taken, refused } = await fill(folder(), 'cs', {
      cart: { lines, 'note.by': '{nome}', title: 'Košík', other: 'Jiné' },
    });
    expect(taken).toBe(2);
    expect(refused).toEqual([
      expect.stringMatching(/^cart\.note\.by: placeholder_missing.*placeholder_extra/),
      'cart.other: there is no such key in English',
    ]);
    const written = await readFile(path.join(folder(), 'cs/cart.json'), 'utf8');
    expect(written).toBe(`${JSON.stringify({ title: 'Košík', lines, note: { by: 'Od {name}' } }, null, 2)}\n`);
  });

  test('begins a locale that has no files yet', async () => {
    expect(await fill(folder(), 'sk', { cart: { title: 'Košík' } })).toEqual({ taken: 1, refused: [] });
    expect((await readLocale(folder(), 'sk')).entries.get('cart.title')?.value).toBe('Košík');
  });

  test('refuses what the workbench refuses', async () => {
    expect(checkText(english.note.by, '', 'cs')).toMatchObject([{ code: 'empty', severity: 'error' }]);
    expect((await fill(folder(), 'cs', { cart: { 'note.by': '' } })).refused).toEqual(['cart.note.by: empty']);
  });
});
