import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { errorSentence } from '#app/_forms/form-action.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { declaredCountry } from '#app/_session/preferences.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { fieldText } from '#lib/languages/index.ts';
import { passFor, passState, requirePlayable, viewedIn, type WholePass, watchLink } from '#lib/ordering/index.ts';
import { startWatchingAction } from './actions.ts';

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ pass?: string; key?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('kinds.watch');
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** What keeps a film from being watched here and now, in a sentence; empty where nothing does. */
async function obstacle(pass: WholePass, here: string): Promise<string> {
  try {
    requirePlayable(pass, here);
    return '';
  } catch (error) {
    if (error instanceof DomainError) return errorSentence(error);
    throw error;
  }
}

export default async function Watch({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const { pass: passId, key } = await searchParams;
  const actor = await currentActor();
  const pass = await passFor(actor, slug, { pass: passId, key });
  const t = await getTranslations('kinds.watch');
  if (!pass) {
    if (passId) notFound();
    return (
      <EmptyState whole title={t('none_title')} text={t(actor.type === 'person' ? 'none_text' : 'guest_text')}>
        <Link href={`/l/${slug}`} className={buttonStyle()}>
          {t('to_listing')}
        </Link>
        {actor.type !== 'person' && (
          <Link href={`/sign-in?next=/watch/${slug}`} className="link text-small">
            {t('sign_in')}
          </Link>
        )}
      </EmptyState>
    );
  }
  const here = viewedIn(pass, await declaredCountry());
  const problem = await obstacle(pass, here);
  if (problem) {
    return (
      <EmptyState whole title={fieldText(pass.listing.text, 'title', locale)} text={problem}>
        <Link href={`/l/${slug}`} className={buttonStyle()}>
          {t('to_listing')}
        </Link>
      </EmptyState>
    );
  }
  return <Screen pass={pass} here={here} orderKey={key} locale={locale} />;
}

async function Screen({
  pass,
  here,
  orderKey,
  locale,
}: {
  pass: WholePass;
  here: string;
  orderKey: string | undefined;
  locale: Awaited<ReturnType<typeof pageLocale>>;
}) {
  const t = await getTranslations('kinds.watch');
  const format = await getFormatter();
  const state = passState(pass, now());
  const picture = pass.listing.pictures[0];
  const until = 'until' in state ? format.dateTime(state.until, { dateStyle: 'medium', timeStyle: 'short' }) : '';
  return (
    <div className="mx-auto w-full max-w-[1080px] pb-10">
      <PageHead
        title={fieldText(pass.listing.text, 'title', locale)}
        lead={state.is === 'owned' ? t('owned') : t(`state.${state.is}`, { until })}
      >
        <Link href={`/l/${pass.listing.slug}`} className="link text-small">
          {t('to_listing')}
        </Link>
      </PageHead>
      {state.is === 'waiting' ? (
        <div className="relative grid aspect-video place-items-center overflow-hidden rounded-md bg-black p-6">
          {picture && (
            <img
              src={`/media/${picture.mediaId}/1200.webp`}
              alt=""
              className="absolute inset-0 h-full w-full object-cover opacity-40"
            />
          )}
          <Form
            action={startWatchingAction}
            className="relative grid max-w-[46ch] justify-items-center gap-4 rounded-md bg-paper p-6 text-center"
          >
            <input type="hidden" name="passId" value={pass.id} />
            <input type="hidden" name="key" value={orderKey ?? ''} />
            <p>{t('begin_text')}</p>
            <Submit pending={t('beginning')}>{t('begin')}</Submit>
          </Form>
        </div>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a film comes as its maker made it
        <video
          src={watchLink(pass.id, here)}
          poster={picture ? `/media/${picture.mediaId}/1200.webp` : undefined}
          controls
          playsInline
          controlsList="nodownload"
          preload="metadata"
          className="aspect-video w-full rounded-md bg-black object-contain"
        />
      )}
      <p className="mt-4 text-muted text-small">{fieldText(pass.listing.text, 'summary', locale)}</p>
    </div>
  );
}
