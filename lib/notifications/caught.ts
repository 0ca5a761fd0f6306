import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { config } from '#lib/core/config.ts';

export interface CaughtMail {
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly text: string;
  readonly html: string;
}

const shown = 50;

/** The newest mails of the catcher, optionally to one address; null where no catcher runs. */
export async function caughtMails(recipient?: string): Promise<CaughtMail[] | null> {
  const folder = config().MAIL_CATCHER_DIR;
  if (!folder) return null;
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => /^[\w-]+\.eml$/.test(name))
    .sort()
    .reverse();
  const sought = recipient?.toLowerCase();
  const mails: CaughtMail[] = [];
  for (const name of names) {
    if (mails.length >= shown) break;
    const source = await sourceOf(folder, name);
    // Taking a mail apart is slow: only one whose head has the address is worth it.
    if (!source || (sought && !headOf(source).includes(sought))) continue;
    const mail = await takenApart(name, source);
    if (!sought || mail.to.toLowerCase().includes(sought)) mails.push(mail);
  }
  return mails;
}

/** One mail of the catcher by its file name; null when there is none. */
export async function readCaught(name: string): Promise<CaughtMail | null> {
  const folder = config().MAIL_CATCHER_DIR;
  if (!folder || !/^[\w-]+\.eml$/.test(name)) return null;
  const source = await sourceOf(folder, name);
  return source && takenApart(name, source);
}

function sourceOf(folder: string, name: string): Promise<Buffer | null> {
  return readFile(path.join(folder, name)).catch(() => null);
}

function headOf(source: Buffer): string {
  const end = source.indexOf('\r\n\r\n');
  return source.toString('latin1', 0, end < 0 ? source.length : end).toLowerCase();
}

async function takenApart(name: string, source: Buffer): Promise<CaughtMail> {
  const parsed = await simpleParser(source);
  const to = Array.isArray(parsed.to) ? parsed.to[0] : parsed.to;
  return {
    name,
    to: to?.text ?? '',
    subject: parsed.subject ?? '',
    at: parsed.date ?? new Date(0),
    text: parsed.text ?? '',
    html: parsed.html || '',
  };
}
