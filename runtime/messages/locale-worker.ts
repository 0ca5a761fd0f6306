import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Share } from './locales.ts';

enableCompileCache();
const { checkLocales } = await import('./locales.ts');
/** Checks some of the locales beside the others, on another core. */
const share: Share = workerData;
parentPort?.postMessage(await checkLocales(share));
