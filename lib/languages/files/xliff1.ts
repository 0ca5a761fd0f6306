import { piecesOf } from './codes.ts';
import type { FileLanguages, FileUnit, UnitSink } from './unit.ts';
import { characterOf, type XmlHandler, xmlAttribute, xmlText } from './xml.ts';

const states = {
  missing: 'needs-translation',
  machine: 'needs-review-translation',
  draft: 'needs-review-translation',
  translated: 'translated',
  reviewed: 'final',
} as const;
/** XLIFF 1.2 has no element for characters that XML cannot write; a `ph` of our own type stands for them. */
const codePointType = 'x-code-point';
const codePoint = (hex: string) => `<ph id="c" ctype="${codePointType}">${hex}</ph>`;

/** XLIFF 1.2, written while it is read from. Placeholders are `ph` with their own text inside. */
export async function* writeXliff1(
  units: AsyncIterable<FileUnit>,
  { source, target }: FileLanguages,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n<file original="ambersilk" datatype="plaintext" source-language="${source}" target-language="${target}">\n<body>\n`;
  for await (const unit of units) yield unitOf(unit);
  yield '</body>\n</file>\n</xliff>\n';
}

function unitOf({ key, source, target, state, note }: FileUnit): string {
  const name = xmlAttribute(key);
  const translated = target === '' ? '' : `<target state="${states[state]}">${inline(target)}</target>`;
  const said = note === '' ? '' : `<note>${xmlText(note, () => '')}</note>`;
  return `<trans-unit id="${name}" resname="${name}" xml:space="preserve"><source>${inline(source)}</source>${translated}${said}</trans-unit>\n`;
}

function inline(text: string): string {
  return piecesOf(text)
    .map((piece, at) => {
      const words = xmlText(piece.text, codePoint);
      return piece.code ? `<ph id="${at + 1}">${words}</ph>` : words;
    })
    .join('');
}

/** Reads XLIFF 1.2 (and 1.1): what stands in `source` and `target` of a unit itself, not in its alternatives. */
export function xliff1Handler(sink: UnitSink): XmlHandler {
  let key = '';
  let unitLine = 0;
  let source = '';
  let target = '';
  let into: 'source' | 'target' | null = null;
  let alternatives = 0;
  let hex: string | null = null;
  return {
    open(name, attributes, line) {
      if (name === 'file')
        sink.languages(attributes['source-language'] ?? null, attributes['target-language'] ?? null, line);
      else if (name === 'trans-unit') {
        [key, unitLine, source, target] = [attributes['resname'] ?? attributes['id'] ?? '', line, '', ''];
      } else if (name === 'alt-trans') alternatives += 1;
      else if ((name === 'source' || name === 'target') && alternatives === 0) into = name;
      else if (name === 'ph' && attributes['ctype'] === codePointType) hex = '';
      else if (name === 'x' && into === 'source') source += attributes['equiv-text'] ?? '';
      else if (name === 'x' && into === 'target') target += attributes['equiv-text'] ?? '';
    },
    close(name, line) {
      if (name === 'alt-trans') alternatives -= 1;
      else if (name === 'source' || name === 'target') into = null;
      else if (name === 'ph' && hex !== null) {
        const character = characterOf(hex, line);
        hex = null;
        if (into === 'source') source += character;
        else if (into === 'target') target += character;
      } else if (name === 'trans-unit') sink.unit({ key, source, target, line: unitLine });
    },
    text(text) {
      if (hex !== null) hex += text;
      else if (into === 'source') source += text;
      else if (into === 'target') target += text;
    },
  };
}
