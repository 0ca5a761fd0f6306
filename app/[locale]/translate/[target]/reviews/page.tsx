import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import {
  countVoicesToTranslate,
  type VoiceToTranslate,
  voicesToTranslate,
  voiceToTranslate,
} from '#lib/community/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import type { Page } from '#lib/core/page.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { readVoiceKey, reviewsPath, voiceKey } from './path.ts';
import { VoiceForm } from './voice-form.tsx';

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, target } = await params;
  const t = await getTranslations('review_words.desk');
  return {
    title: isLocale(target) ? t('title', { language: languageName(target, locale) }) : t('title_short'),
    robots: { index: false },
  };
}

export default async function ReviewsToTranslate({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { target } = await params;
  if (!isLocale(target)) notFound();
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0] ?? '';
  const { actor, languages } = await deskAccess('message.edit');
  if (languages.length === 0) return <NoDesk actor={actor} back={reviewsPath(target)} />;
  if (!languages.some((each) => each.tag === target)) return <WrongLanguage />;

  const t = await getTranslations('review_words.desk');
  const asked = readVoiceKey(one('voice'));
  const chosen = asked && (await voiceToTranslate(actor, target, asked));
  const [page, count] = await Promise.all([
    chosen ? { items: [chosen], next: null } : voicesToTranslate(actor, target, one('after')),
    countVoicesToTranslate(actor, target),
  ]);
  return (
    <>
      <PageHead
        title={t('title', { language: languageName(target, locale) })}
        lead={chosen ? t('one_lead') : t('lead', { count })}
      >
        <Link href={chosen ? reviewsPath(target) : `/translate/${target}`} className="link">
          {chosen ? t('waiting') : t('strings')}
        </Link>
      </PageHead>
      {one('done') && <Done actor={actor} target={target} voice={one('done')} />}
      {page.items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href={one('after') ? reviewsPath(target) : `/translate/${target}`} className={buttonStyle('quiet')}>
            {one('after') ? t('first') : t('strings')}
          </Link>
        </EmptyState>
      ) : (
        <Voices page={page} target={target} locale={locale} after={one('after')} />
      )}
    </>
  );
}

async function Voices({
  page,
  target,
  locale,
  after,
}: {
  page: Page<VoiceToTranslate>;
  target: Locale;
  locale: Locale;
  after: string;
}) {
  const t = await getTranslations('review_words.desk');
  return (
    <>
      <ul className="border-line border-t">
        {page.items.map((voice) => (
          <VoiceForm key={voice.id} voice={voice} target={target} locale={locale} after={after} />
        ))}
      </ul>
      <div className="my-8 flex flex-wrap gap-3">
        {after && (
          <Link href={reviewsPath(target)} className={buttonStyle('quiet')}>
            {t('first')}
          </Link>
        )}
        {page.next && (
          <Link href={reviewsPath(target, { after: page.next })} className={buttonStyle('quiet')} rel="next">
            {t('next')}
          </Link>
        )}
      </div>
    </>
  );
}

/** That it is published, where to see it, and the way back to it for whoever sees a mistake now. */
async function Done({ actor, target, voice }: { actor: Actor; target: Locale; voice: string }) {
  const t = await getTranslations('review_words.desk');
  const which = readVoiceKey(voice);
  const done = which && (await voiceToTranslate(actor, target, which));
  if (!done) return null;
  // A question is on its page once it is answered.
  const isPublic = done.kind === 'review' || done.answeredAt !== null;
  return (
    <div className="mb-6">
      <Notice kind="good" role="status">
        {t(isPublic ? 'done' : 'done_question')}{' '}
        {isPublic && (
          <>
            <a href={`/${target}/l/${done.listing.slug}/${done.kind}s`} className="link">
              {t('see')}
            </a>
            {' · '}
          </>
        )}
        <Link href={reviewsPath(target, { voice: voiceKey(done) })} className="link">
          {t('change')}
        </Link>
      </Notice>
    </div>
  );
}
