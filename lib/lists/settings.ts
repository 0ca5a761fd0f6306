import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';

export const alertSettingsSchema = z.object({
  follows: z.enum(['daily', 'weekly', 'off'], { error: 'choose' }),
  searches: z
    .string()
    .optional()
    .transform((value) => value === 'on'),
});

export type MailSettings = z.output<typeof alertSettingsSchema>;

/** Which mails of news a person gets. */
export async function alertSettingsOf(actor: Actor): Promise<MailSettings> {
  const found = await prisma().alertSettings.findUnique({ where: { userId: person(actor).userId } });
  if (!found || found.follows === 'instant') return { follows: 'weekly', searches: found?.searches ?? true };
  return { follows: found.follows, searches: found.searches };
}

/** Sets them. News begin with now: who turns them on again is not told of what was published meanwhile. */
export async function saveAlertSettings(actor: Actor, input: MailSettings): Promise<void> {
  authorize(actor, 'alerts.edit');
  const { userId } = person(actor);
  const before = await prisma().alertSettings.findUnique({ where: { userId } });
  const again = before?.follows === 'off' && input.follows !== 'off';
  await prisma().alertSettings.upsert({
    where: { userId },
    create: { userId, ...input },
    update: { ...input, ...(again ? { followsSentAt: now() } : {}) },
  });
}
