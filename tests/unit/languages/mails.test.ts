import { expect, test } from 'vitest';
import { anatomy, parseMessage } from '#lib/languages/icu.ts';
import { baseMessages, flatten, locales } from '#lib/languages/index.ts';
import { translatorOf } from '#lib/languages/translator.ts';

const english = await baseMessages('en');
const mails = [...flatten(english)].filter(([key]) => key.startsWith('mail.'));

/** Something for each placeholder of a message: words of three scripts, a number, a day, or one of what it chooses between. */
function samples(message: string, count: number): Record<string, string | number | Date> {
  const { elements } = parseMessage(message);
  if (elements === null) throw new Error(message);
  const { placeholders, selects } = anatomy(elements);
  return Object.fromEntries(
    [...placeholders].map(([name, kinds]) => {
      if (kinds.has('plural') || kinds.has('number') || kinds.has('selectordinal')) return [name, count];
      if (kinds.has('date') || kinds.has('time')) return [name, new Date('2026-03-05T12:00:00Z')];
      return [name, [...(selects.get(name) ?? [])][0] ?? '林悦 Łódź Търново'];
    }),
  );
}

test.each(locales)('every line of every mail is written in %s, whatever is counted', async (locale) => {
  const messages = await baseMessages(locale);
  const own = flatten(messages);
  const t = translatorOf(locale, messages, 'mail');
  expect(mails.length).toBeGreaterThan(200);
  for (const [key, message] of mails) {
    const written = own.get(key) ?? '';
    expect(written, key).not.toBe('');
    for (const count of [0, 1, 2, 5, 21]) {
      const said = t(key.slice('mail.'.length), { ...samples(message, count), ...samples(written, count) });
      expect(said, key).not.toMatch(/[{}]|\bmail\.[a-z]|undefined|NaN/);
      expect(said.trim(), key).not.toBe('');
    }
  }
});
