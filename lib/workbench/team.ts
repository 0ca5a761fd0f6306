import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { email, id } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { unitSchema } from './unit.ts';

const locale = unitSchema.shape.locale;
const role = z.enum(['suggester', 'translator', 'reviewer', 'manager'], { error: 'choose' });

export const addMemberSchema = z.object({ locale, email, role });
export const changeMemberSchema = z.object({ locale, userId: id, role: role.or(z.literal('none')) });

/** Takes somebody who has an account into a language's team. Throws `workbench.no_account`, `workbench.team_full`. */
export async function addMember(actor: Actor, input: z.output<typeof addMemberSchema>): Promise<void> {
  authorize(actor, 'message.manage', { locale: input.locale });
  await transaction(async (tx) => {
    const user = await tx.user.findFirst({ where: { email: { equals: input.email, mode: 'insensitive' } } });
    if (!user) throw new DomainError('workbench.no_account', {}, 'email');
    const size = await tx.translatorGrant.count({ where: { locale: input.locale } });
    if (size >= limits.workTeam) throw new DomainError('workbench.team_full');
    await tx.translatorGrant.upsert({
      where: { userId_locale: { userId: user.id, locale: input.locale } },
      create: { userId: user.id, locale: input.locale, role: input.role },
      update: { role: input.role },
    });
  });
}

/** Another role, or `none`: out of the team. A team keeps a manager where it has one: throws `workbench.last_manager`. */
export async function changeMember(actor: Actor, input: z.output<typeof changeMemberSchema>): Promise<void> {
  authorize(actor, 'message.manage', { locale: input.locale });
  await transaction(async (tx) => {
    await tx.$queryRaw`select user_id from translator_grant where locale = ${input.locale} order by user_id for update`;
    const managers = await tx.translatorGrant.findMany({ where: { locale: input.locale, role: 'manager' } });
    const leaves = managers.some((each) => each.userId === input.userId) && input.role !== 'manager';
    if (leaves && managers.length === 1 && input.userId === actorId(actor))
      throw new DomainError('workbench.last_manager');
    const where = { userId: input.userId, locale: input.locale };
    if (input.role === 'none') await tx.translatorGrant.deleteMany({ where });
    else await tx.translatorGrant.updateMany({ where, data: { role: input.role } });
  });
}
