import { expect, test } from 'vitest';
import { type LocalizedText, readable, type TextState } from '#lib/languages/content.ts';

const text = (locale: string, value: string, state: TextState, sourceRevision = 1): LocalizedText => ({
  locale,
  value,
  state,
  origin: state === 'machine' ? 'machine' : 'human',
  sourceRevision,
});

test('the original is nothing but itself', () => {
  expect(readable([text('bg', 'Килим', 'source')], 'bg')).toEqual({
    value: 'Килим',
    locale: 'bg',
    direction: 'ltr',
    is: 'original',
    ownLanguage: true,
    transliterated: false,
    stale: false,
    original: null,
  });
});

test('a machine translation in the own language comes before a reviewed one in another, and says what it is', () => {
  const texts = [text('bg', 'Килим', 'source'), text('en', 'Kilim', 'reviewed'), text('pl', 'Kilim (pl)', 'machine')];
  expect(readable(texts, 'pl')).toMatchObject({
    value: 'Kilim (pl)',
    is: 'machine',
    ownLanguage: true,
    original: { locale: 'bg', value: 'Килим' },
  });
});

test('of one language the furthest state is taken, of equal ones the fresh', () => {
  const texts = [
    text('bg', 'Нов', 'source', 3),
    text('pl', 'maszynowo', 'machine', 3),
    text('pl', 'stare', 'translated', 2),
    text('pl', 'nowe', 'translated', 3),
  ];
  expect(readable(texts, 'pl')).toMatchObject({ value: 'nowe', is: 'translated', stale: false });
});

test('a stale translation is shown and called stale', () => {
  const texts = [text('bg', 'Нов', 'source', 3), text('pl', 'stare', 'reviewed', 2)];
  expect(readable(texts, 'pl')).toMatchObject({ value: 'stare', is: 'reviewed', stale: true });
});

test('Slovaks read Czech before English', () => {
  const texts = [
    text('zh-CN', '剪纸', 'source'),
    text('en', 'Paper-cut', 'reviewed'),
    text('cs', 'Vystřihovánka', 'machine'),
  ];
  expect(readable(texts, 'sk')).toMatchObject({ locale: 'cs', ownLanguage: false, is: 'machine' });
});

test('Serbian is rewritten in the reader’s letters', () => {
  const cyrillic = [text('sr-Cyrl', 'Пиротски ћилим', 'source')];
  expect(readable(cyrillic, 'sr-Latn')).toMatchObject({
    value: 'Pirotski ćilim',
    locale: 'sr-Latn',
    is: 'original',
    ownLanguage: true,
    transliterated: true,
  });
  expect(readable([text('sr-Latn', 'Opanci od goveđe kože', 'source')], 'sr-Cyrl')?.value).toBe(
    'Опанци од говеђе коже',
  );
  expect(readable([text('sr-Latn', 'Opanci', 'source')], 'hr')).toMatchObject({ value: 'Opanci', ownLanguage: false });
});

test('the original is the last resort, in any language', () => {
  expect(readable([text('de', 'Kelim', 'source')], 'lt')).toMatchObject({
    value: 'Kelim',
    locale: 'de',
    ownLanguage: false,
  });
});

test('blank versions count as absent', () => {
  expect(readable([text('bg', 'Килим', 'source'), text('pl', ' \n', 'reviewed')], 'pl')?.locale).toBe('bg');
  expect(readable([text('bg', ' ', 'source')], 'pl')).toBeNull();
  expect(readable([], 'pl')).toBeNull();
});
