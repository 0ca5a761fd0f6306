import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLocale, locales } from '#lib/languages/locales.ts';
import { findings, report } from './messages/check.ts';
import { parsed, readLocale } from './messages/files.ts';
import { fill, missingKeys } from './messages/fill.ts';
import { rename } from './messages/rename.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'messages');
const usage = `Usage:
  npm run messages -- check                   everything that is wrong with the interface's strings
  npm run messages -- missing <locale>        what a locale lacks, as JSON {namespace: {key: English}}
  npm run messages -- fill <locale> <file>    puts such a JSON of translations into messages/<locale>/
  npm run messages -- rename <old> <new>      gives a string another key; translations and their history move with it
  npm run messages -- screenshots <address> [<locale> <person>]
                                              pictures of a running site's pages for the workbench (DATA_DIR/screenshots)`;

async function main([command, locale = '', file = '', person = 'Szabó Eszter']: readonly string[]): Promise<number> {
  if (command === 'check') {
    const found = await findings(root);
    const failed = found.some((each) => each.severity === 'error');
    (failed ? console.error : console.log)(report(found));
    return failed ? 1 : 0;
  }
  if (command === 'rename') {
    const { locales: changed, refusal } = await rename(folder, locale, file);
    if (refusal) return wrong(refusal);
    console.log(
      `Renamed in ${changed.join(', ')}. Change the code that reads it, too; installations follow by themselves.`,
    );
    return 0;
  }
  if (command === 'screenshots') return screenshots(locale, file || 'pl', person);
  if (command !== 'missing' && command !== 'fill') return wrong(usage);
  if (!isLocale(locale) || locale === 'en')
    return wrong(`Name one of these locales: ${locales.filter((tag) => tag !== 'en').join(' ')}\n\n${usage}`);
  if (command === 'missing') {
    const [source, target] = await Promise.all([readLocale(folder, 'en'), readLocale(folder, locale)]);
    console.log(JSON.stringify(missingKeys(source, target), null, 2));
    return 0;
  }
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
  const { readSettings } = await import('./settings.ts');
  Object.assign(process.env, readSettings().env);
  const { takeScreenshots } = await import('./messages/screenshots.ts');
  const taken = await takeScreenshots(site, locale, person, console.log);
  console.log(`${taken.strings} strings on ${taken.pages} pages, in ${taken.folder}.`);
  return 0;
}

function wrong(text: string): number {
  console.error(text);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
