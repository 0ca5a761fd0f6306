import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocaleFiles } from './files.ts';
import type { Finding } from './strings.ts';

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** The TypeScript of these folders; a folder that is not there has none. */
export async function readSources(root: string, folders: readonly string[]): Promise<SourceFile[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => []);
      return names.map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
    }),
  );
  const wanted = found.flat().filter((name) => /\.tsx?$/.test(name) && !name.startsWith('lib/db/generated/'));
  return Promise.all(wanted.map(async (name) => ({ name, text: await readFile(path.join(root, name), 'utf8') })));
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** The first argument of a call whose bracket opens just before `at`. */
function firstArgument(text: string, at: number): string {
  let depth = 0;
  for (let end = at; end < Math.min(text.length, at + 400); end++) {
    const character = text.charAt(end);
    if (depth === 0 && (character === ',' || character === ')')) return text.slice(at, end);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
  }
  return '';
}

const roomCode = /'([a-z][a-z_]*\.[a-z][a-z_]*)'/g;

/** Codes of DomainErrors and of our schemas that have no sentence in English. */
export function errorCodeFindings(sources: readonly SourceFile[], english: LocaleFiles): Finding[] {
  const told = new Set<string>();
  return sources.flatMap(({ name, text }) => {
    const codes: [string, number][] = [];
    for (const call of text.matchAll(/Error\(/g)) {
      const argument = firstArgument(text, call.index + call[0].length);
      for (const code of argument.matchAll(roomCode)) codes.push([code[1] ?? '', call.index]);
    }
    for (const code of text.matchAll(/\b(?:error|message): '([a-z][a-z_]*)'/g))
      if (name.startsWith('lib/')) codes.push([`validation.${code[1]}`, code.index]);
    return codes.flatMap(([code, at]): Finding[] => {
      if (english.entries.has(`errors.${code}`) || told.has(code)) return [];
      told.add(code);
      return [
        {
          severity: 'error',
          kind: 'error_code',
          at: `${name}:${lineOf(text, at)}`,
          text: `${code} has no sentence in messages/en/errors*.json`,
        },
      ];
    });
  });
}

const attribute =
  /\s(aria-label|aria-description|aria-roledescription|placeholder|title|alt|label)=(?:"([^"]*)"|\{\s*(['`])((?:(?!\3).)*)\3\s*\})/g;
const child = /[>}]\s*\{\s*(['`])((?:(?!\1).)*)\1\s*\}\s*[<{]/g;

/** Words that stand in the code where a message belongs: in attributes that people read or hear, and as strings between tags. */
export function literalFindings(sources: readonly SourceFile[]): Finding[] {
  return sources
    .filter(({ name }) => name.startsWith('app/') && !name.startsWith('app/dev/') && name.endsWith('.tsx'))
    .flatMap(({ name, text }) => [
      ...[...text.matchAll(attribute)].flatMap((match) =>
        literal(name, text, match.index, `${match[1]}=`, match[2] ?? match[4] ?? ''),
      ),
      ...[...text.matchAll(child)].flatMap((match) => literal(name, text, match.index, '', match[2] ?? '')),
    ]);
}

/** Words are letters outside `${…}` and `&…;`. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\$\{[^}]*\}|&#?\w+;/g, ''));
}

function literal(name: string, text: string, at: number, before: string, words: string): Finding[] {
  if (!hasWords(words)) return [];
  return [
    {
      severity: 'error',
      kind: 'literal',
      at: `${name}:${lineOf(text, at)}`,
      text: `${before}“${words.trim().slice(0, 60)}” belongs in messages/`,
    },
  ];
}

/**
 * Strings that no file seems to use. Approximate, so only a note: a key counts as used where it (or its end after a namespace that
 * is named) stands in quotes, or where a template fits it.
 */
export function unusedFindings(sources: readonly SourceFile[], english: LocaleFiles): Finding[] {
  const quoted = new Set<string>();
  const templates: RegExp[] = [];
  for (const { text } of sources) {
    for (const match of text.matchAll(/'([\w.-]{1,120})'/g)) quoted.add(match[1] ?? '');
    for (const match of text.matchAll(/`((?:[\w.-]|\$\{[^}`]*\})+)`/g)) {
      const written = match[1] ?? '';
      if (/[\w.]\$\{|\}\.?\w/.test(written))
        templates.push(
          new RegExp(
            `^${written
              .replace(/\$\{[^}]*\}/g, '\u0000')
              .replaceAll('.', '\\.')
              .replaceAll('\u0000', '[\\w.]+')}$`,
          ),
        );
    }
  }
  const used = (full: string): boolean => {
    const parts = full.split('.');
    return parts.some((_, cut) => {
      const [space, rest] = [parts.slice(0, cut).join('.'), parts.slice(cut).join('.')];
      if (cut > 0 && !quoted.has(space)) return false;
      return (
        quoted.has(rest) ||
        (cut > 0 && parts.slice(cut).every((part) => quoted.has(part))) ||
        templates.some((template) => template.test(rest))
      );
    });
  };
  return [...english.entries.keys()]
    .filter((key) => !used(key))
    .map((key) => ({ severity: 'note', kind: 'unused', at: `en ${key}`, text: 'seems to be used nowhere' }));
}
