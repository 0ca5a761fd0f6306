import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from '#app/_i18n/navigation.ts';
import { type KeptHappened, type KeptKind, KeptPage } from '#app/_lists/kept-page.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { limits } from '#lib/core/limits.ts';
import { asksOf } from '#lib/lists/index.ts';
import { changeAskAction, removeAskAction, saveAskAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<KeptHappened> };

const kind: KeptKind = {
  nav: 'asks',
  words: 'avails.asks',
  page: '/rights',
  idName: 'askId',
  limit: limits.savedAsks,
  save: saveAskAction,
  change: changeAskAction,
  remove: removeAskAction,
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations(kind.words);
  return { title: t('title'), robots: { index: false } };
}

export default async function SavedAsks({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/asks', locale });
  return <KeptPage kind={kind} actor={actor} kept={await asksOf(actor)} happened={await searchParams} />;
}
