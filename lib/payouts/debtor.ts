import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { compactNumber, ibanProblem, isBic, maskedNumber } from './bank-number.ts';

const key = 'payouts.debtor';

const debtor = z.object({ name: z.string(), iban: z.string(), bic: z.string() });
export type Debtor = z.output<typeof debtor>;

export const debtorSchema = z
  .object({
    name: text(limits.accountName),
    iban: z.string().max(60, { error: 'too_long' }).transform(compactNumber),
    bic: z.string().max(20, { error: 'too_long' }).transform(compactNumber),
  })
  .superRefine(({ iban, bic }, context) => {
    if (ibanProblem(iban)) context.addIssue({ code: 'custom', path: ['iban'], message: 'payouts.iban_check' });
    if (!isBic(bic)) context.addIssue({ code: 'custom', path: ['bic'], message: 'payouts.bic' });
  });

/** The platform's bank account that batches are paid from; null until finance has named it. */
export async function platformAccount(tx: Tx = prisma()): Promise<Debtor | null> {
  const setting = await tx.setting.findUnique({ where: { key } });
  return setting ? debtor.parse(setting.value) : null;
}

/** Names the platform's bank account. */
export async function savePlatformAccount(actor: Actor, input: z.output<typeof debtorSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    await tx.setting.upsert({
      where: { key },
      create: { key, value: input },
      update: { value: input, updatedAt: new Date() },
    });
    await audit(tx, actor, {
      action: 'payout.account_named',
      subjectType: 'setting',
      subjectId: key,
      data: { tail: maskedNumber(input.iban) },
    });
  });
}
