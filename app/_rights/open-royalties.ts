import { notFound } from 'next/navigation';
import { DomainError } from '#lib/core/errors.ts';

/** What a reading operation gives; what it says is not there is a page that does not exist. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

/** The tone of a statement's state. */
export function statementTone(status: string): 'good' | 'waiting' | 'bad' | 'plain' {
  if (status === 'paid' || status === 'accepted') return 'good';
  if (status === 'sent') return 'waiting';
  return status === 'disputed' ? 'bad' : 'plain';
}
