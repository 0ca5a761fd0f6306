import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { currencyFacts } from '#lib/core/currency.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { note } from './events.ts';
import { type Quote, type QuotedJob, quoteSchema, quoteTranslation } from './quote.ts';

export const orderSchema = quoteSchema.extend({
  placementKey: id,
  /** Until when it is to be there, a day. */
  deliverBy: z.iso.date({ error: 'invalid' }),
  note: optionalText(limits.translationNote),
  /** Who reviews it for the enterprise, by their address; empty: the enterprise's own people. */
  reviewer: z.string().trim().max(254).default(''),
  /** What was shown, in minor units. */
  total: z.string().regex(/^\d{1,15}$/, { error: 'invalid' }),
});
export type OrderAsked = z.output<typeof orderSchema>;

/** The last moment of a day. */
function endOf(isoDate: string): Date {
  return new Date(new Date(`${isoDate}T00:00:00Z`).getTime() + day - 1);
}

/** Until when somebody may take it: half the time there is, so that the other half is left for the work. */
export function takeUntil(from: Date, deliverBy: Date): Date {
  return new Date(from.getTime() + (deliverBy.getTime() - from.getTime()) / 2);
}

function checkedDay({ deliverBy }: OrderAsked): Date {
  const at = endOf(deliverBy);
  if (deliverBy <= isoDay(now())) throw new DomainError('translations.too_soon', {}, 'deliverBy');
  if (at.getTime() > now().getTime() + limits.translationDays * day)
    throw new DomainError('translations.too_late', { days: limits.translationDays }, 'deliverBy');
  return at;
}

/**
 * Orders a translation: one job for each pair of languages, which wait for their payment. The same form sent twice is one order. Throws
 * what `quoteTranslation` throws, `translations.nothing`, `translations.amount_changed`, `translations.too_little`, `translations.too_soon`.
 */
export async function orderTranslation(actor: Actor, asked: OrderAsked): Promise<{ orderId: string }> {
  authorize(actor, 'translation.order', { enterpriseId: asked.enterpriseId });
  const deliverBy = checkedDay(asked);
  const known = await placed(asked);
  if (known) return known;
  try {
    const quote = await quoteTranslation(actor, asked);
    requireSame(asked, quote);
    const reviewerId = await reviewerOf(asked.reviewer);
    return await transaction((tx) => place(tx, actor, asked, quote, deliverBy, reviewerId));
  } catch (error) {
    // The same form, sent twice at once: the other was faster, and its texts are ordered by now.
    const before = error instanceof DomainError || hasSqlState(error, '23505', 'P2002') ? await placed(asked) : null;
    if (before) return before;
    throw error;
  }
}

async function placed({ placementKey, enterpriseId }: OrderAsked): Promise<{ orderId: string } | null> {
  const found = await prisma().translationOrder.findFirst({
    where: { placementKey, enterpriseId },
    select: { id: true },
  });
  return found && { orderId: found.id };
}

function requireSame(asked: OrderAsked, quote: Quote): void {
  const { currency, totalMinor } = quote;
  if (quote.jobs.length === 0) throw new DomainError('translations.nothing');
  const least = currencyFacts(currency).smallestCharge;
  if (totalMinor < least) throw new DomainError('translations.too_little', { least: money(least, currency) });
  if (`${totalMinor}` !== asked.total)
    throw new DomainError('translations.amount_changed', { amount: money(totalMinor, currency) });
}

async function reviewerOf(email: string): Promise<string | null> {
  if (!email) return null;
  const user = await prisma().user.findFirst({
    where: { email: { equals: email, mode: 'insensitive' }, suspendedAt: null },
    select: { id: true },
  });
  if (!user) throw new DomainError('translations.no_account', {}, 'reviewer');
  return user.id;
}

async function place(
  tx: Tx,
  actor: Actor,
  asked: OrderAsked,
  quote: Quote,
  deliverBy: Date,
  reviewerId: string | null,
): Promise<{ orderId: string }> {
  const { enterpriseId, placementKey } = asked;
  const at = now();
  // Two orders at once of the same texts wait for each other; the second finds them ordered.
  await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for update`;
  await requireFree(tx, quote);
  const order = await tx.translationOrder.create({
    data: {
      number: humanNumber('TO', at),
      enterpriseId,
      createdById: person(actor).userId,
      placementKey,
      currency: quote.currency,
      netMinor: quote.netMinor,
      taxMinor: quote.taxMinor,
      taxRule: quote.taxRule,
      taxRate: quote.taxRate,
      country: quote.country,
      vatNumber: quote.vatNumber,
      createdAt: at,
    },
  });
  for (const job of quote.jobs) {
    const made = await tx.translationJob.create({
      data: {
        ...jobRow(job, quote),
        number: humanNumber('TJ', at),
        orderId: order.id,
        enterpriseId,
        note: asked.note,
        reviewerId,
        deliverBy,
        takeBy: takeUntil(at, deliverBy),
        createdAt: at,
      },
    });
    await tx.translationUnit.createMany({ data: job.units.map((unit, position) => unitRow(made.id, unit, position)) });
    await note(tx, actor, made.id, 'ordered');
  }
  await audit(tx, actor, {
    action: 'translation.ordered',
    subjectType: 'translation_order',
    subjectId: order.id,
    data: { number: order.number, jobs: quote.jobs.length },
  });
  return { orderId: order.id };
}

function jobRow({ from, to, rateMinor, words, netMinor, taxMinor }: QuotedJob, { currency, translatorId }: Quote) {
  return { fromLocale: from, toLocale: to, rateMinor, words, netMinor, taxMinor, currency, offeredToId: translatorId };
}

function unitRow(jobId: string, unit: QuotedJob['units'][number], position: number) {
  const { textId, field, kind, slug, source, words, counted, netMinor } = unit;
  return { jobId, position, textId, field, kind, slug, source, words, counted, netMinor };
}

/** Throws `translations.ordered_already` where one of the texts was ordered a moment ago. */
async function requireFree(tx: Tx, quote: Quote): Promise<void> {
  for (const { to, units } of quote.jobs) {
    const taken = await tx.translationUnit.count({
      where: {
        textId: { in: units.map(({ textId }) => textId) },
        job: {
          toLocale: to,
          status: { in: ['awaiting_payment', 'offered', 'taken', 'delivered', 'changes', 'disputed'] },
        },
      },
    });
    if (taken > 0) throw new DomainError('translations.ordered_already');
  }
}
