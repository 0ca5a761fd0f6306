import { expect, test } from 'vitest';
import { insertTogether, prisma, transaction } from '#lib/db/index.ts';

const text = (id: string, sourceLocale?: string) => ({ id, ...(sourceLocale ? { sourceLocale } : {}) });

test('rows of several tables are written together, what refers to what with it', async () => {
  const id = crypto.randomUUID();
  await transaction((tx) =>
    insertTogether(tx, [
      { table: 'texts', rows: [text(id, 'bg')] },
      {
        table: 'translation',
        rows: [{ textId: id, locale: 'bg', fields: { title: 'Д\'ярмо \\ "1"' }, state: 'source' }],
      },
      { table: 'media', rows: [] },
    ]),
  );
  const written = await prisma().text.findUniqueOrThrow({ where: { id }, include: { translations: true } });
  expect([written.sourceLocale, written.revision]).toEqual(['bg', 1]);
  expect(written.translations.map(({ fields }) => fields)).toEqual([{ title: 'Д\'ярмо \\ "1"' }]);
});

test('a row with another column than its neighbours is no row that loses it', async () => {
  const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const writing = transaction((tx) => insertTogether(tx, [{ table: 'texts', rows: [text(one), text(other, 'pl')] }]));
  await expect(writing).rejects.toThrow('rows of texts give different columns');
  expect(await prisma().text.count({ where: { id: { in: [one, other] } } })).toBe(0);
});
