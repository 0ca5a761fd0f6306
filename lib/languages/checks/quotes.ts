import { type Check, warning } from './problem.ts';

interface Quotes {
  /** Pairs for the outer level, the preferred one first. */
  readonly outer: readonly string[];
  /** Pairs for a quotation in a quotation; single quotes are never looked at, being apostrophes too. */
  readonly inner: readonly string[];
}

/** CLDR's delimiters, and what the national orthographies allow beside them. */
const quotes: Readonly<Record<string, Quotes>> = {
  en: { outer: ['“”'], inner: ['“”'] },
  'zh-CN': { outer: ['“”', '「」'], inner: ['『』', '“”'] },
  bg: { outer: ['„“'], inner: ['„“', '«»'] },
  mk: { outer: ['„“'], inner: [] },
  'sr-Cyrl': { outer: ['„”', '„“'], inner: ['»«'] },
  'sr-Latn': { outer: ['„”', '„“'], inner: ['»«'] },
  hr: { outer: ['„”', '»«', '„“'], inner: ['»«', '„”'] },
  bs: { outer: ['„”', '»«', '„“'], inner: ['»«', '„”'] },
  sl: { outer: ['„“', '»«'], inner: ['»«', '„“'] },
  pl: { outer: ['„”'], inner: ['«»', '»«'] },
  cs: { outer: ['„“'], inner: ['»«'] },
  sk: { outer: ['„“'], inner: ['»«'] },
  hu: { outer: ['„”'], inner: ['»«'] },
  ro: { outer: ['„”'], inner: ['«»'] },
  sq: { outer: ['“”', '„“', '«»'], inner: ['«»'] },
  el: { outer: ['«»'], inner: ['“”'] },
  et: { outer: ['„“', '„”'], inner: ['«»'] },
  lv: { outer: ['“”', '„”', '«»'], inner: ['„”', '«»'] },
  lt: { outer: ['„“'], inner: ['“”'] },
};

const marks = /["“”„‟«»「」『』〝〞＂]/gu;

/** Double quotation marks other than the locale's own, outer and inner. */
export const wrongQuotes: Check = ({ source, target }) => {
  const own = quotes[target.locale];
  if (own === undefined) return [];
  const text = target.whole.replace(/(\d)"/g, (inches, digit: string) =>
    source.whole.includes(inches) ? digit : inches,
  );
  const used = [...(text.match(marks) ?? [])];
  if (used.length === 0 || isPaired(used, own)) return [];
  return [
    warning(
      'quotes',
      { expected: own.outer[0] ?? '', found: [...new Set(used)].join('') },
      requoted(target.raw, used.length, own),
    ),
  ];
};

function isPaired(used: readonly string[], own: Quotes): boolean {
  const awaited: string[] = [];
  for (const mark of used) {
    if (awaited.at(-1)?.includes(mark)) {
      awaited.pop();
      continue;
    }
    const pairs = (awaited.length === 0 ? own.outer : own.inner).filter((pair) => pair.startsWith(mark));
    if (pairs.length === 0) return false;
    awaited.push(pairs.map((pair) => pair.charAt(1)).join(''));
  }
  return awaited.length === 0;
}

/** Marks taken in turn as opening and closing; none where there are more than two. */
function requoted(raw: string, count: number, own: Quotes): string | undefined {
  const pair = own.outer[0];
  if (pair === undefined || count !== 2 || (raw.match(marks) ?? []).length !== 2) return undefined;
  let at = 0;
  return raw.replace(marks, () => pair.charAt(at++));
}
