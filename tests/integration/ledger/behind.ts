import { system } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { type Behind, readTransaction, type StripeLink } from '#lib/ledger/index.ts';

/** What the page of a booking names behind it: kinds with their names, and the objects at Stripe by their type. */
export async function behind(cause: string): Promise<{
  readonly names: readonly string[];
  readonly stripe: readonly StripeLink['type'][];
  readonly all: readonly Behind[];
}> {
  const { id } = await prisma().ledgerTransaction.findUniqueOrThrow({ where: { cause } });
  const booked = await readTransaction(system('test'), id);
  if (!booked) throw new Error(`${cause} is booked`);
  return {
    names: booked.behind.map(({ kind, name }) => `${kind} ${name}`),
    stripe: booked.stripe.map(({ type }) => type),
    all: booked.behind,
  };
}
