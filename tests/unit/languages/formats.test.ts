import { describe, expect, test } from 'vitest';
import { countryOptions, placeName } from '#app/_i18n/names.ts';
import { publicName } from '#lib/community/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { type Locale, localeName, type NameOrder, nameOrdersOf, writtenAs } from '#lib/languages/index.ts';
import { addressLines } from '#lib/ordering/index.ts';

/** Spaces that do not break are spaces to whoever reads. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const day = (locale: string) =>
  plain(
    new Intl.DateTimeFormat(writtenAs(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date('2026-03-05T12:00:00Z'),
    ),
  );

test.each([
  ['zh-CN', 'en', 'Simplified Chinese'],
  ['zh-CN', 'zh-CN', '简体中文'],
  ['sr-Latn', 'en', 'Serbian (Latin)'],
  ['bg', 'pl', 'bułgarski'],
])('the language of %s is called by a reader of %s', (tag, reader, called) => {
  expect(localeName(tag, reader)).toBe(called);
});

describe('amounts and days as mails and papers write them', () => {
  test.each([
    ['en', '€1,234.50', '5 March 2026'],
    ['zh-CN', '€1,234.50', '2026年3月5日'],
    ['bg', '1234,50 €', '5 март 2026 г.'],
    ['mk', '1.234,50 €', '5 март 2026 г.'],
    ['sr-Cyrl', '1.234,50 €', '5. март 2026.'],
    ['sr-Latn', '1.234,50 €', '5. mart 2026.'],
    ['hr', '1.234,50 €', '5. ožujka 2026.'],
    ['bs', '1.234,50 €', '5. mart 2026.'],
    ['sl', '1234,50 €', '5. marec 2026'],
    ['pl', '1234,50 €', '5 marca 2026'],
    ['cs', '1 234,50 €', '5. března 2026'],
    ['sk', '1 234,50 €', '5. marca 2026'],
    ['hu', '1234,50 EUR', '2026. március 5.'],
    ['ro', '1.234,50 EUR', '5 martie 2026'],
    ['sq', '1234,50 €', '5 mars 2026'],
    ['el', '1.234,50 €', '5 Μαρτίου 2026'],
    ['et', '1234,50 €', '5. märts 2026'],
    ['lv', '1234,50 €', '2026. gada 5. marts'],
    ['lt', '1 234,50 €', '2026 m. kovo 5 d.'],
  ])('%s', (locale, amount, date) => {
    expect([plain(formatMoney(money(123_450, 'EUR'), locale)), day(locale)]).toEqual([amount, date]);
  });
});

describe('a list in the order of the reader’s alphabet', () => {
  test.each<[Locale, string[], string]>([
    ['zh-CN', ['CZ', 'BG', 'PL', 'HU', 'CN', 'LT'], '保加利亚 波兰 捷克 立陶宛 匈牙利 中国'],
    ['cs', ['CH', 'HR', 'CZ', 'HU', 'CL', 'DE'], 'Česko Chile Chorvatsko Maďarsko Německo Švýcarsko'],
    ['sk', ['CH', 'HU', 'CL', 'CZ', 'HR', 'IN'], 'Česko Čile Chorvátsko India Maďarsko Švajčiarsko'],
    ['pl', ['LV', 'LT', 'LU', 'LY'], 'Libia Litwa Luksemburg Łotwa'],
    ['et', ['EE', 'ZM', 'SE', 'TR', 'UA'], 'Eesti Rootsi Sambia Türgi Ukraina'],
    ['hu', ['CZ', 'CN', 'CY', 'DK'], 'Ciprus Csehország Dánia Kína'],
  ])('%s', (locale, countries, ordered) => {
    const names = countryOptions(countries, locale).map(({ label }) => label);
    expect(names.join(' ')).toBe(ordered);
  });

  test.each<[NameOrder, string]>([
    ['pinyin', '保加利亚 波兰 捷克 立陶宛 匈牙利 中国'],
    // 4, 5, 6, 8, 9 and 11 strokes in the first character: 中 立 匈 波 保 捷.
    ['stroke', '中国 立陶宛 匈牙利 波兰 保加利亚 捷克'],
  ])('Chinese by %s, as the reader chose', (order, ordered) => {
    const names = countryOptions(['CZ', 'BG', 'PL', 'HU', 'CN', 'LT'], 'zh-CN', order).map(({ label }) => label);
    expect(names.join(' ')).toBe(ordered);
  });

  test('what a reader of Chinese chose changes no other language', () => {
    const countries = ['LV', 'LT', 'LU', 'LY'];
    expect(countryOptions(countries, 'pl', 'stroke')).toEqual(countryOptions(countries, 'pl'));
    expect([nameOrdersOf('pl'), nameOrdersOf('zh-CN')]).toEqual([[], ['pinyin', 'stroke']]);
  });
});

describe('an address in the order of its country', () => {
  const place = { line2: '', district: '', region: '', phone: '' };

  test('Hungary: the town before the street, and the postal code after it', () => {
    const address = {
      ...place,
      name: 'Szabó Eszter',
      line1: 'Fő utca 12.',
      city: 'Budapest',
      postalCode: '1011',
      country: 'HU',
    };
    expect(addressLines(address, 'Magyarország')).toEqual([
      'Szabó Eszter',
      'Budapest',
      'Fő utca 12.',
      '1011',
      'Magyarország',
    ]);
  });

  test('China: from the large to the small, and the name at the end', () => {
    const address = {
      ...place,
      name: '林悦',
      line1: '春熙路8号',
      district: '锦江区',
      city: '成都市',
      region: '四川省',
      postalCode: '610000',
      country: 'CN',
    };
    expect(addressLines(address, '中国')).toEqual(['中国', '四川省 成都市 锦江区', '春熙路8号', '610000', '林悦']);
  });

  test.each([
    ['BG', 'Мария Петкова', 'ул. Васил Левски 4', '5600', 'Троян', 'България'],
    ['PL', 'Anna Nowak', 'ul. Długa 7', '00-950', 'Warszawa', 'Polska'],
  ])('%s: the street, then the code and the town', (country, name, line1, postalCode, city, countryName) => {
    expect(addressLines({ ...place, name, line1, postalCode, city, country }, countryName)).toEqual([
      name,
      line1,
      `${postalCode} ${city}`,
      countryName,
    ]);
  });
});

test.each([
  ['Szabó Eszter', 'HU', 'Eszter Sz.'],
  ['林悦', 'CN', '林**'],
  ['Мария Петкова', 'BG', 'Мария П.'],
  ['Anna Nowak', 'PL', 'Anna N.'],
])('%s of %s is shown as %s', (name, country, shown) => {
  expect(publicName(name, country)).toBe(shown);
});

describe('a place with its country', () => {
  test.each([
    ['Троян', 'BG', 'bg', 'Троян, България'],
    ['Trojan', 'BG', 'pl', 'Trojan, Bułgaria'],
    ['特洛扬', 'BG', 'zh-CN', '保加利亚特洛扬'],
    ['景德镇', 'CN', 'zh-CN', '中国景德镇'],
    ['Horezu', 'RO', 'zh-CN', '罗马尼亚 Horezu'],
    ['', 'BG', 'bg', 'България'],
    [' ', 'BG', 'zh-CN', '保加利亚'],
  ])('%s, %s in %s', (place, country, locale, written) => {
    expect(placeName(place, country, locale)).toBe(written);
  });
});
