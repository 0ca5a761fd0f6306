import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { withWords } from './content.ts';
import { isDay } from './edit.ts';
import { startText, wordsOf, writeWords } from './words.ts';

/** The days of a holiday, both included, as midnight UTC. */
export interface HolidayDays {
  readonly fromDay: Date;
  readonly untilDay: Date;
  readonly takesOrders: boolean;
}

export interface Away {
  readonly takesOrders: boolean;
  /** The first day on which things are sent again. */
  readonly back: Date;
  /** How many days that is from today. */
  readonly days: number;
}

/** Whether an enterprise is away on the day of `at`, and when it is back; null outside its holiday, which so ends by itself. */
export function awayAt(holiday: HolidayDays | null, at: Date): Away | null {
  if (!holiday) return null;
  const today = new Date(`${isoDay(at)}T00:00:00Z`).getTime();
  if (today < holiday.fromDay.getTime() || today > holiday.untilDay.getTime()) return null;
  const back = new Date(holiday.untilDay.getTime() + day);
  return { takesOrders: holiday.takesOrders, back, days: Math.round((back.getTime() - today) / day) };
}

const longest = 366;
const dayField = z
  .string()
  .trim()
  .refine(isDay, { error: 'invalid_date' })
  .transform((value) => new Date(`${value}T00:00:00Z`));

export const holidaySchema = z
  .object({
    enterpriseId: id,
    fromDay: dayField,
    untilDay: dayField,
    orders: z.enum(['later', 'none'], { error: 'choose' }),
    language: z.string().refine(isLocale, { error: 'choose' }),
    message: optionalText(limits.summary),
  })
  .superRefine((input, context) => {
    const wrong = (error: string) => context.addIssue({ code: 'custom', path: ['untilDay'], message: error });
    if (input.untilDay < input.fromDay) return wrong('ends_before');
    if (input.untilDay.getTime() - input.fromDay.getTime() > longest * day) return wrong('too_far');
    if (isoDay(input.untilDay) < isoDay(now())) wrong('in_the_past');
  });

const shown = { text: withTranslations } as const satisfies Prisma.HolidayInclude;
export type HolidayView = Prisma.HolidayGetPayload<{ include: typeof shown }>;

/** The enterprise's holiday, planned, running or over; null when it has none. */
export async function holidayOf(actor: Actor, enterpriseId: string): Promise<HolidayView | null> {
  authorize(actor, 'storefront.edit', { enterpriseId });
  return prisma().holiday.findUnique({ where: { enterpriseId }, include: shown });
}

async function lockEnterprise(tx: Tx, enterpriseId: string) {
  await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for no key update`;
  return tx.enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
    select: { slug: true, sourceLocale: true, holiday: { include: shown } },
  });
}

/** Sets when the enterprise is away, whether it takes orders meanwhile, and what it says about it in one language. */
export async function setHoliday(actor: Actor, input: z.output<typeof holidaySchema>): Promise<void> {
  const { enterpriseId, fromDay, untilDay, language, message } = input;
  authorize(actor, 'storefront.edit', { enterpriseId });
  await transaction(async (tx) => {
    const { slug, sourceLocale, holiday } = await lockEnterprise(tx, enterpriseId);
    const days = { fromDay, untilDay, takesOrders: input.orders === 'later' };
    const textId = holiday?.textId ?? (await startText(tx, actor, sourceLocale));
    await writeWords(tx, actor, textId, withWords(holiday ? wordsOf(holiday.text) : {}, language, { message }));
    await tx.holiday.upsert({ where: { enterpriseId }, create: { enterpriseId, textId, ...days }, update: days });
    await audit(tx, actor, {
      action: 'storefront.holiday_set',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { from: isoDay(fromDay), until: isoDay(untilDay), takesOrders: days.takesOrders },
    });
    await announceChange(tx, { kind: 'enterprise', slug });
  });
}

export const endHolidaySchema = z.object({ enterpriseId: id });

/** The enterprise is back, or does not go after all. */
export async function endHoliday(actor: Actor, { enterpriseId }: z.output<typeof endHolidaySchema>): Promise<void> {
  authorize(actor, 'storefront.edit', { enterpriseId });
  await transaction(async (tx) => {
    const { slug, holiday } = await lockEnterprise(tx, enterpriseId);
    if (!holiday) return;
    await tx.holiday.delete({ where: { enterpriseId } });
    await tx.text.delete({ where: { id: holiday.textId } });
    await audit(tx, actor, {
      action: 'storefront.holiday_ended',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
    });
    await announceChange(tx, { kind: 'enterprise', slug });
  });
}
