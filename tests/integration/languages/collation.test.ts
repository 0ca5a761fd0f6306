import { expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { locales, nameCollation, nameCollator } from '#lib/languages/index.ts';

async function sorted(names: readonly string[], collation: ReturnType<typeof nameCollation>): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ name: string }[]>`
    select name from unnest(${names}::text[]) as name order by name collate ${collation}`;
  return rows.map(({ name }) => name);
}

test('the database puts Chinese names in the order the reader chose', async () => {
  const names = ['捷克', '保加利亚', '波兰', '中国', '丁绸坊'];
  expect(await sorted(names, nameCollation('zh-CN', 'pinyin'))).toEqual(['保加利亚', '波兰', '丁绸坊', '捷克', '中国']);
  // 2, 4, 8, 9 and 11 strokes in the first character.
  expect(await sorted(names, nameCollation('zh-CN', 'stroke'))).toEqual(['丁绸坊', '中国', '波兰', '保加利亚', '捷克']);
});

test.each(locales)('database and pages agree on the order of names: %s', async (reader) => {
  const names = [
    'Łódź',
    'Litwa',
    'Zambia',
    'Žilina',
    'Sofia',
    'Österreich',
    'Chile',
    'Česko',
    'Йордан',
    'Ива',
    'Ιθάκη',
  ];
  expect(await sorted(names, nameCollation(reader))).toEqual(names.toSorted(nameCollator(reader)));
});
