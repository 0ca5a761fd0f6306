/** A text as machines get it: HTML in which what must not change is an empty element with a number. */
export interface Masked {
  readonly html: string;
  readonly kept: readonly string[];
}

/** Placeholders, tags and addresses. */
const fixed = /\{[^{}]*\}|<\/?[A-Za-z][^<>]*>|https?:\/\/[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+/g;
const mark = /<span[^>]*\bid="?k(\d+)"?[^>]*>[^<]*<\/span>|<span[^>]*\bid="?k(\d+)"?[^>]*\/>/g;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function unescaped(html: string): string {
  return html.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,6}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Puts away what a machine must not touch: placeholders, tags, addresses, and words of the glossary that are never translated. */
export function mask(text: string, keptWords: readonly string[] = []): Masked {
  const kept: string[] = [];
  const words = keptWords.filter((word) => word !== '').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const wanted =
    words.length === 0
      ? fixed
      : new RegExp(`${fixed.source}|(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  let html = '';
  let from = 0;
  for (const match of text.matchAll(wanted)) {
    html += `${escaped(text.slice(from, match.index))}<span translate="no" class="notranslate" id="k${kept.length}"></span>`;
    kept.push(match[0]);
    from = match.index + match[0].length;
  }
  return { html: html + escaped(text.slice(from)), kept };
}

/** The machine's answer with everything back in its place; null where something was lost, doubled or added. */
export function unmask(answer: string, { kept }: Masked): string | null {
  const found: number[] = [];
  let text = '';
  let from = 0;
  for (const match of answer.matchAll(mark)) {
    const number = Number(match[1] ?? match[2]);
    found.push(number);
    text += unescaped(answer.slice(from, match.index)) + (kept[number] ?? '');
    from = match.index + match[0].length;
  }
  const rest = answer.slice(from);
  if (/<\/?[A-Za-z]/.test(answer.replace(mark, ''))) return null;
  const whole =
    found.length === kept.length &&
    new Set(found).size === kept.length &&
    found.every((number) => number < kept.length);
  return whole ? text + unescaped(rest) : null;
}
