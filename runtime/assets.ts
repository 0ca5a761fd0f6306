import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';
import { makePrintFaces } from './print-faces.ts';
import { root } from './prisma-engine.ts';

/**
 * The Chinese faces come in a hundred subsets each. Their long lists stand in stylesheets of their own, so that pages in other
 * languages can load them last and only for the glyphs they show.
 */
const require = createRequire(import.meta.url);
const target = path.join(root, 'public/fonts');
mkdirSync(target, { recursive: true });
let chinese = '';
for (const name of ['noto-sans-sc', 'noto-serif-sc']) {
  const folder = path.dirname(require.resolve(`@fontsource-variable/${name}/package.json`));
  cpSync(path.join(folder, 'files'), path.join(target, name), { recursive: true });
  chinese += readFileSync(path.join(folder, 'index.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll('./files/', `/fonts/${name}/`)
    .replace(/\s*\n\s*/g, '');
}
writeFileSync(path.join(target, 'chinese.css'), chinese);

/**
 * The package's files have letters for half the world and every weight. What Europe writes, in the weights we use, is a third of it:
 * `app/_ui/faces.css` says which letters and weights each of our files has.
 */
const faces =
  /font-weight: (?<from>\d+)(?: (?<to>\d+))?;\s*src: url\("\/fonts\/europe\/(?<family>noto-[a-z]+)-(?<part>[a-z-]+)\.woff2"\)[^;]*;\s*unicode-range:\s*(?<ranges>[^;]+);/g;

function letters(ranges: string): string {
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

mkdirSync(path.join(target, 'europe'), { recursive: true });
const stylesheet = readFileSync(path.join(root, 'app/_ui/faces.css'), 'utf8');
const cuts = [...stylesheet.matchAll(faces)];
if (cuts.length !== stylesheet.split('/fonts/europe/').length - 1)
  throw new Error('app/_ui/faces.css names a face that runtime/assets.ts cannot read');
for (const { groups } of cuts) {
  const { from = '', to, family = '', part = '', ranges = '' } = groups ?? {};
  const folder = path.dirname(require.resolve(`@fontsource-variable/${family}/package.json`));
  const whole = readFileSync(path.join(folder, 'files', `${family}-${part}-wght-normal.woff2`));
  const cut = await subsetFont(whole, letters(ranges), {
    targetFormat: 'woff2',
    variationAxes: { wght: to ? { min: Number(from), max: Number(to) } : Number(from) },
  });
  writeFileSync(path.join(target, 'europe', `${family}-${part}.woff2`), cut);
}

await makePrintFaces();
