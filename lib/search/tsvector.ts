import { pinyinTokens, type Token, tokens, type Weight } from './tokens.ts';

/** A text of a listing with its weight and language. */
export interface DocumentPart {
  readonly weight: Weight;
  readonly text: string;
  readonly locale: string;
}

/** PostgreSQL's own limits (positions 1–16383, 256 a lexeme) and ours, far below its megabyte a vector. */
const lastPosition = 16_383;
const positionsPerLexeme = 64;
const lexemesPerDocument = 12_000;
/** Words of two parts never count as neighbours. */
const gap = 20;

const oneLess: Readonly<Record<Weight, Weight>> = { A: 'B', B: 'C', C: 'D', D: 'D' };

/**
 * A listing as the text of a PostgreSQL `tsvector` (to be cast, `$1::tsvector`), all its languages together. Words as written have
 * the weight of their part; stems, romanised words and pinyin one less, so that the exact word outranks its relatives. Parts are
 * taken in order of weight; what passes the limits (12,000 lexemes, 64 positions each) is left out from the end.
 */
export function toTsvector(parts: readonly DocumentPart[]): string {
  const places = new Map<string, Places>();
  let start = 0;
  for (const part of [...parts].sort((a, b) => a.weight.localeCompare(b.weight))) {
    const found = tokens(part.text, part.locale);
    for (const token of found)
      if (token.kind !== 'own' || ranks(part.weight))
        place(places, token.lexeme, start + token.position, weightOf(token, part.weight));
    if (part.weight === 'A') for (const lexeme of pinyinTokens(part.text)) place(places, lexeme, start + 1, 'B');
    const length = found.reduce((most, token) => Math.max(most, token.position), 0);
    start = Math.min(lastPosition, start + length + gap);
  }
  return [...places].map(([lexeme, { written }]) => `${quoted(lexeme)}:${written}`).join(' ');
}

/** Where a lexeme stands, as a tsvector is written; of a place named twice PostgreSQL keeps the higher weight. */
interface Places {
  written: string;
  count: number;
}

/** Only what ranks, title and maker, tells its languages apart. */
function ranks(weight: Weight): boolean {
  return weight === 'A' || weight === 'B';
}

function weightOf(token: Token, weight: Weight): Weight {
  return token.kind === 'word' || token.kind === 'han' ? weight : oneLess[weight];
}

function place(places: Map<string, Places>, lexeme: string, position: number, weight: Weight): void {
  const held = `${Math.min(position, lastPosition)}${weight === 'D' ? '' : weight}`;
  const before = places.get(lexeme);
  if (before === undefined) {
    if (places.size < lexemesPerDocument) places.set(lexeme, { written: held, count: 1 });
  } else if (before.count < positionsPerLexeme) {
    before.written += `,${held}`;
    before.count += 1;
  }
}

/** A lexeme in single quotes as tsvector's and tsquery's input functions read it. */
export function quoted(lexeme: string): string {
  return /['\\]/.test(lexeme) ? `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${lexeme}'`;
}
