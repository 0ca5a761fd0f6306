import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from '#app/_i18n/navigation.ts';
import { type KeptHappened, type KeptKind, KeptPage } from '#app/_lists/kept-page.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { limits } from '#lib/core/limits.ts';
import { searchesOf } from '#lib/lists/index.ts';
import { changeSearchAction, removeSearchAction, saveSearchAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<KeptHappened> };

const kind: KeptKind = {
  nav: 'searches',
  words: 'lists.searches',
  page: '/search',
  idName: 'searchId',
  limit: limits.savedSearches,
  save: saveSearchAction,
  change: changeSearchAction,
  remove: removeSearchAction,
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations(kind.words);
  return { title: t('title'), robots: { index: false } };
}

export default async function SavedSearches({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/searches', locale });
  return <KeptPage kind={kind} actor={actor} kept={await searchesOf(actor)} happened={await searchParams} />;
}
