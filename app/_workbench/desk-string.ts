import { type Locale, writtenAs } from '#lib/languages/index.ts';
import type { OpenString } from '#lib/workbench/index.ts';
import type { DeskString } from './api.ts';

/** The string with its moments as the reader writes them. */
export function deskString(string: OpenString, reader: Locale): DeskString {
  const format = new Intl.DateTimeFormat(writtenAs(reader), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const moments = [...string.comments, ...string.history].flatMap(({ at }) => (at === null ? [] : [at]));
  return { ...string, written: Object.fromEntries(moments.map((at) => [at, format.format(new Date(at))])) };
}
