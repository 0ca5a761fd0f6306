import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { log } from '#lib/core/log.ts';
import { interfaceMessages } from '#lib/languages/index.ts';
import { routing } from './routing.ts';

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  return {
    locale,
    messages: await interfaceMessages(locale),
    timeZone: 'UTC',
    onError: (error) => log.error({ code: error.code, locale }, error.message),
  };
});
