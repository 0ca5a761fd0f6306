import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { log } from '#lib/core/log.ts';
import { interfaceMessages, markedTree, writtenAs } from '#lib/languages/index.ts';
import { editing } from './editing.ts';
import { routing } from './routing.ts';

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  const messages = await interfaceMessages(locale);
  return {
    locale: writtenAs(locale),
    messages: (await editing(locale)) ? markedTree(messages) : messages,
    timeZone: 'UTC',
    onError: (error) => log.error({ code: error.code, locale }, error.message),
  };
});
