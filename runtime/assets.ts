import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';
import { root } from './prisma-engine.ts';

/**
 * The Chinese faces come in a hundred subsets each. Their long lists stand in stylesheets of their own, so that pages in other
 * languages can load them last and only for the glyphs they show.
 */
const require = createRequire(import.meta.url);
const target = path.join(root, 'public/fonts');
mkdirSync(target, { recursive: true });
let faces = '';
for (const name of ['noto-sans-sc', 'noto-serif-sc']) {
  const folder = path.dirname(require.resolve(`@fontsource-variable/${name}/package.json`));
  cpSync(path.join(folder, 'files'), path.join(target, name), { recursive: true });
  faces += readFileSync(path.join(folder, 'index.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll('./files/', `/fonts/${name}/`)
    .replace(/\s*\n\s*/g, '');
}
writeFileSync(path.join(target, 'chinese.css'), faces);

/**
 * The package's file of extended Latin has letters for half the world (170 kB and more). Those that the Latin-written languages of
 * Europe add to Latin-1 are a twentieth of it; `app/_ui/latin.css` puts them first.
 */
const europeanLatin = [
  [0x100, 0x17f],
  [0x218, 0x21b],
  [0x1e9e, 0x1e9e],
].flatMap(([from = 0, to = 0]) =>
  Array.from({ length: to - from + 1 }, (_, offset) => String.fromCodePoint(from + offset)),
);
mkdirSync(path.join(target, 'latin'), { recursive: true });
for (const name of ['noto-sans', 'noto-serif']) {
  const folder = path.dirname(require.resolve(`@fontsource-variable/${name}/package.json`));
  const whole = readFileSync(path.join(folder, 'files', `${name}-latin-ext-wght-normal.woff2`));
  const letters = await subsetFont(whole, europeanLatin.join(''), {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  writeFileSync(path.join(target, 'latin', `${name}.woff2`), letters);
}
