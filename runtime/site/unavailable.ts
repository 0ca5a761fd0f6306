import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bestLocale, isLocale } from '#lib/languages/index.ts';
import { root } from '../prisma-engine.ts';

/** The page while the database is away: plain, calm, in the reader's language, and it tries again by itself. */
export async function unavailablePage(pathname: string, acceptLanguage: string | undefined): Promise<string> {
  const inPath = pathname.split('/')[1] ?? '';
  const locale = isLocale(inPath) ? inPath : bestLocale(acceptLanguage);
  const words = await readFile(path.join(root, 'messages', locale, 'unavailable.json'), 'utf8').then(
    JSON.parse,
    () => undefined,
  );
  const { title, text } = words ?? JSON.parse(await readFile(path.join(root, 'messages/en/unavailable.json'), 'utf8'));
  const escaped = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5"><title>${escaped(title)}</title></head><body style="font:18px/1.6 serif;max-width:34rem;margin:18vh auto;padding:0 24px;color:#201a14;background:#fbf8f3"><h1 style="font-weight:500">${escaped(title)}</h1><p>${escaped(text)}</p></body></html>`;
}
