import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { SavedLine } from '#app/_lists/saved-line.tsx';
import { preferences } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { itemsOf, sharedList } from '#lib/lists/index.ts';

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<{ cursor?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists');
  const list = await sharedList((await params).token);
  // The address is the secret: it is told to nobody, neither to search engines nor to the sites that links lead to.
  return { title: list?.name ?? t('shared.title'), robots: { index: false, follow: false }, referrer: 'no-referrer' };
}

export default async function SharedList({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const list = await sharedList(token);
  if (!list) notFound();
  const t = await getTranslations('lists');
  const { currency } = await preferences(locale);
  const page = await itemsOf(list, locale, currency, (await searchParams).cursor);
  return (
    <div className="mx-auto w-full max-w-[980px]">
      <PageHead title={list.name ?? t('shared.title')} lead={t('shared.lead')} />
      {page.items.length > 0 ? (
        <ul>
          {page.items.map((item) => (
            <SavedLine key={item.id} item={item} locale={locale} />
          ))}
        </ul>
      ) : (
        <EmptyState title={t('shared.empty')} />
      )}
      {page.next && (
        <p className="mt-10 text-center">
          <Link href={`/shared/${token}?cursor=${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('more')}
          </Link>
        </p>
      )}
    </div>
  );
}
