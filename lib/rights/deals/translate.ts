import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { id } from '#lib/core/validation.ts';
import { prisma } from '#lib/db/index.ts';
import {
  isLocale,
  type Locale,
  type LocalizedText,
  type MachineSettings,
  type ReadableText,
  readable,
  translateWords,
} from '#lib/languages/index.ts';
import type { WholeDeal } from './read.ts';

export const translateDealWordsSchema = z.object({
  dealId: id,
  enterpriseId: id,
  /** A message of the deal, or the version whose note it is. */
  subject: z.enum(['message', 'note']),
  subjectId: id,
  to: z
    .string()
    .refine(isLocale, { error: 'choose' })
    .transform((tag) => tag as Locale),
});

/** Words and the language they were written in. */
interface Written {
  readonly body: string;
  readonly locale: string;
}

/** What a translation remembers of its original. */
function wordsHash({ body, locale }: Written): string {
  return hashToken(`${locale}\n${body}`);
}

/** The note of a version; one written before its language was kept is taken to be in its reader's. */
export function noteOf({ note, noteLocale }: WholeDeal['offers'][number], reader: Locale): Written {
  return { body: note, locale: noteLocale === '' ? reader : noteLocale };
}

/** Words of a deal as a reader gets them: as they were written, or a machine's translation with the original beside it. */
export function dealWords(
  written: Written,
  translations: WholeDeal['translations'],
  reader: Locale,
): ReadableText | null {
  const texts: LocalizedText[] = [
    { locale: written.locale, value: written.body, state: 'source', origin: 'human', sourceRevision: 1 },
  ];
  const made =
    written.locale !== reader &&
    translations.find(({ locale, wordsHash: of }) => locale === reader && of === wordsHash(written));
  if (made) texts.push({ locale: reader, value: made.body, state: 'machine', origin: 'machine', sourceRevision: 1 });
  return readable(texts, reader);
}

/**
 * One side has what the other wrote translated by machine into its language: paid from its own budget, kept beside the original for both, once.
 * Throws `rights.unknown` for anyone else, and what `translateWords` throws.
 */
export async function translateDealWords(
  actor: Actor,
  { dealId, enterpriseId, subject, subjectId, to }: z.output<typeof translateDealWordsSchema>,
  settings: MachineSettings = process.env,
): Promise<void> {
  const sides = await prisma().deal.findUnique({ where: { id: dealId }, select: { holderId: true, licenseeId: true } });
  const side = sides && [sides.holderId, sides.licenseeId].includes(enterpriseId);
  if (!side || !may(actor, 'deal.view', { enterpriseId })) throw new DomainError('rights.unknown');
  const written = await wordsOf(dealId, subject, subjectId);
  if (!written || !isLocale(written.locale)) throw new DomainError('rights.unknown');
  if (written.locale === to || written.body === '') return;
  const place = { dealId, wordsHash: wordsHash(written), locale: to };
  const there = await prisma().dealTranslation.findUnique({ where: { dealId_wordsHash_locale: place } });
  if (there) return;
  const { body, engine } = await translateWords(enterpriseId, written.body, written.locale, to, settings);
  // Where both pressed at once, the first answer stands.
  await prisma().dealTranslation.createMany({
    data: [{ ...place, body, engine, createdAt: now() }],
    skipDuplicates: true,
  });
}

async function wordsOf(dealId: string, subject: 'message' | 'note', subjectId: string): Promise<Written | null> {
  if (subject === 'message') return prisma().dealMessage.findFirst({ where: { id: subjectId, dealId } });
  const offer = await prisma().offer.findFirst({ where: { id: subjectId, dealId } });
  return offer && { body: offer.note, locale: offer.noteLocale };
}
