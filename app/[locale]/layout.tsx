import '../globals.css';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ChineseFaces } from '#app/_frame/chinese-faces.tsx';
import { Footer } from '#app/_frame/footer.tsx';
import { Header } from '#app/_frame/header.tsx';
import { PriceSwitch } from '#app/_frame/visitor.tsx';
import { editing } from '#app/_i18n/editing.ts';
import { routing } from '#app/_i18n/routing.ts';
import { PageMarks } from '#app/_lists/page-marks.tsx';
import { SpareWordsProvider } from '#app/_ui/spare-words.tsx';
import { EditInPlace } from '#app/_workbench/edit-in-place.tsx';
import { config } from '#lib/core/config.ts';
import { directionOf, localeFacts } from '#lib/languages/index.ts';

type Params = Promise<{ locale: string }>;

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf8f3' },
    { media: '(prefers-color-scheme: dark)', color: '#15110e' },
  ],
};

/** The faces a page in each script begins with (app/_ui/faces.css). */
const alphabet = { Latn: 'latin', Cyrl: 'cyrillic', Grek: 'greek', Hans: 'latin' } as const;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: 'frame' });
  return {
    metadataBase: new URL(config().SITE_URL),
    title: { template: `%s · ${t('brand')}`, default: t('brand') },
    description: t('description'),
    openGraph: { siteName: t('brand'), locale, type: 'website' },
  };
}

export default async function LocaleLayout({ children, params }: { children: ReactNode; params: Params }) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  const [t, spare, errors] = await Promise.all([
    getTranslations('frame'),
    getTranslations('unavailable'),
    getTranslations('errors.validation'),
  ]);
  const words = {
    unsent: spare('unsent'),
    tooLong: errors('too_long'),
    incident: { title: spare('incident.title'), text: spare('incident.text'), again: spare('incident.again') },
  };
  // The long list of Chinese faces: at the head where Chinese is read, last of all elsewhere.
  const chinese = '/fonts/chinese.css';
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        {['serif', 'sans'].map((kind) => (
          <link
            key={kind}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
            href={`/fonts/europe/noto-${kind}-${alphabet[localeFacts(locale).script]}.woff2`}
          />
        ))}
        {locale === 'zh-CN' && <link rel="stylesheet" href={chinese} />}
      </head>
      <body className="flex min-h-dvh flex-col">
        <a href="#main" className="skip">
          {t('skip')}
        </a>
        <Header locale={locale} />
        <main id="main" className="frame flex-1">
          <SpareWordsProvider words={words}>{children}</SpareWordsProvider>
        </main>
        <Footer locale={locale} />
        <PriceSwitch locale={locale} />
        <PageMarks locale={locale} />
        {(await editing(locale)) && <EditInPlace locale={locale} />}
        {locale !== 'zh-CN' && (
          <>
            <ChineseFaces href={chinese} />
            <noscript>
              <link rel="stylesheet" href={chinese} />
            </noscript>
          </>
        )}
      </body>
    </html>
  );
}
