import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

/**
 * Makes a call to Stripe that may be repeated: its idempotency key is stored before it leaves, so that after a crash the same
 * key asks again and Stripe answers as it did the first time.
 */
export async function callOnce<T extends { id: string }>(
  idempotencyKey: string,
  purpose: string,
  request: Prisma.InputJsonObject,
  call: (options: { idempotencyKey: string }) => Promise<T>,
): Promise<T> {
  await prisma().$executeRaw`
    insert into stripe_call (idempotency_key, purpose, request) values (${idempotencyKey}, ${purpose}, ${JSON.stringify(request)}::jsonb)
    on conflict do nothing`;
  const answer = await call({ idempotencyKey });
  await prisma().stripeCall.update({
    where: { idempotencyKey },
    data: { responseId: answer.id, answeredAt: new Date() },
    select: { idempotencyKey: true },
  });
  return answer;
}
