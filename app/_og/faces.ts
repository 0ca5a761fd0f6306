import { readFile } from 'node:fs/promises';
import path from 'node:path';
import subsetFont from 'subset-font';

interface Face {
  readonly family: string;
  readonly file: string;
  readonly variable: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

const root = process.cwd();
const block = /@font-face\s*\{[^}]*\}/g;

function readFaces(stylesheet: string): Face[] {
  return (stylesheet.match(block) ?? []).flatMap((text) => {
    const family = /font-family:\s*["']([^"']+)["']/.exec(text)?.[1];
    const file = /url\(["']?(\/fonts\/[^"')]+)["']?\)/.exec(text)?.[1];
    const ranges = /unicode-range:\s*([^;}]+)/.exec(text)?.[1];
    if (!family || !file || !ranges) return [];
    return [
      {
        family,
        file: path.join(root, 'public', file),
        variable: /font-weight:\s*\d+\s+\d+/.test(text),
        ranges: ranges.split(',').map((range) => {
          const [from = 0, to = from] = range
            .trim()
            .slice(2)
            .split('-')
            .map((hex) => Number.parseInt(hex, 16));
          return [from, to] as const;
        }),
      },
    ];
  });
}

let known: Promise<Face[]> | undefined;

/** The faces of the site's own stylesheets: Europe's first, then the Chinese. */
function faces(): Promise<Face[]> {
  known ??= Promise.all(
    ['app/_ui/faces.css', 'public/fonts/chinese.css'].map((file) => readFile(path.join(root, file), 'utf8')),
  ).then((stylesheets) => stylesheets.flatMap(readFaces));
  return known;
}

export interface CutFace {
  readonly name: string;
  readonly data: ArrayBuffer;
}

/** The one face a drawing may use for a kind of letters, and what it is called in `faces.css`. */
const families = { serif: 'Noto Serif', sans: 'Noto Sans' } as const;
export type FaceKind = keyof typeof families;

/**
 * The letters of a text cut out of our own faces, as files a drawing program reads (it knows no woff2 and no weights that vary), with the
 * text as far as our faces can write it: an emoji is left out, and nothing is ever fetched from elsewhere.
 */
export async function cutFaces(text: string, kind: FaceKind): Promise<{ text: string; faces: CutFace[] }> {
  const own = (await faces()).filter((face) => face.family.startsWith(`${families[kind]} `));
  const letters = new Map<Face, string>();
  let written = '';
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    const face = own.find((each) => each.ranges.some(([from, to]) => code >= from && code <= to));
    if (!face) continue;
    written += letter;
    letters.set(face, (letters.get(face) ?? '') + letter);
  }
  const cut = await Promise.all(
    [...letters].map(async ([face, text], at) => {
      const options = { targetFormat: 'truetype' as const, ...(face.variable ? { variationAxes: { wght: 500 } } : {}) };
      const bytes = await subsetFont(await readFile(face.file), text, options);
      return { name: `${kind}${at}`, data: new Uint8Array(bytes).buffer };
    }),
  );
  return { text: written, faces: cut };
}
