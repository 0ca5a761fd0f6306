import { simplified, traditionalCharacters } from '../simplified-han.ts';
import { type Check, error, warning } from './problem.ts';

const latinToCyrillic = 'AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ aа cс eе iі jј kк mм oо pр sѕ tт xх yу';
const latinToGreek = 'AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ aα oο vν uυ pρ xχ kκ iι';

const lookalikes = {
  cyrillic: pairs(latinToCyrillic),
  greek: pairs(latinToGreek),
  latinOfCyrillic: reversed(pairs(latinToCyrillic)),
  latinOfGreek: reversed(pairs(latinToGreek)),
};

const units = /^[kMGmnp]?Ω$|^[μ][a-zA-Z]{1,3}$/u;

/** Words that mix Latin letters with Cyrillic or Greek ones: they look right, but no search finds them and no voice reads them. */
export const mixedScript: Check = ({ source, target }) => {
  if (!isMixed(target.whole)) return [];
  const words = [...new Set(target.whole.match(/[\p{L}\p{M}]+/gu) ?? [])].filter(
    (word) => isMixed(word) && !units.test(word) && !source.whole.includes(word),
  );
  if (words.length === 0) return [];
  const fixed = words.reduce((text, word) => text.replaceAll(word, inOneScript(word)), target.raw);
  return [error('mixed_script', { words }, words.some((word) => isMixed(inOneScript(word))) ? undefined : fixed)];
};

function isMixed(word: string): boolean {
  return /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
}

/** The word with its minority letters replaced by those of its majority that look alike. */
function inOneScript(word: string): string {
  const count = (pattern: RegExp) => word.match(pattern)?.length ?? 0;
  const latin = count(/\p{Script=Latin}/gu);
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  const greek = count(/\p{Script=Greek}/gu);
  if (latin >= cyrillic && latin >= greek) {
    return [...word]
      .map((letter) => lookalikes.latinOfCyrillic.get(letter) ?? lookalikes.latinOfGreek.get(letter) ?? letter)
      .join('');
  }
  const map = cyrillic >= greek ? lookalikes.cyrillic : lookalikes.greek;
  return [...word].map((letter) => map.get(letter) ?? letter).join('');
}

export const traditionalHan: Check = ({ target }) => {
  if (target.locale !== 'zh-CN') return [];
  const characters = traditionalCharacters(target.whole);
  return characters.length > 0 ? [error('traditional_han', { characters }, simplified(target.raw))] : [];
};

const commaBelow: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' };

/** Romanian has ș and ț with a comma below; the Turkish letters with a cedilla are another character. */
export const cedilla: Check = ({ target }) => {
  if (target.locale !== 'ro') return [];
  const composed = target.whole.normalize('NFC');
  if (!/[şŞţŢ]/.test(composed)) return [];
  const words = [...new Set(composed.match(/\p{L}*[şŞţŢ]\p{L}*/gu) ?? [])];
  const fix = target.raw.normalize('NFC').replace(/[şŞţŢ]/g, (letter) => commaBelow[letter] ?? letter);
  return [warning('cedilla', { words }, fix)];
};

const hidden =
  /\u00ad|\u061c|\u180e|[\u200b\u200c\u200e\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u2069]|\ufeff/gu;
/** Any of them, and the joiner: asked first, of every text. */
const suspicious = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
/** A zero-width joiner is right inside an emoji alone. */
const strayJoiner =
  /(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** Zero-width characters, soft hyphens and bidi controls: nobody sees them, and they break search, copying and trust. */
export const invisible: Check = ({ target }) => {
  if (!suspicious.test(target.raw)) return [];
  const found = [...(target.raw.match(hidden) ?? []), ...(target.raw.match(strayJoiner) ?? [])];
  if (found.length === 0) return [];
  const characters = [...new Set(found)].map(
    (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return [error('invisible', { characters }, target.raw.replace(hidden, '').replace(strayJoiner, ''))];
};

function pairs(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)] as const));
}

function reversed(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map].map(([from, to]) => [to, from] as const));
}
