import { wordsHash } from '#lib/community/index.ts';
import { randomFrom } from './ids.ts';
import { type PersonData, userId } from './people.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const targets = ['en', 'zh-CN', 'bg', 'pl'] as const;

/** What somebody wrote, by its words, in other languages. */
type Translations = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
type Data = Readonly<Record<'texts' | 'answers', Translations>>;

/** Most of the demo's reviews as translators put them into four languages; some wait, so that the desk has work. */
export async function addReviewTranslations(rows: Rows, today: Date): Promise<void> {
  const data = await readData<Data>('review-translations.json');
  const people = await readData<PersonData[]>('people.json');
  const random = randomFrom('review translations');
  for (const review of rows.of('review')) {
    for (const into of targets) {
      const waits = random() < 0.15;
      const body = into === review['locale'] ? undefined : words(data.texts, review['locale'], review['body'], into);
      const answer =
        into === review['answer_locale']
          ? undefined
          : words(data.answers, review['answer_locale'], review['answer'], into);
      if (waits || (!body && !answer)) continue;
      const translator = people.find((person) => person.translates?.[into]);
      const madeAt = new Date(Math.min(writtenAt(review) + (1 + random() * 3) * day, today.getTime()));
      rows.add('review_translation', {
        review_id: String(review['id']),
        locale: into,
        body: body ?? null,
        of_body: body ? wordsHash(String(review['locale']), String(review['body'])) : null,
        answer: answer ?? null,
        of_answer: answer ? wordsHash(String(review['answer_locale']), String(review['answer'])) : null,
        author_id: translator ? userId(translator.email) : null,
        created_at: madeAt,
        updated_at: madeAt,
      });
    }
  }
}

function words(translations: Translations, locale: unknown, original: unknown, into: string): string | undefined {
  return translations[String(locale)]?.[String(original)]?.[into];
}

function writtenAt(review: Row): number {
  const at = review['answered_at'] ?? review['created_at'];
  return at instanceof Date ? at.getTime() : 0;
}
