import { NextIntlClientProvider } from 'next-intl';
import { directionOf, interfaceMessages, type Locale } from '#lib/languages/index.ts';
import { InPlace } from './in-place.tsx';

/** The layer over a page that lets a translator change its strings where they stand. Its own words carry no marks. */
export async function EditInPlace({ locale }: { locale: Locale }) {
  const { workbench = {}, checks = {}, errors = {} } = await interfaceMessages(locale);
  return (
    <NextIntlClientProvider messages={{ workbench, checks, errors }}>
      <InPlace locale={locale} direction={directionOf(locale)} />
    </NextIntlClientProvider>
  );
}
