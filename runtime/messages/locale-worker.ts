import { parentPort, workerData } from 'node:worker_threads';
import { readLocale, sameAsEnglish } from './files.ts';
import { readGlossary, termsOf } from './glossary.ts';
import { localeFindings } from './strings.ts';

/** Checks some of the locales beside the others, on another core. */
const { root, folder, tags, all }: { root: string; folder: string; tags: readonly string[]; all: boolean } = workerData;
const [source, same, glossary] = await Promise.all([
  readLocale(folder, 'en'),
  sameAsEnglish(folder),
  readGlossary(root),
]);
const found = [];
for (const tag of tags)
  found.push({
    tag,
    findings: localeFindings(source, await readLocale(folder, tag), {
      same,
      glossary: termsOf(glossary, tag, { all }),
      all,
    }),
  });
parentPort?.postMessage(found);
