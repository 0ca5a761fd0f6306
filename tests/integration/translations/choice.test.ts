import { beforeAll, expect, test } from 'vitest';
import { prisma } from '#lib/db/index.ts';
import { translatorChoice } from '#lib/translations/index.ts';
import { referenceData } from '../world.ts';
import { makeCustomer, makeTranslator } from './world.ts';

beforeAll(referenceData);

test('translators to choose from stand by their names, in Chinese as the reader chose, and only those who take jobs', async () => {
  const { owner } = await makeCustomer();
  const names = ['捷文翻译', '保书翻译', '波文翻译', '中译社'];
  const ids: string[] = [];
  for (const displayName of names) {
    const { enterprise } = await makeTranslator();
    await prisma().enterprise.update({ where: { id: enterprise.id }, data: { displayName } });
    ids.push(enterprise.id);
  }
  const away = await makeTranslator();
  await prisma().translatorProfile.update({ where: { enterpriseId: away.enterprise.id }, data: { available: false } });
  const shown = async (order: 'pinyin' | 'stroke') => {
    const choice = await translatorChoice(owner, 'zh-CN', order);
    expect(choice.map(({ slug }) => slug)).not.toContain(away.enterprise.slug);
    return choice.flatMap(({ displayName }) => (names.includes(displayName) ? displayName : []));
  };
  expect(await shown('pinyin')).toEqual(['保书翻译', '波文翻译', '捷文翻译', '中译社']);
  // 4, 8, 9 and 11 strokes in the first character.
  expect(await shown('stroke')).toEqual(['中译社', '波文翻译', '保书翻译', '捷文翻译']);
  await prisma().translatorProfile.updateMany({ where: { enterpriseId: { in: ids } }, data: { available: false } });
});
