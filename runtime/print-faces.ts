import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create } from 'fontkit';
import subsetFont from 'subset-font';
import { root } from './prisma-engine.ts';

/**
 * The faces that papers are printed in (lib/print): the packages' own parts, each in the weights we print, as TrueType, which is what
 * a PDF embeds. Their index says which letters each really has.
 */
const require = createRequire(import.meta.url);
const target = path.join(root, 'lib/print/faces');
const european = /^(latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)$/;
const chinese = /^\d+$/;

const cuts = [
  { family: 'noto-sans', parts: european, as: 'sans', weights: [400, 600] },
  { family: 'noto-serif', parts: european, as: 'serif', weights: [500] },
  { family: 'noto-sans-sc', parts: chinese, as: 'sans', weights: [400, 600] },
] as const;

interface Part {
  readonly name: string;
  readonly file: string;
  readonly letters: string;
}

function lettersOf(ranges: string): string {
  return ranges
    .split(',')
    .flatMap((range) => {
      const [from = 0, to = from] = range
        .trim()
        .slice(2)
        .split('-')
        .map((hex) => Number.parseInt(hex, 16));
      return Array.from({ length: to - from + 1 }, (_, offset) => String.fromCodePoint(from + offset));
    })
    .join('');
}

function partsOf(family: string, wanted: RegExp): Part[] {
  const folder = path.dirname(require.resolve(`@fontsource-variable/${family}/package.json`));
  const stylesheet = readFileSync(path.join(folder, 'index.css'), 'utf8');
  return [...stylesheet.matchAll(/files\/([a-z0-9-]+)\.woff2\)[^;]*;\s*unicode-range:\s*([^;]+);/g)].flatMap(
    ([, file = '', ranges = '']) => {
      const name = file.slice(family.length + 1, -'-wght-normal'.length);
      return wanted.test(name)
        ? [{ name, file: path.join(folder, 'files', `${file}.woff2`), letters: lettersOf(ranges) }]
        : [];
    },
  );
}

/** A sorted list of code points as ranges. */
function rangesOf(codePoints: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const code of [...codePoints].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && code === last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}

function versions(): string {
  return cuts.map(({ family }) => require(`@fontsource-variable/${family}/package.json`).version).join(' ');
}

/** Prepares the faces, unless they were made from these very packages. */
export async function makePrintFaces(): Promise<void> {
  const stamp = `${versions()} 1`;
  const index = path.join(target, 'index.json');
  if (existsSync(index) && JSON.parse(readFileSync(index, 'utf8')).stamp === stamp) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const faces: object[] = [];
  for (const { family, parts, as, weights } of cuts)
    for (const part of partsOf(family, parts)) {
      const whole = readFileSync(part.file);
      for (const weight of weights) {
        const name = `${family}-${part.name}-${weight}`;
        const bytes = await subsetFont(whole, part.letters, {
          targetFormat: 'truetype',
          variationAxes: { wght: weight },
        });
        const font = create(bytes);
        if (!('characterSet' in font)) throw new Error(`${name} is no single face`);
        writeFileSync(path.join(target, `${name}.ttf`), bytes);
        faces.push({ name, family: as, weight, ranges: rangesOf(font.characterSet) });
      }
    }
  writeFileSync(index, JSON.stringify({ stamp, faces }));
}
