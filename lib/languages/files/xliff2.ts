import { piecesOf } from './codes.ts';
import { damaged, type FileLanguages, type FileUnit, type UnitSink } from './unit.ts';
import { characterOf, type XmlHandler, xmlAttribute, xmlText } from './xml.ts';

const states = {
  missing: 'initial',
  machine: 'initial',
  draft: 'initial',
  translated: 'translated',
  reviewed: 'reviewed',
} as const;
const codePoint = (hex: string) => `<cp hex="${hex}"/>`;

/** XLIFF 2.1, written while it is read from. Placeholders are `ph`, what they stand for is in `originalData`. */
export async function* writeXliff2(
  units: AsyncIterable<FileUnit>,
  { source, target }: FileLanguages,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="${source}" trgLang="${target}">\n<file id="ambersilk">\n`;
  let number = 0;
  for await (const unit of units) yield unitOf(unit, ++number);
  yield '</file>\n</xliff>\n';
}

function unitOf(unit: FileUnit, number: number): string {
  const data = new Map<string, string>();
  const source = inline(unit.source, data);
  const target = unit.target === '' ? '' : `<target xml:space="preserve">${inline(unit.target, data)}</target>`;
  const note = unit.note === '' ? '' : `<notes><note>${xmlText(unit.note, () => '')}</note></notes>`;
  const original = [...data]
    .map(([text, id]) => `<data id="${id}" xml:space="preserve">${xmlText(text, codePoint)}</data>`)
    .join('');
  const kept = original === '' ? '' : `<originalData>${original}</originalData>`;
  return `<unit id="u${number}" name="${xmlAttribute(unit.key)}">${note}${kept}<segment state="${states[unit.state]}"><source xml:space="preserve">${source}</source>${target}</segment></unit>\n`;
}

function inline(text: string, data: Map<string, string>): string {
  let number = 0;
  return piecesOf(text)
    .map((piece) => {
      if (!piece.code) return xmlText(piece.text, codePoint);
      const id = data.get(piece.text) ?? `d${data.size + 1}`;
      data.set(piece.text, id);
      return `<ph id="${++number}" dataRef="${id}" disp="${xmlAttribute(piece.text)}"/>`;
    })
    .join('');
}

interface Open {
  key: string;
  line: number;
  data: Map<string, string>;
  source: string;
  target: string;
}

/** Reads XLIFF 2.0 and 2.1: the segments of a unit one after the other, codes as what `originalData` says they stand for. */
export function xliff2Handler(sink: UnitSink): XmlHandler {
  let unit: Open | null = null;
  let into: 'source' | 'target' | 'data' | null = null;
  let dataId = '';
  const add = (text: string) => {
    if (!unit || !into) return;
    if (into === 'data') unit.data.set(dataId, (unit.data.get(dataId) ?? '') + text);
    else unit[into] += text;
  };
  const code = (reference: string | undefined, shown: string | undefined, line: number) => {
    const text = (reference === undefined ? undefined : unit?.data.get(reference)) ?? shown;
    if (text === undefined) throw damaged(line, 'unknown_code');
    add(text);
  };
  const paired: (readonly [string | undefined, string | undefined, number])[] = [];
  return {
    open(name, attributes, line) {
      if (name === 'xliff') sink.languages(attributes['srcLang'] ?? null, attributes['trgLang'] ?? null, line);
      else if (name === 'unit')
        unit = { key: attributes['name'] ?? attributes['id'] ?? '', line, data: new Map(), source: '', target: '' };
      else if (name === 'source' || name === 'target') into = unit ? name : null;
      else if (name === 'data') [into, dataId] = ['data', attributes['id'] ?? ''];
      else if (name === 'cp') add(characterOf(attributes['hex'] ?? '', line));
      else if (name === 'ph') code(attributes['dataRef'], attributes['disp'] ?? attributes['equiv'], line);
      else if (name === 'sc' || name === 'ec') code(attributes['dataRef'], attributes['disp'], line);
      else if (name === 'pc' && into) {
        code(attributes['dataRefStart'], attributes['dispStart'], line);
        paired.push([attributes['dataRefEnd'], attributes['dispEnd'], line]);
      }
    },
    close(name) {
      if (name === 'pc' && into) code(...(paired.pop() ?? [undefined, undefined, 0]));
      if (name === 'source' || name === 'target' || name === 'data') into = null;
      if (name === 'unit' && unit) {
        const { key, source, target, line } = unit;
        unit = null;
        sink.unit({ key, source, target, line });
      }
    },
    text: add,
  };
}
