import { prisma, type Tx } from './client.ts';
import { Prisma } from './generated/client.ts';

/**
 * Reads several things as they were at one moment (REPEATABLE READ, read only): what is committed meanwhile is in none of them. Writing
 * in it fails. For reading that ends soon: it holds a connection, and nothing may be streamed to a slow reader from inside.
 */
export async function snapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`set transaction read only`;
      return read(tx);
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead, maxWait: 10_000, timeout: 30_000 },
  );
}
