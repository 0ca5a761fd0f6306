import { notFound } from 'next/navigation';
import { viewCollection } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Locale } from '#lib/languages/index.ts';

/** A collection for those who may edit it; for everybody else the address does not exist. */
export async function collectionOr404(actor: Actor, id: string, locale: Locale) {
  try {
    return await viewCollection(actor, id, locale);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
