import { languageName } from '#app/_i18n/names.ts';
import { formatMoney, money } from '#lib/core/money.ts';

/** How a state of a job is marked. */
export function jobTone(status: string): 'good' | 'waiting' | 'bad' | 'plain' {
  if (status === 'accepted' || status === 'settled') return 'good';
  if (status === 'disputed' || status === 'overdue') return 'bad';
  if (status === 'cancelled' || status === 'expired') return 'plain';
  return 'waiting';
}

/** A pair of languages as the reader names them. */
export function pairOf(job: { readonly fromLocale: string; readonly toLocale: string }, reader: string) {
  return { from: languageName(job.fromLocale, reader), to: languageName(job.toLocale, reader) };
}

/** An amount of a row as the reader writes it. */
export function amountOf(minor: bigint, currency: string, reader: string): string {
  return formatMoney(money(minor, currency), reader);
}
