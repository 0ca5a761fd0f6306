import { createTranslator } from 'use-intl/core';
import { interfaceMessages, type MessageTree } from './interface.ts';
import { type Locale, writtenAs } from './locales.ts';

export interface Translator {
  (key: string, params?: Record<string, string | number | Date>): string;
  has(key: string): boolean;
}

/** Interface strings for what is not a page: mails, papers, the payment page. `namespace` as in the pages. */
export async function translator(locale: Locale, namespace: string): Promise<Translator> {
  return translatorOf(locale, await interfaceMessages(locale), namespace);
}

/** The same of strings that are at hand. */
export function translatorOf(locale: Locale, messages: MessageTree, namespace: string): Translator {
  return createTranslator({ locale: writtenAs(locale), messages, namespace, timeZone: 'UTC' }) as unknown as Translator;
}
