import { describe, expect, test } from 'vitest';
import { allNames, enterpriseName, nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';

const named = (displayName: string, sourceLocale: string, names: object = {}, legalNameLatin = 'Paper Name Ltd.') => ({
  displayName,
  sourceLocale,
  names,
  legalNameLatin,
});

const taofang = named(
  '景德镇陶坊',
  'zh-CN',
  { en: 'Jingdezhen Taofang', bg: 'Керамика „Таофан“' },
  'Taofang Ceramics Co.',
);
const marta = named('Баба Марта', 'bg', { en: 'Baba Marta', 'zh-CN': '玛尔塔奶奶' });
const weavers = named('Ткачнице Пирот', 'sr-Cyrl', { en: 'Pirot Weavers' });
const cobbler = named('Opančar Ćirović', 'sr-Latn', { 'zh-CN': '奇罗维奇鞋匠铺', bg: 'Опанчар Чирович' });
const puppets = named('Loutky Praha', 'cs', { en: 'Prague Puppets' });

describe('what a reader calls an enterprise', () => {
  const cases: [string, ReturnType<typeof named>, Locale, string][] = [
    ['its name in the reader’s language', taofang, 'bg', 'Керамика „Таофан“'],
    ['by the fallback chain', taofang, 'pl', 'Jingdezhen Taofang'],
    ['by a near language before English', taofang, 'mk', 'Керамика „Таофан“'],
    ['its own', taofang, 'zh-CN', '景德镇陶坊'],
    ['its own where that is in the reader’s letters, not English', puppets, 'pl', 'Loutky Praha'],
    ['its own letters also between Cyrillic languages', weavers, 'bg', 'Ткачнице Пирот'],
    ['another language’s letters are not its own', puppets, 'el', 'Prague Puppets'],
    ['Serbian in Latin letters', weavers, 'sr-Latn', 'Tkačnice Pirot'],
    ['Serbian in Cyrillic letters', cobbler, 'sr-Cyrl', 'Опанчар Ћировић'],
    ['a name in the reader’s language before the same letters', cobbler, 'bg', 'Опанчар Чирович'],
    ['a Latin name as it is where there is no other', named('Lino Namai', 'lt'), 'zh-CN', 'Lino Namai'],
    ['its papers’ Latin name for whom its letters are unreadable', named('湘绫绣坊', 'zh-CN'), 'pl', 'Paper Name Ltd.'],
    ['the same for a reader of Chinese', named('Розова долина', 'bg'), 'zh-CN', 'Paper Name Ltd.'],
    ['a blank name counts as none', named('湘绫绣坊', 'zh-CN', { pl: ' ', en: 'Xiangling' }), 'pl', 'Xiangling'],
    ['what is stored wrongly counts as none', named('Loutky', 'cs', [7]), 'pl', 'Loutky'],
    ['a name kept for its own language does not hide its own', named('Loutky', 'cs', { cs: 'Jiné' }), 'cs', 'Loutky'],
  ];
  test.each(cases)('%s', (_what, enterprise, reader, name) => {
    expect(nameFor(enterprise, reader)).toBe(name);
  });

  test('the name it gave itself comes with any other', () => {
    expect(enterpriseName(taofang, 'pl')).toEqual({
      value: 'Jingdezhen Taofang',
      locale: 'en',
      original: '景德镇陶坊',
    });
    expect(enterpriseName(marta, 'zh-CN')).toEqual({ value: '玛尔塔奶奶', locale: 'zh-CN', original: 'Баба Марта' });
    expect(enterpriseName(marta, 'bg')).toEqual({ value: 'Баба Марта', locale: 'bg', original: null });
    expect(enterpriseName(named('湘绫绣坊', 'zh-CN'), 'lt')).toMatchObject({ locale: 'zh-Latn', original: '湘绫绣坊' });
  });

  test('it is looked for by all of them', () => {
    expect(allNames(marta)).toEqual(['Баба Марта', 'Baba Marta', '玛尔塔奶奶', 'Paper Name Ltd.']);
  });
});
