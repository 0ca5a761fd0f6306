import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';

export const monthOf = (at: Date) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));

/** Takes characters from the month's budget; throws `machine.budget_spent` where they are not there. */
export async function reserve(enterpriseId: string, characters: number): Promise<void> {
  const taken = await prisma().$executeRaw`
    insert into machine_usage (enterprise_id, month, characters) values (${enterpriseId}::uuid, ${monthOf(now())}::date, ${characters})
    on conflict (enterprise_id, month) do update set characters = machine_usage.characters + excluded.characters
    where machine_usage.characters + excluded.characters <= ${limits.machineCharacters}`;
  if (taken === 0 || characters > limits.machineCharacters)
    throw new DomainError('machine.budget_spent', { most: limits.machineCharacters });
}
