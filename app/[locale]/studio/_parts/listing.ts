import { notFound } from 'next/navigation';
import { viewListing, type WorkingListing } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';

/** A listing for those who may see it in any state; for everybody else the address does not exist. */
export async function listingOr404(actor: Actor, id: string): Promise<WorkingListing> {
  try {
    return await viewListing(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
