import { createTranslator } from 'use-intl/core';
import { describe, expect, test } from 'vitest';
import { baseMessages } from '#lib/languages/index.ts';
import { periodWords } from '#lib/royalties/index.ts';

describe('a period of reports', () => {
  test.each([
    ['en', '2026-Q1', 'Q1 2026'],
    ['zh-CN', '2026-Q3', '2026年第三季度'],
    ['bg', '2026-Q4', 'четвърто тримесечие на 2026'],
    ['pl', '2026-H2', 'II półrocze 2026'],
    ['zh-CN', '2025', '2025年'],
    ['pl', '2026-03', 'marzec 2026'],
    ['en', '2026-W14', '2026-W14'],
  ] as const)('in %s: %s is called %s', async (reader, key, words) => {
    const messages = await baseMessages(reader);
    const t = createTranslator({ locale: reader, messages, namespace: 'licensing' });
    expect(periodWords((name, params) => String(Reflect.apply(t, undefined, [name, params])), key, reader)).toBe(words);
  });
});
