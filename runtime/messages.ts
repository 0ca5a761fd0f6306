import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isLocale, locales } from '#lib/languages/locales.ts';
import { findings, report } from './messages/check.ts';
import { parsed, readLocale } from './messages/files.ts';
import { fill, missingKeys } from './messages/fill.ts';

const root = path.join(import.meta.dirname, '..');
const folder = path.join(root, 'messages');
const usage = `Usage:
  npm run messages -- check                   everything that is wrong with the interface's strings
  npm run messages -- missing <locale>        what a locale lacks, as JSON {namespace: {key: English}}
  npm run messages -- fill <locale> <file>    puts such a JSON of translations into messages/<locale>/`;

async function main([command, locale = '', file = '']: readonly string[]): Promise<number> {
  if (command === 'check') {
    const found = await findings(root);
    const failed = found.some((each) => each.severity === 'error');
    (failed ? console.error : console.log)(report(found));
    return failed ? 1 : 0;
  }
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

function wrong(text: string): number {
  console.error(text);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
