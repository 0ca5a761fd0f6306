import { pluralCategories } from '../plurals.ts';
import { damaged, type FileLanguages, type FileUnit, type ReadUnit, type UnitSink } from './unit.ts';

const flags: Readonly<Record<FileUnit['state'], string>> = {
  missing: '',
  machine: '#, fuzzy\n',
  draft: '',
  translated: '',
  reviewed: '',
};

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};
const unescaped: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(escapes).map(([character, written]) => [written.slice(1), character]),
);

/** A string as PO has it, a line for each line of the text. */
function quoted(text: string): string {
  const lines = text
    .split(/(?<=\n)/)
    .map(
      (line) =>
        `"${line.replace(/[\\"\p{Cc}]/gu, (character) => escapes[character] ?? (character < ' ' ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : character))}"`,
    );
  return lines.length > 1 ? `""\n${lines.join('\n')}` : (lines[0] ?? '""');
}

/** gettext wants a line's end at the same edges of both texts; where ours differ, it is to look past the entry, and we are not. */
const lineEndsDiffer = 'line-ends-differ';

function flagsOf({ source, target, state }: FileUnit): string {
  const edges = (text: string) => `${text.startsWith('\n')} ${text.endsWith('\n')}`;
  const apart = state !== 'machine' && target !== '' && edges(source) !== edges(target);
  return apart ? `#, fuzzy, ${lineEndsDiffer}\n` : flags[state];
}

/** The formula of gettext for the plural categories of a locale's whole numbers. */
function pluralFormula(locale: string): string {
  const count = pluralCategories(locale).required.length;
  return count === 1 ? 'nplurals=1; plural=0;' : 'nplurals=2; plural=(n != 1);';
}

/** gettext PO, written while it is read from; `msgctxt` is the key. ICU messages stay whole, so their plurals are those of the locale. */
export async function* writePo(units: AsyncIterable<FileUnit>, languages: FileLanguages): AsyncGenerator<string> {
  const header = [
    'Project-Id-Version: Ambersilk\n',
    'PO-Revision-Date: 2026-01-01 00:00+0000\n',
    'Last-Translator: Ambersilk\n',
    `Language-Team: ${languages.target}\n`,
    `Language: ${languages.target.replace('-', '_')}\n`,
    'MIME-Version: 1.0\n',
    'Content-Type: text/plain; charset=UTF-8\n',
    'Content-Transfer-Encoding: 8bit\n',
    `Plural-Forms: ${pluralFormula(languages.target)}\n`,
    `X-Source-Language: ${languages.source}\n`,
  ];
  yield `msgid ""\nmsgstr ${quoted(header.join(''))}\n`;
  for await (const unit of units) {
    const { key, source, target, note } = unit;
    const said =
      note === ''
        ? ''
        : `${note
            .split(/\r\n|\r|\n/)
            .map((line) => `#. ${line}`)
            .join('\n')}\n`;
    yield `\n${said}${flagsOf(unit)}msgctxt ${quoted(key)}\nmsgid ${quoted(source)}\nmsgstr ${quoted(target)}\n`;
  }
}

interface Entry {
  line: number;
  context: string | null;
  id: string | null;
  text: string | null;
  fuzzy: boolean;
}

const field = /^(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d+)\])?)\s*"/;

/**
 * Reads PO. What is fuzzy counts as not translated, as gettext has it; obsolete entries are passed over. Entries with `msgid_plural` are
 * refused with their line: a plural is part of an ICU message here.
 */
export function readPo(text: string, sink: UnitSink): void {
  let entry: Entry = fresh(1);
  let into: 'context' | 'id' | 'text' | null = null;
  const finish = () => {
    if (entry.id === '' && entry.context === null) header(entry.text ?? '', sink);
    else if (entry.id !== null) sink.unit(unitOf(entry));
  };
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const number = index + 1;
    const line = raw.trim();
    if (line === '' || line.startsWith('#~')) continue;
    if (line.startsWith('#')) {
      if (entry.text !== null) {
        finish();
        entry = fresh(number);
        into = null;
      }
      if (line.startsWith('#,') && /\bfuzzy\b/.test(line) && !line.includes(lineEndsDiffer)) entry.fuzzy = true;
      continue;
    }
    const named = field.exec(line);
    if (named) {
      if (named[1] === 'msgid_plural' || named[2] !== undefined) throw damaged(number, 'gettext_plural');
      const begins = named[1] === 'msgctxt' || (named[1] === 'msgid' && entry.id !== null);
      if (begins && entry.text !== null) {
        finish();
        entry = fresh(number);
      }
      into = named[1] === 'msgctxt' ? 'context' : named[1] === 'msgid' ? 'id' : 'text';
      entry[into] = unquoted(line.slice(line.indexOf('"')), number);
    } else if (line.startsWith('"') && into) entry[into] = (entry[into] ?? '') + unquoted(line, number);
    else throw damaged(number, 'po');
  }
  finish();
}

function fresh(line: number): Entry {
  return { line, context: null, id: null, text: null, fuzzy: false };
}

function unitOf({ context, id, text, fuzzy, line }: Entry): ReadUnit {
  const source = id ?? '';
  return { key: context ?? source, source, target: fuzzy ? '' : (text ?? ''), line };
}

function header(text: string, sink: UnitSink): void {
  const value = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'im').exec(text)?.[1]?.replace('_', '-') ?? null;
  sink.languages(value('X-Source-Language'), value('Language'), 1);
}

function unquoted(text: string, line: number): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/su.exec(text)?.[1];
  if (inner === undefined) throw damaged(line, 'po_quote');
  return inner.replace(/\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)/gsu, (_, written: string) => {
    if (/^[0-7]/.test(written)) return String.fromCharCode(Number.parseInt(written, 8));
    if (/^x./.test(written)) return String.fromCharCode(Number.parseInt(written.slice(1), 16));
    return unescaped[written] ?? written;
  });
}
