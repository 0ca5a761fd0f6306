import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { readStop } from '#lib/lists/index.ts';
import { resumeAction, stopAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string; done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.stop');
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Ends one kind of mails for whoever has its link, signed in or not. Opening it changes nothing; one press does. */
export default async function Unsubscribe({ params, searchParams }: Props) {
  await pageLocale(params);
  const { token = '', done } = await searchParams;
  const t = await getTranslations('lists.stop');
  const stop = readStop(token);
  if (!stop) {
    return (
      <EmptyState whole title={t('unknown_title')} text={t('unknown_text')}>
        <Link href="/account/alerts" className={buttonStyle('quiet')}>
          {t('settings')}
        </Link>
      </EmptyState>
    );
  }
  const ended = done === '1';
  const resumable = ended && stop.kind !== 'stock';
  return (
    <EmptyState
      whole
      title={ended ? t('done_title') : done === '0' ? t('resumed_title') : t('title')}
      text={t(`${ended ? 'done' : done === '0' ? 'resumed' : 'text'}.${stop.kind}`)}
    >
      {done === undefined && (
        <Form action={stopAction}>
          <input type="hidden" name="token" value={token} />
          <Submit>{t('stop')}</Submit>
        </Form>
      )}
      {resumable && (
        <Form action={resumeAction}>
          <input type="hidden" name="token" value={token} />
          <Submit kind="quiet">{t('resume')}</Submit>
        </Form>
      )}
      <Link href="/account/alerts" className="link inline-flex min-h-11 items-center text-small">
        {t('settings')}
      </Link>
    </EmptyState>
  );
}
