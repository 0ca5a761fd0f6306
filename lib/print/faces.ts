import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export type Family = 'sans' | 'serif';
export type Weight = 400 | 500 | 600;

export interface Face {
  readonly name: string;
  readonly family: Family;
  readonly weight: number;
  /** Code points that the face really has, from and to. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** Letters of a text that stand side by side and are printed in one face. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

const indexSchema = z.object({
  faces: z.array(
    z.object({
      name: z.string(),
      family: z.enum(['sans', 'serif']),
      weight: z.number(),
      ranges: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
});

/** Made by runtime/print-faces.ts from the font packages. */
const folder = path.join(process.cwd(), 'lib/print/faces');
let known: Promise<readonly Face[]> | undefined;
const files = new Map<string, Promise<Buffer>>();

/** Every face there is, Europe's letters first, then the Chinese in their hundred parts. */
export function allFaces(): Promise<readonly Face[]> {
  known ??= readFile(path.join(folder, 'index.json'), 'utf8').then((text) => indexSchema.parse(JSON.parse(text)).faces);
  return known;
}

/** A face's file, read once. */
export function faceFile(name: string): Promise<Buffer> {
  const read = files.get(name) ?? readFile(path.join(folder, `${name}.ttf`));
  files.set(name, read);
  return read;
}

function has({ ranges }: Face, code: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = ranges[middle] ?? [0, 0];
    if (code < from) high = middle - 1;
    else if (code > to) low = middle + 1;
    else return true;
  }
  return false;
}

/** Marks that both writings have; beside Chinese they take the width of a character. */
const shared = /[\u2014\u2018\u2019\u201c\u201d\u2026]/;
const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const combining = /\p{M}/u;

/** The face for a letter, and whether Chinese stands beside it; null: none has it. */
export type Choose = (letter: string, family: Family, weight: Weight, chinese: boolean) => Face | null;

/** Chooses a face for each letter; it is a closure so that letters are looked up once a document. */
export function chooser(faces: readonly Face[]): Choose {
  const found = new Map<string, Face | null>();
  return (letter, family, weight, chinese) => {
    const turn = chinese && shared.test(letter);
    const key = `${family}${weight}${turn}${letter}`;
    const before = found.get(key);
    if (before !== undefined) return before;
    const code = letter.codePointAt(0) ?? 0;
    const having = faces.filter((face) => has(face, code));
    const own = having.filter((face) => face.family === family && face.weight === weight);
    // What the serif lacks is set in the strong sans: Chinese titles look well in it.
    const spare = family === 'serif' ? having.filter((face) => face.family === 'sans' && face.weight === 600) : [];
    const fitting = [...own, ...spare];
    const face = (turn ? fitting.at(-1) : fitting[0]) ?? null;
    found.set(key, face);
    return face;
  };
}

/**
 * A text as runs of one face each. It is composed (NFC), no-break spaces are printed as spaces, and what none of our faces can write (an
 * emoji) is left out. A combining mark stays with its letter where the letter's face has it.
 */
export function runsOf(text: string, family: Family, weight: Weight, choose: Choose): Run[] {
  const runs: { face: Face; text: string }[] = [];
  const letters = [...text.normalize('NFC').replace(/[\u00a0\u2007\u202f\u2009]/gu, ' ')];
  for (const [at, letter] of letters.entries()) {
    const last = runs.at(-1);
    const code = letter.codePointAt(0) ?? 0;
    const stays = last && (letter === ' ' || combining.test(letter)) && has(last.face, code);
    const chinese = han.test(letters[at - 1] ?? '') || han.test(letters[at + 1] ?? '');
    const face = stays ? last.face : choose(letter, family, weight, chinese);
    if (!face) continue;
    if (last?.face === face) last.text += letter;
    else runs.push({ face, text: letter });
  }
  return runs;
}
