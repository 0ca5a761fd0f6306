import { notFound } from 'next/navigation';
import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { readOrder, type WholeOrder } from '#lib/ordering/index.ts';

/** An order for whoever may see it; for everybody else the address does not exist. */
export async function findOrder(number: string, key: string | undefined): Promise<WholeOrder> {
  try {
    return await readOrder(await currentActor(), number, key);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
