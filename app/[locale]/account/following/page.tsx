import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { placeName } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { ListsNav } from '#app/_lists/lists-nav.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { preferences } from '#app/_session/preferences.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { uuidPattern } from '#lib/core/ids.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { type Followed, followsOf, newsOfFollowed } from '#lib/lists/index.ts';
import { followAction, unfollowAction } from './actions.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ left?: string; error?: string; cursor?: string; makers?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.follow_page');
  return { title: t('title'), robots: { index: false } };
}

async function Maker({ followed: { enterprise }, locale }: { followed: Followed; locale: Locale }) {
  const t = await getTranslations('lists');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 border-line border-b py-3">
      <div className="min-w-0">
        <Link href={`/e/${enterprise.slug}`} className="font-medium hover:underline">
          <MakerName of={enterprise} locale={locale} />
        </Link>
        <p className="text-muted text-small">
          {placeName(fieldText(enterprise.text, 'city', locale), enterprise.country, locale)} ·{' '}
          {t('count', { count: enterprise._count.listings })} · {t('followers', { count: enterprise._count.followers })}
        </p>
      </div>
      <Form action={unfollowAction}>
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <button
          type="submit"
          className="link inline-flex min-h-11 items-center text-small"
          aria-label={t('unfollow_named', { maker: nameFor(enterprise, locale) })}
        >
          {t('unfollow')}
        </button>
      </Form>
    </li>
  );
}

async function Happened({ left, error }: { left: string | undefined; error: string | undefined }) {
  const t = await getTranslations('lists');
  if (error) {
    return (
      <Notice kind="bad" role="alert">
        {t('mark.failed')}
      </Notice>
    );
  }
  if (!left || !uuidPattern.test(left)) return null;
  return (
    <Notice role="status">
      <Form action={followAction} className="flex flex-wrap items-center gap-x-4">
        {t('follow_page.left')}
        <input type="hidden" name="enterpriseId" value={left} />
        <Submit kind="text">{t('undo')}</Submit>
      </Form>
    </Notice>
  );
}

export default async function Following({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/following', locale });
  const t = await getTranslations('lists.follow_page');
  const { left, error, cursor, makers } = await searchParams;
  const { currency } = await preferences(locale);
  const [news, follows] = await Promise.all([
    newsOfFollowed(actor, locale, currency, cursor),
    followsOf(actor, makers),
  ]);
  return (
    <>
      <ListsNav current="following" />
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href="/account/alerts" className="link inline-flex min-h-11 items-center text-small">
          {t('mails')}
        </Link>
      </PageHead>
      <Happened left={left} error={error} />
      {follows.items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href="/browse" className={buttonStyle()}>
            {t('browse')}
          </Link>
        </EmptyState>
      ) : (
        <>
          {news.items.length > 0 ? (
            <TileGrid tiles={news.items} locale={locale} eager={4} />
          ) : (
            <p className="text-muted">{t('no_news')}</p>
          )}
          {news.next && (
            <p className="mt-10 text-center">
              <Link href={`/account/following?cursor=${news.next}`} className={buttonStyle('quiet')} rel="next">
                {t('more')}
              </Link>
            </p>
          )}
          <RowHead title={t('makers')} />
          <ul className="max-w-[760px]">
            {follows.items.map((followed) => (
              <Maker key={followed.enterpriseId} followed={followed} locale={locale} />
            ))}
          </ul>
          {follows.next && (
            <Link href={`/account/following?makers=${follows.next}`} className="link inline-flex min-h-11 items-center">
              {t('more_makers')}
            </Link>
          )}
        </>
      )}
    </>
  );
}
