import { getTranslations } from 'next-intl/server';
import { detailWords } from '#app/_workbench/detail-words.ts';
import { type CheckCode, checkMessage, type Locale, type Problem, previewMessage } from '#lib/languages/index.ts';

/** What the desk says of a wording, in the reader's language. */
export interface Review {
  readonly problems: readonly {
    readonly code: string;
    readonly severity: 'error' | 'warning';
    readonly explanation: string;
    readonly details: readonly string[];
    readonly fix?: string;
  }[];
  readonly preview: readonly { readonly given: string; readonly text: string }[];
}

type Words = Awaited<ReturnType<typeof getTranslations<'translate'>>>;

/** Checks and preview of a wording. */
export async function reviewOf(message: {
  readonly locale: Locale;
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
}): Promise<Review> {
  const [problems, words, explanations] = await Promise.all([
    checkMessage(message),
    getTranslations('translate'),
    getTranslations('checks'),
  ]);
  return {
    problems: problems.map(({ code, severity, details, fix }) => ({
      code,
      severity,
      explanation: explanations(code satisfies CheckCode, numbersOf(details)),
      details: detailLines(details, words),
      ...(fix === undefined ? {} : { fix }),
    })),
    preview: (message.value.trim() === '' ? [] : previewMessage(message.value, message.locale)).map(
      ({ given, text }) => ({
        given: given ? `${given.name} = ${given.value}${given.category ? ` · ${given.category}` : ''}` : '',
        text,
      }),
    ),
  };
}

function detailLines(details: Problem['details'], words: Words): string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    const word = detailWords[name];
    const list = Array.isArray(value) ? value.join(', ') : String(value);
    return word && list !== '' ? [words(`detail.${word}`, { list })] : [];
  });
}

function numbersOf(details: Problem['details']): Record<string, number> {
  const { length, maxLength } = details;
  return { length: Number(length ?? 0), maxLength: Number(maxLength ?? 0) };
}
