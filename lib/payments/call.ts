import { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

/**
 * Makes a call to Stripe that may be repeated: its idempotency key is stored before it leaves, so that after a crash the same
 * key asks again and Stripe answers as it did the first time. What `keep` makes of the answer (a statement that changes rows) is written
 * together with it.
 */
export async function callOnce<T extends { id: string }>(
  idempotencyKey: string,
  purpose: string,
  request: Prisma.InputJsonObject,
  call: (options: { idempotencyKey: string }) => Promise<T>,
  keep?: (answer: T) => Prisma.Sql,
): Promise<T> {
  await prisma().$executeRaw`
    insert into stripe_call (idempotency_key, purpose, request) values (${idempotencyKey}, ${purpose}, ${JSON.stringify(request)}::jsonb)
    on conflict do nothing`;
  const answer = await call({ idempotencyKey });
  await prisma().$executeRaw`
    ${keep ? Prisma.sql`with kept as (${keep(answer)})` : Prisma.empty}
    update stripe_call set response_id = ${answer.id}, answered_at = ${new Date()} where idempotency_key = ${idempotencyKey}`;
  return answer;
}
