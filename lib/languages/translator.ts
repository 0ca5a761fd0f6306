import { createTranslator } from 'use-intl/core';
import { interfaceMessages } from './interface.ts';
import type { Locale } from './locales.ts';

export interface Translator {
  (key: string, params?: Record<string, string | number | Date>): string;
  has(key: string): boolean;
}

/** Interface strings for what is not a page: mails, papers, the payment page. `namespace` as in the pages. */
export async function translator(locale: Locale, namespace: string): Promise<Translator> {
  const messages = await interfaceMessages(locale);
  return createTranslator({ locale, messages, namespace, timeZone: 'UTC' }) as unknown as Translator;
}
