import { parentPort, workerData } from 'node:worker_threads';
import { readLocale, sameAsEnglish } from './files.ts';
import { localeFindings } from './strings.ts';

/** Checks some of the locales beside the others, on another core. */
const { folder, tags }: { folder: string; tags: readonly string[] } = workerData;
const source = await readLocale(folder, 'en');
const same = await sameAsEnglish(folder);
const found = [];
for (const tag of tags) found.push({ tag, findings: localeFindings(source, await readLocale(folder, tag), same) });
parentPort?.postMessage(found);
