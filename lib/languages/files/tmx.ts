import type { FileLanguages, FileUnit, UnitSink } from './unit.ts';
import { characterOf, type XmlHandler, xmlAttribute, xmlText } from './xml.ts';

const codePointType = 'x-code-point';
const codePoint = (hex: string) => `<ph type="${codePointType}">${hex}</ph>`;

/** TMX 1.4b, written while it is read from. Units without a translation are no memory and are left out. */
export async function* writeTmx(units: AsyncIterable<FileUnit>, languages: FileLanguages): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header creationtool="ambersilk" creationtoolversion="1" segtype="block" o-tmf="ambersilk" adminlang="en" srclang="${languages.source}" datatype="plaintext"/>\n<body>\n`;
  for await (const { key, source, target } of units) {
    if (target === '') continue;
    const side = (tag: string, text: string) => `<tuv xml:lang="${tag}"><seg>${xmlText(text, codePoint)}</seg></tuv>`;
    yield `<tu tuid="${xmlAttribute(key)}">${side(languages.source, source)}${side(languages.target, target)}</tu>\n`;
  }
  yield '</body>\n</tmx>\n';
}

/** Whether a tag of a file means a language: the same, or with a country of its own (bg-BG, pl_PL). */
export function sameLanguage(given: string, wanted: string): boolean {
  const [a, b] = [given.replaceAll('_', '-').toLowerCase(), wanted.toLowerCase()];
  return (
    a === b ||
    (a.startsWith(`${b}-`) && !/^(?:latn|cyrl)/.test(a.slice(b.length + 1))) ||
    (b === 'zh-cn' && /^zh(?:-hans)?(?:-cn)?$/.test(a))
  );
}

/** Reads TMX: of each unit the two languages wanted. Codes keep their own text, as CAT programs write it. */
export function tmxHandler(sink: UnitSink, wanted: FileLanguages): XmlHandler {
  let languages = new Map<string, string>();
  let srclang = '';
  let [id, line, tag, segment] = ['', 0, '', ''];
  let inside = false;
  let hex: string | null = null;
  let said = false;
  const of = (language: string) => [...languages].find(([given]) => sameLanguage(given, language))?.[1];
  return {
    open(name, attributes, at) {
      if (name === 'header') srclang = attributes['srclang'] ?? '';
      else if (name === 'tu') [languages, id, line] = [new Map(), attributes['tuid'] ?? '', at];
      else if (name === 'tuv') tag = attributes['xml:lang'] ?? attributes['lang'] ?? '';
      else if (name === 'seg') [inside, segment] = [true, ''];
      else if (name === 'ph' && attributes['type'] === codePointType) hex = '';
    },
    close(name, at) {
      if (name === 'ph' && hex !== null) {
        segment += characterOf(hex, at);
        hex = null;
      } else if (name === 'seg') {
        inside = false;
        languages.set(tag, segment);
      } else if (name === 'tu') {
        const [source, target] = [of(wanted.source), of(wanted.target)];
        if (!said)
          sink.languages(
            srclang || null,
            target === undefined ? ([...languages.keys()].at(-1) ?? null) : wanted.target,
            line,
          );
        said = true;
        if (source !== undefined && target !== undefined) sink.unit({ key: id || `tu-${line}`, source, target, line });
      }
    },
    text(text) {
      if (hex !== null) hex += text;
      else if (inside) segment += text;
    },
  };
}
