import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
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
