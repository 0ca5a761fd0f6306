import { prisma } from './client.ts';

export { announceChange, type Change, changesChannel } from './changes.ts';
export { connections, disconnect, pool, prisma, prismaOn, type Tx } from './client.ts';
export { containing } from './containing.ts';
export { type Insert, insertTogether } from './insert.ts';
export { snapshot } from './snapshot.ts';
export { transaction } from './transaction.ts';

/** Whether the database answers a question now. */
export async function databaseAnswers(): Promise<boolean> {
  return prisma().$queryRaw`select 1`.then(
    () => true,
    () => false,
  );
}
