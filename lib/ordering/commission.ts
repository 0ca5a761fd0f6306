import { z } from 'zod';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money, split } from '#lib/core/money.ts';
import { text } from '#lib/core/validation.ts';
import type { Tx } from '#lib/db/index.ts';
import { fieldText, type Locale, locale as localeOf } from '#lib/languages/index.ts';
import type { CartLineFull } from './cart-read.ts';

const briefSchema = z.array(z.object({ question: z.string(), questionForSeller: z.string(), answer: z.string() }));

export type Brief = z.infer<typeof briefSchema>;

/** A brief as it was kept. */
export function briefOf(stored: unknown): Brief {
  return briefSchema.parse(stored);
}

/** Name of the field in which the checkout asks a question. */
export function briefField(variantId: string, question: number): string {
  return `brief:${variantId}:${question}`;
}

/** What a buyer is asked about a service, in their language. */
export function questionsTo(line: CartLineFull, reader: Locale): { field: string; question: string }[] {
  const { service } = line.variant.listing;
  return Array.from({ length: service?.questions ?? 0 }, (_, at) => ({
    field: briefField(line.variantId, at),
    question: fieldText(service?.text, `question_${at}`, reader),
  }));
}

interface Answered {
  readonly line: CartLineFull;
  readonly brief: Brief;
}

/** The answers of a checkout to what sellers ask. Throws every missing one at its field. */
export function readBriefs(
  lines: readonly CartLineFull[],
  form: Readonly<Record<string, unknown>>,
  reader: Locale,
): Answered[] {
  const errors: DomainError[] = [];
  const briefs = lines
    .filter((line) => line.variant.listing.service)
    .map((line) => {
      const { listing } = line.variant;
      const brief = questionsTo(line, reader).map(({ field, question }, at) => {
        const answer = text(limits.briefAnswer).safeParse(form[field] ?? '');
        if (!answer.success)
          errors.push(new DomainError(`validation.${answer.error.issues[0]?.message ?? 'invalid'}`, {}, field));
        const questionForSeller = fieldText(
          listing.service?.text,
          `question_${at}`,
          localeOf(listing.text.sourceLocale),
        );
        return { question, questionForSeller, answer: answer.data ?? '' };
      });
      return { line, brief };
    });
  const [first, ...others] = errors;
  if (first) throw new DomainErrors([first, ...others]);
  return briefs;
}

/** Whether a form answers a seller's questions as a kept brief does. */
export function answers(variantId: string, stored: unknown, form: Readonly<Record<string, unknown>>): boolean {
  return briefOf(stored).every(({ answer }, at) => {
    const typed = text(limits.briefAnswer).safeParse(form[briefField(variantId, at)] ?? '');
    return typed.success && typed.data === answer;
  });
}

/** Keeps what was agreed about each service of a new order: the brief, and the milestones with what each is worth. */
export async function keepCommissions(
  tx: Tx,
  orderId: string,
  briefs: readonly Answered[],
  reader: Locale,
): Promise<void> {
  if (briefs.length === 0) return;
  const lines = await tx.orderLine.findMany({ where: { sellerOrder: { orderId } }, include: { sellerOrder: true } });
  for (const { line, brief } of briefs) {
    const ordered = lines.find((each) => each.variantId === line.variantId);
    const { service, text: words } = line.variant.listing;
    if (!ordered || !service) continue;
    const { currency } = ordered.sellerOrder;
    const amounts = split(
      money(ordered.totalMinor, currency),
      service.shares.map((share) => BigInt(share)),
    );
    await tx.commission.create({
      data: {
        orderLineId: ordered.id,
        brief,
        deliveryDays: service.deliveryDays,
        revisions: service.revisions,
        milestones: {
          create: service.shares.map((share, position) => ({
            position,
            nameForBuyer: fieldText(service.text, `milestone_${position}`, reader),
            nameForSeller: fieldText(service.text, `milestone_${position}`, localeOf(words.sourceLocale)),
            share,
            amountMinor: amounts[position]?.minor ?? 0n,
            currency,
            days: service.days[position] ?? service.deliveryDays,
          })),
        },
      },
    });
  }
}
