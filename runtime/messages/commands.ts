import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLocale, locales } from '#lib/languages/locales.ts';
import { differencesOf, readableDiff } from './diff.ts';
import { missingFromCode } from './extract.ts';
import { parsed, readLocale } from './files.ts';
import { fill, missingKeys } from './fill.ts';
import { pull, push, type Remote, RemoteRefusal } from './remote.ts';
import { rename } from './rename.ts';
import { readSources } from './sources.ts';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'messages');
const usage = `Usage:
  npm run messages -- check [all]             everything that is wrong with the interface's strings; all: with advice on words as well
  npm run messages -- missing <locale>        what a locale lacks, as JSON {namespace: {key: English}}
  npm run messages -- fill <locale> <file>    puts such a JSON of translations into messages/<locale>/
  npm run messages -- rename <old> <new>      gives a string another key; translations and their history move with it
  npm run messages -- screenshots <address> [<locale> <person>]
                                              pictures of a running site's pages for the workbench (DATA_DIR/screenshots)
  npm run messages -- extract                 keys that the code asks for and English does not have, with their places
  npm run messages -- pull <locale> [dry]     shows what an installation has published and puts it into messages/<locale>/
  npm run messages -- push <locale> [apply]   shows what messages/<locale>/ would change there, and publishes it

pull and push ask the installation at TRANSLATIONS_URL with the token in TRANSLATIONS_TOKEN (made on its page /translate/tokens).`;

/** Does what a command asks for, the check left out, and says how it ended. */
export async function run([
  command,
  locale = '',
  file = '',
  person = 'Jana Dvořáková',
]: readonly string[]): Promise<number> {
  if (command === 'rename') {
    const { locales: changed, refusal } = await rename(folder, locale, file);
    if (refusal) return wrong(refusal);
    console.log(
      `Renamed in ${changed.join(', ')}. Change the code that reads it, too; installations follow by themselves.`,
    );
    return 0;
  }
  if (command === 'screenshots') return screenshots(locale, file || 'pl', person);
  if (command === 'extract') return extract();
  if (!command || !['missing', 'fill', 'pull', 'push'].includes(command)) return wrong(usage);
  if (!isLocale(locale) || locale === 'en')
    return wrong(`Name one of these locales: ${locales.filter((tag) => tag !== 'en').join(' ')}\n\n${usage}`);
  if (command === 'missing') {
    const [source, target] = await Promise.all([readLocale(folder, 'en'), readLocale(folder, locale)]);
    console.log(JSON.stringify(missingKeys(source, target), null, 2));
    return 0;
  }
  if (command === 'pull') return pullInto(locale, file === 'dry');
  if (command === 'push') return pushFrom(locale, file === 'apply');
  const given = parsed(await readFile(file, 'utf8').catch(() => ''));
  if (!given) return wrong(`${file || 'The file'} cannot be read as a JSON object.\n\n${usage}`);
  const { taken, refused } = await fill(folder, locale, given);
  console.log(`${taken} translations taken, ${refused.length} refused.`);
  for (const line of refused) console.error(`  ${line}`);
  return refused.length > 0 ? 1 : 0;
}

/** Loaded only when asked for: it brings a browser. */
async function screenshots(site: string, locale: string, person: string): Promise<number> {
  if (!/^https?:\/\/./.test(site)) return wrong(`Name the address of a running site.\n\n${usage}`);
  const { readSettings } = await import('../settings.ts');
  Object.assign(process.env, readSettings().env);
  const [{ chromium }, { findBrowser }, { screensFolder }, { takeScreenshots }] = await Promise.all([
    import('@playwright/test'),
    import('../../e2e/browser.ts'),
    import('#lib/workbench/index.ts'),
    import('./screenshots.ts'),
  ]);
  const browser = await chromium.launch(await findBrowser());
  const walk = { site, locale, person, folder: screensFolder() };
  const taken = await takeScreenshots(browser, walk, console.log).finally(() => browser.close());
  console.log(`${taken.strings} strings on ${taken.pages} pages, in ${taken.folder}.`);
  if (taken.missed.length > 0) console.log(`Not taken: ${taken.missed.join(', ')}.`);
  return taken.pages > 0 ? 0 : 1;
}

async function extract(): Promise<number> {
  const missing = missingFromCode(await readSources(root, ['app', 'lib', 'runtime']), await readLocale(folder, 'en'));
  for (const { key, at } of missing) console.log(`${at}  ${key}`);
  console.log(
    missing.length === 0 ? 'English has every key that the code asks for.' : `${missing.length} keys are missing.`,
  );
  return missing.length === 0 ? 0 : 1;
}

function remote(): Remote | null {
  const { TRANSLATIONS_URL: url, TRANSLATIONS_TOKEN: token } = process.env;
  return url && token ? { url, token } : null;
}

async function pullInto(locale: string, dry: boolean): Promise<number> {
  const from = remote();
  if (!from) return wrong(usage);
  const given = await pull(from, locale);
  const own = new Map([...(await readLocale(folder, locale)).entries].map(([key, { value }]) => [key, value]));
  const differences = differencesOf(
    own,
    Object.entries(given).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
  );
  console.log(differences.length === 0 ? 'Nothing differs.' : readableDiff(differences));
  if (dry || differences.length === 0) return 0;
  const changed = Object.fromEntries(differences.map(({ key, after }) => [key, after]));
  const { taken, refused } = await fill(folder, locale, changed);
  console.log(`${taken} translations taken, ${refused.length} refused.`);
  for (const line of refused) console.error(`  ${line}`);
  return refused.length > 0 ? 1 : 0;
}

async function pushFrom(locale: string, apply: boolean): Promise<number> {
  const to = remote();
  if (!to) return wrong(usage);
  const { entries } = await readLocale(folder, locale);
  const strings = Object.fromEntries([...entries].map(([key, { value }]) => [key, value]));
  const { applied, counts, lines, refused, warned } = await push(to, locale, strings, apply);
  const told = lines.filter(({ change }) => change !== 'refused');
  if (told.length > 0) console.log(readableDiff(told));
  for (const { key, problem } of refused) console.error(`! ${key}  ${problem ?? ''}`);
  for (const { key, warnings } of warned) console.log(`~ ${key}  ${warnings.map(({ code }) => code).join(', ')}`);
  console.log(
    `${counts.added} new, ${counts.changed} changed, ${counts.conflict} of a moved original, ${counts.refused} refused; ${applied} published.`,
  );
  return counts.refused > 0 ? 1 : 0;
}

function wrong(text: string): number {
  console.error(text);
  return 2;
}

/** Another installation's refusal is told in its words; anything else is a fault of ours and shows where. */
export function refused(error: unknown): number {
  if (!(error instanceof RemoteRefusal)) throw error;
  console.error(error.message);
  return 1;
}
