/** Decimal separator by language; the other of `.` and `,` groups thousands, as spaces and apostrophes do everywhere. */
function decimalMark(locale: string): '.' | ',' {
  return locale === 'en' || locale.startsWith('en-') || locale.startsWith('zh') ? '.' : ',';
}

const token = /\d+(?:[.,'’\u00a0\u202f]\d+)*(?:(?<=(?<![\d.,])\d{1,3})(?: \d{3})+(?!\d)(?:[.,]\d+)?)?/gu;

/** Words for powers of ten that follow a figure. 千 before 克 and 米 is kilo, and part of the unit. */
const powers: readonly (readonly [RegExp, number])[] = [
  [/^\s?万亿/u, 1e12],
  [/^\s?十亿/u, 1e9],
  [/^\s?亿/u, 1e8],
  [/^\s?千万/u, 1e7],
  [/^\s?百万/u, 1e6],
  [/^\s?十万/u, 1e5],
  [/^\s?万/u, 1e4],
  [/^\s?千(?![克米瓦卡赫字])/u, 1e3],
  [/^\s?(?:mld|mrd|miliard|milijard|miljard|billion|милиард|милијард|milliárd|δισεκατομμ)/iu, 1e9],
  [/^\s?(?:mln|mio|milion|milión|milijun|milijon|million|millió|miljon|miljard|milioane|милион|εκατομμ)/iu, 1e6],
  [
    /^\s?(?:tys\b|tysi|tisíc|tisic|tisuć|tisoč|hiljad|thousand|ezer|tuhat|tūkst|хиляд|илјад|хиљад|χιλιάδ|mijë|mii\b)/iu,
    1e3,
  ],
];

/** The numbers in a text as values, whatever their form: `1,000.50` in English, `1000,50` in Hungarian and `1 000,50` are 1000.5; 1万 is 10000. */
export function numbersIn(text: string, locale: string): number[] {
  const plain = text.normalize('NFKC');
  const values: number[] = [];
  for (const match of plain.matchAll(token)) {
    const power = powers.find(([pattern]) => pattern.test(plain.slice(match.index + match[0].length)))?.[1] ?? 1;
    const read = valuesOf(match[0], locale);
    values.push(...(read.length === 1 ? [Number(((read[0] ?? 0) * power).toPrecision(15))] : read));
  }
  return values;
}

/** One value, or several where the separators make no one number (a date, a version, a list). */
function valuesOf(figure: string, locale: string): number[] {
  const compact = figure.replace(/['’\u00a0\u202f ]/gu, '');
  const separators = compact.match(/[.,]/g) ?? [];
  if (separators.length === 0) return [Number(compact)];

  const last = separators.at(-1) ?? '.';
  const kinds = new Set(separators);
  if (kinds.size === 2) {
    const [whole = '', fraction = ''] = split(compact, compact.lastIndexOf(last));
    const grouped = separators.filter((each) => each === last).length === 1 && areGroups(whole.split(/[.,]/));
    return grouped ? [Number(`${whole.replace(/[.,]/g, '')}.${fraction}`)] : parts(compact);
  }
  const groups = compact.split(last);
  if (separators.length > 1) return areGroups(groups) ? [Number(groups.join(''))] : parts(compact);
  const isFraction = !areGroups(groups) || groups[0] === '0' || last === decimalMark(locale);
  return [Number(groups.join(isFraction ? '.' : ''))];
}

function areGroups(groups: readonly string[]): boolean {
  return (groups[0]?.length ?? 0) <= 3 && groups.slice(1).every((group) => group.length === 3);
}

function parts(compact: string): number[] {
  return compact.split(/[.,]/).map(Number);
}

function split(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

const hanDigits: ReadonlyMap<string, number> = new Map(
  [...'零一二三四五六七八九']
    .map((digit, at): [string, number] => [digit, at])
    .concat([
      ['两', 2],
      ['〇', 0],
    ]),
);
const hanPowers: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
]);

const englishWords: readonly string[] = [
  'zero|no|none',
  'one|once|single|first',
  'two|twice|second|both',
  'three|third',
  'four|fourth',
  'five|fifth',
  'six|sixth',
  'seven|seventh',
  'eight|eighth',
  'nine|ninth',
  'ten|tenth',
  'eleven|eleventh',
  'twelve|twelfth',
];

/** Months by name are numbers elsewhere: 1 July is 7 月 1 日. */
const englishMonths = /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/g;
const monthNumber = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Numbers a text writes in words, in English and in Chinese; they may stand for figures but are never asked for. */
export function spelledNumbers(text: string, locale: string): ReadonlySet<number> {
  if (locale.startsWith('zh'))
    return new Set((text.match(/[零〇一二两三四五六七八九十百千]+/gu) ?? []).flatMap(hanValue));
  if (locale !== 'en') return new Set();
  const found = englishWords.flatMap((words, value) =>
    new RegExp(`\\b(?:${words})\\b`, 'i').test(text) ? [value] : [],
  );
  for (const month of text.match(englishMonths) ?? [])
    found.push(monthNumber.indexOf(month.slice(0, 3).toLowerCase()) + 1);
  if (/\bhundred\b/i.test(text)) found.push(100);
  if (/\bthousand\b/i.test(text)) found.push(1_000);
  return new Set(found);
}

function hanValue(run: string): number[] {
  let sum = 0;
  let digit: number | undefined;
  for (const character of run) {
    const power = hanPowers.get(character);
    if (power === undefined) digit = hanDigits.get(character);
    else {
      sum += (digit ?? 1) * power;
      digit = undefined;
    }
  }
  return [sum + (digit ?? 0)];
}
