import { directionOf, interfaceMessages, type Locale } from '#lib/languages/index.ts';
import { InPlaceLater } from './in-place-later.tsx';

/** The layer over a page that lets a translator change its strings where they stand. Its own words carry no marks. */
export async function EditInPlace({ locale }: { locale: Locale }) {
  const { workbench = {}, checks = {}, errors = {} } = await interfaceMessages(locale);
  return <InPlaceLater locale={locale} direction={directionOf(locale)} messages={{ workbench, checks, errors }} />;
}
