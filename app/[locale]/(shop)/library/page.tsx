import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { libraryOf } from '#lib/library/index.ts';
import { ShelfItem } from './shelf-item.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ after?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('library');
  return { title: t('title'), robots: { index: false } };
}

/** A buyer's files, films and tickets in one place. */
export default async function Library({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('library');
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('title')} text={t('guest_text')}>
        <Link href="/sign-in?next=/library" className={buttonStyle()}>
          {t('sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const page = await libraryOf(actor, (await searchParams).after);
  if (page.items.length === 0)
    return (
      <EmptyState whole title={t('empty_title')} text={t('empty_text')}>
        <Link href="/browse" className={buttonStyle()}>
          {t('browse')}
        </Link>
      </EmptyState>
    );
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ul className="grid gap-x-8 gap-y-2 lg:grid-cols-2">
        {page.items.map((line) => (
          <ShelfItem key={line.id} line={line} locale={locale} />
        ))}
      </ul>
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={`/library?after=${page.next}`} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
