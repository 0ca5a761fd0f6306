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
  const mails: CaughtMail[] = [];
  for (const name of names) {
    if (mails.length >= shown) break;
    const mail = await readCaught(name);
    if (mail && (!recipient || mail.to.toLowerCase().includes(recipient.toLowerCase()))) mails.push(mail);
  }
  return mails;
}

/** One mail of the catcher by its file name; null when there is none. */
export async function readCaught(name: string): Promise<CaughtMail | null> {
  const folder = config().MAIL_CATCHER_DIR;
  if (!folder || !/^[\w-]+\.eml$/.test(name)) return null;
  const source = await readFile(path.join(folder, name)).catch(() => null);
  if (!source) return null;
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
