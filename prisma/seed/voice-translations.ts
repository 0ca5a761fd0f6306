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

/** Most of the demo's reviews and questions as translators put them into four languages; some wait, so that the desk has work. */
export async function addVoiceTranslations(rows: Rows, today: Date): Promise<void> {
  for (const voice of ['review', 'question'] as const) await addTranslations(rows, voice, today);
}

async function addTranslations(rows: Rows, voice: 'review' | 'question', today: Date): Promise<void> {
  const data = await readData<Data>(`${voice}-translations.json`);
  const people = await readData<PersonData[]>('people.json');
  const random = randomFrom(`${voice} translations`);
  for (const said of rows.of(voice)) {
    for (const into of targets) {
      const waits = random() < 0.15;
      const body = into === said['locale'] ? undefined : words(data.texts, said['locale'], said['body'], into);
      const answer =
        into === said['answer_locale'] ? undefined : words(data.answers, said['answer_locale'], said['answer'], into);
      if (waits || (!body && !answer)) continue;
      const translator = people.find((person) => person.translates?.[into]);
      const madeAt = new Date(Math.min(writtenAt(said) + (1 + random() * 3) * day, today.getTime()));
      rows.add(`${voice}_translation`, {
        [`${voice}_id`]: String(said['id']),
        locale: into,
        body: body ?? null,
        of_body: body ? wordsHash(String(said['locale']), String(said['body'])) : null,
        answer: answer ?? null,
        of_answer: answer ? wordsHash(String(said['answer_locale']), String(said['answer'])) : null,
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

function writtenAt(said: Row): number {
  const at = said['answered_at'] ?? said['created_at'];
  return at instanceof Date ? at.getTime() : 0;
}
