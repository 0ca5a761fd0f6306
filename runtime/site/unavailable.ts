import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bestLocale, isLocale } from '#lib/languages/index.ts';
import { root } from '../prisma-engine.ts';

const again = '<meta http-equiv="refresh" content="5">';

/**
 * A page of the front server itself, plain and calm, in the reader's language: the database is away (it tries again by itself), too many
 * requests, or a form that is too large.
 */
export async function plainPage(
  about: 'away' | 'busy' | 'too_large',
  pathname: string,
  acceptLanguage: string | undefined,
): Promise<string> {
  const inPath = pathname.split('/')[1] ?? '';
  const locale = isLocale(inPath) ? inPath : bestLocale(acceptLanguage);
  const words = JSON.parse(
    await readFile(path.join(root, 'messages', locale, 'unavailable.json'), 'utf8').catch(() =>
      readFile(path.join(root, 'messages/en/unavailable.json'), 'utf8'),
    ),
  );
  const { title, text } = about === 'away' ? words : words[about];
  const escaped = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${about === 'away' ? again : ''}<title>${escaped(title)}</title></head><body style="font:18px/1.6 serif;max-width:34rem;margin:18vh auto;padding:0 24px;color:#201a14;background:#fbf8f3"><h1 style="font-weight:500">${escaped(title)}</h1><p>${escaped(text)}</p></body></html>`;
}
