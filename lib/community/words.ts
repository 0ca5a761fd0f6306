import { hashToken } from '#lib/core/ids.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { fallbackChain, type Locale, type LocalizedText, type ReadableText, readable } from '#lib/languages/index.ts';

/** What a translation remembers of its original: another language or another word, and it is stale. The database counts it alike (`words_hash`). */
export function wordsHash(locale: string, words: string): string {
  return hashToken(`${locale}\n${words}`);
}

/** A review or a question with its answer as they were written. */
export interface Original {
  readonly locale: string;
  readonly body: string;
  readonly answer: string | null;
  readonly answerLocale: string | null;
}

export interface VoiceTranslationView {
  readonly locale: string;
  readonly body: string | null;
  readonly ofBody: string | null;
  readonly answer: string | null;
  readonly ofAnswer: string | null;
}

/** What to read of a review's or a question's translations for a reader: their own language and those they are offered next. */
export function translationsFor(reader: Locale | undefined) {
  return {
    where: { locale: { in: reader ? [...fallbackChain(reader)] : [] } },
    select: { locale: true, body: true, ofBody: true, answer: true, ofAnswer: true },
  } as const satisfies Prisma.Review$translationsArgs & Prisma.Question$translationsArgs;
}

export interface VoiceWords {
  readonly body: ReadableText | null;
  readonly answer: ReadableText | null;
}

interface Version {
  readonly locale: string;
  readonly value: string | null;
  readonly of: string | null;
}

function read(locale: string, words: string, versions: readonly Version[], reader: Locale): ReadableText | null {
  const hash = wordsHash(locale, words);
  const texts: LocalizedText[] = [{ locale, value: words, state: 'source', origin: 'human', sourceRevision: 1 }];
  for (const { locale: into, value, of } of versions)
    if (value !== null && of === hash)
      texts.push({ locale: into, value, state: 'translated', origin: 'human', sourceRevision: 1 });
  return readable(texts, reader);
}

/** A review or a question, and its answer, as a reader sees them: what they wrote it in, or the best translation that is still of these words. */
export function voiceWords(
  voice: Original & { readonly translations: readonly VoiceTranslationView[] },
  reader: Locale,
): VoiceWords {
  const { translations } = voice;
  const bodies = translations.map(({ locale, body, ofBody }) => ({ locale, value: body, of: ofBody }));
  const answers = translations.map(({ locale, answer, ofAnswer }) => ({ locale, value: answer, of: ofAnswer }));
  return {
    body: read(voice.locale, voice.body, bodies, reader),
    answer: (voice.answer && read(voice.answerLocale ?? voice.locale, voice.answer, answers, reader)) || null,
  };
}

/** What of a review or a question is there to translate into a language: not what is written in it. */
export function translatable(voice: Original, into: Locale): { body: boolean; answer: boolean } {
  return {
    body: voice.locale !== into,
    answer: voice.answer !== null && voice.answerLocale !== into,
  };
}
