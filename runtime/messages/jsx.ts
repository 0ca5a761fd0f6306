import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasWords } from './sources.ts';
import type { Finding } from './strings.ts';

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string; readonly start: Place; readonly end: Place };
  }[];
}

const biome = path.join(import.meta.dirname, '../../node_modules/.bin/biome');

/** The one rule with none of the repository's own settings, which take longer to read than the pages. */
const settings = path.join(import.meta.dirname, 'jsx-words.json');

/** Pages without a language: the developers' own, and what is said where no language is known. */
const withoutLanguage = /^app\/(?:dev\/|not-found\.tsx$)/;

/** Words between tags of app/: Biome's rule noJsxLiterals finds text, here only that with letters counts (· and ↑ are no words). */
export async function jsxTextFindings(root: string): Promise<Finding[]> {
  if (!existsSync(path.join(root, 'app'))) return [];
  const args = [
    'lint',
    `--config-path=${settings}`,
    '--only=style/noJsxLiterals',
    '--reporter=json',
    '--max-diagnostics=none',
    '--vcs-enabled=false',
    'app',
  ];
  const { diagnostics }: Report = JSON.parse(await output(args, root));
  return diagnostics.flatMap(({ category, location }): Finding[] => {
    if (category !== 'lint/style/noJsxLiterals' || withoutLanguage.test(location.path)) return [];
    const words = between(readFileSync(path.join(root, location.path), 'utf8'), location.start, location.end).trim();
    if (!hasWords(words)) return [];
    return [
      {
        severity: 'error',
        kind: 'literal',
        at: `${location.path}:${location.start.line}`,
        text: `“${words.slice(0, 60)}” belongs in messages/`,
      },
    ];
  });
}

/** What Biome reports; it exits with 1 where it has found something, and that is a report, too. */
function output(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(biome, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      if (error && !stdout.startsWith('{')) reject(error);
      else resolve(stdout);
    });
  });
}

function between(text: string, start: Place, end: Place): string {
  const lines = text.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined))
    .join('\n');
}
