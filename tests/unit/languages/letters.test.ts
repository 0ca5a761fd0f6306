import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '#lib/languages/fold.ts';
import { pinyinInitials, romanise, slug } from '#lib/languages/romanisation.ts';
import { simplified, traditionalCharacters } from '#lib/languages/simplified-han.ts';
import { stem } from '#lib/languages/stem.ts';
import { stemRules } from '#lib/languages/stem-rules.ts';
import { serbianToCyrillic, serbianToLatin } from '#lib/languages/transliteration.ts';

describe('Serbian', () => {
  test.each([
    ['Његош', 'Njegoš'],
    ['ЊЕГОШ', 'NJEGOŠ'],
    ['ЉУБАВ', 'LJUBAV'],
    ['Љубав', 'Ljubav'],
    ['џеп и Џон', 'džep i Džon'],
    ['ћуфта, ђердан', 'ćufta, đerdan'],
    ['инјекција', 'injekcija'],
    ['надживети', 'nadživeti'],
    ['конјунктура', 'konjunktura'],
    ['коњ', 'konj'],
    ['ТАНЈУГ', 'TANJUG'],
  ])('%s is %s both ways', (cyrillic, latin) => {
    expect(serbianToLatin(cyrillic)).toBe(latin);
    expect(serbianToCyrillic(latin)).toBe(cyrillic);
  });

  test.each([
    ['XIV vek', 'XIV век'],
    ['Windows i PDF', 'Windows и PDF'],
    ['120 × 180 cm', '120 × 180 cm'],
    ['Zdravo {name}', 'Здраво {name}'],
    ['<b>njen</b>', '<b>њен</b>'],
    ['vidi https://primer.rs/nj', 'види https://primer.rs/nj'],
    ['piši na pomoc@primer.rs', 'пиши на pomoc@primer.rs'],
    ['ǌegoš', 'његош'],
  ])('%s becomes %s', (latin, cyrillic) => {
    expect(serbianToCyrillic(latin)).toBe(cyrillic);
  });

  test('to Latin and back is the same for every word without letters that meet at a seam', () => {
    const letter = fc.constantFrom(...'абвгдђежзијклљмнњопрстћуфхцчџш');
    const ambiguous = /[нл]ј|дж/;
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 12 }), (letters) => {
        const word = letters.join('');
        fc.pre(!ambiguous.test(word) && !/ињек|ињун|коњу|коњек|тањуг|вањези|наџ|оџ|поџ|преџ/.test(word));
        fc.pre(!/^(?:пц|цд|дпи|ок|усб|пдф|двд|ибан|исрц|исбн|еидр|мм|цм)$/.test(word));
        expect(serbianToCyrillic(serbianToLatin(word))).toBe(word);
      }),
    );
  });
});

describe('romanise and slug', () => {
  test.each([
    ['България и Чипровци', 'bg', 'Bulgaria i Chiprovtsi', 'bulgaria-i-chiprovtsi'],
    ['Порцеланова ваза в синьо и бяло', 'bg', 'Portselanova vaza v sinyo i byalo', 'portselanova-vaza-v-sinyo-i-byalo'],
    ['София, Щъркел', 'bg', 'Sofia, Shtarkel', 'sofia-shtarkel'],
    ['Охридски бисери, Ќафлески', 'mk', 'Ohridski biseri, Kjafleski', 'ohridski-biseri-kjafleski'],
    ['Пиротски ћилим', 'sr-Cyrl', 'Pirotski ćilim', 'pirotski-cilim'],
    ['Ναύπλιο', 'el', 'Nafplio', 'nafplio'],
    ['Ευαγγελία και Μαΐου', 'el', 'Evangelia kai Maiou', 'evangelia-kai-maiou'],
    ['μπάμια, κομπολόι', 'el', 'bamia, kompoloi', 'bamia-kompoloi'],
    ['敦煌丝绸', 'zh-CN', 'dunhuang sichou', 'dunhuang-sichou'],
    ['Łódź: żółw & księżyc', 'pl', 'Łódź: żółw & księżyc', 'lodz-zolw-ksiezyc'],
    ['Țara Hațegului', 'ro', 'Țara Hațegului', 'tara-hategului'],
    ['Đorđe', 'hr', 'Đorđe', 'djordje'],
    ['絲綢', 'zh-CN', 'sichou', 'sichou'],
    ['🙂', 'en', '🙂', ''],
  ])('%s (%s) is %s', (text, locale, roman, address) => {
    expect(slug(text, locale)).toBe(address);
    expect(romanise(text, locale)).toBe(roman);
  });

  test('a slug is cut between words', () => {
    expect(slug('one two three four', 'en', 12)).toBe('one-two');
    expect(slug('x'.repeat(200), 'en')).toHaveLength(80);
  });

  test('a slug is always part of an address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('bg', 'sr-Cyrl', 'el', 'zh-CN', 'pl'),
        (text, locale) => {
          expect(slug(text, locale)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        },
      ),
    );
  });

  test('pinyin initials', () => {
    expect(pinyinInitials('青花瓷')).toBe('qhc');
    expect(pinyinInitials('vase')).toBe('');
  });
});

describe('fold', () => {
  test.each([
    ['ŁOWICKA', 'lowicka'],
    ['goveđe', 'govede'],
    ['Țara Haţegului', 'tara hategului'],
    ['straße', 'strasse'],
    ['Ёлка', 'elka'],
    ['Кит', 'kit'],
    ['йога', 'joga'],
    ['керамика', 'keramika'],
    ['ΚΟΜΠΟΛΟΙ', 'κομπολοι'],
    ['Κεχριμπάρι ναός', 'κεχριμπαρι ναοσ'],
    ['圍巾', '围巾'],
    ['ｆｕｌｌ', 'full'],
    ["rock'n'roll", 'rocknroll'],
    ['İstanbul', 'istanbul'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('is idempotent and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
    expect(fold('\ud800')).toBe('\ufffd');
  });
});

describe('stem', () => {
  test.each([
    ['pl', ['wycinanka', 'wycinanki', 'wycinankę', 'wycinanek', 'wycinankami']],
    ['pl', ['kubek', 'kubki', 'kubkiem', 'kubków']],
    ['pl', ['ceramika', 'ceramiki', 'ceramiczny', 'ceramicznego']],
    ['cs', ['loutka', 'loutky', 'loutkou', 'loutkový', 'loutek']],
    ['cs', ['krteček', 'krtečkovi', 'krtečka']],
    ['sk', ['keramika', 'keramický', 'keramiky']],
    ['hr', ['čipka', 'čipke', 'čipki', 'čipkom']],
    ['sr-Latn', ['opanak', 'opanci', 'opanke']],
    ['bg', ['килим', 'килима', 'килимът', 'килими', 'килимите']],
    ['bg', ['чиния', 'чинии', 'чинията', 'чиниите']],
    ['mk', ['бисер', 'бисери', 'бисерите']],
    ['hu', ['porcelán', 'porcelánt', 'porcelánok', 'porcelánból']],
    ['ro', ['farfurie', 'farfurii', 'farfuriile', 'farfuria']],
    ['el', ['κομπολόι', 'κομπολόγια', 'κομπολογιού']],
    ['lt', ['rankšluostis', 'rankšluosčiai', 'rankšluosčio']],
    ['lv', ['josta', 'jostas', 'jostu']],
    ['en', ['vase', 'vases']],
    ['en', ['pottery', 'potteries']],
    ['en', ['embroidered', 'embroidery']],
  ])('%s: %j share a stem', (locale, words) => {
    expect(new Set(words.map((word) => stem(fold(word), locale))).size).toBe(1);
  });

  test.each([
    ['pl', 'szal', 'szalony'],
    ['en', 'glass', 'glad'],
    ['cs', 'sklo', 'skoba'],
    ['hr', 'koža', 'kozarac'],
  ])('%s: %s and %s do not', (locale, a, b) => {
    expect(stem(fold(a), locale)).not.toBe(stem(fold(b), locale));
  });

  test('a stem is never empty and never longer than its word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), fc.constantFrom(...stemRules.keys()), (word, locale) => {
        const root = stem(word, locale);
        expect(root.length).toBeGreaterThan(0);
        expect(root.length).toBeLessThanOrEqual(word.length);
      }),
    );
  });
});

test('traditional characters are told from simplified ones', () => {
  expect(traditionalCharacters('訂單已送達')).toEqual(['訂', '單', '達']);
  expect(simplified('訂單已送達')).toBe('订单已送达');
  expect(traditionalCharacters('著名的乾隆')).toEqual([]);
});
