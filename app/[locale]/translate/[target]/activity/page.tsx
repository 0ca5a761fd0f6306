import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState } from '#app/_ui/layout.tsx';
import { isLocale, type Locale, localeFacts } from '#lib/languages/index.ts';
import { type Activity, activity } from '#lib/workbench/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { one, type Query } from '../../desk-path.ts';
import { TargetHead } from '../../target-head.tsx';

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
  readonly searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { target } = await params;
  const t = await getTranslations('workbench');
  return {
    title: `${t('activity.title')}: ${isLocale(target) ? localeFacts(target).name : ''}`,
    robots: { index: false },
  };
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const { target } = await params;
  if (!isLocale(target)) notFound();
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back={`/translate/${target}/activity`} />;
  if (!languages.some((each) => each.tag === target)) return <WrongLanguage />;
  const t = await getTranslations('workbench');
  const page = await activity(actor, target, one(await searchParams, 'after'));
  return (
    <>
      <TargetHead target={target} here="activity" />
      <h2 className="mb-4 text-title">{t('activity.title')}</h2>
      {page.items.length === 0 ? (
        <EmptyState title={t('activity.empty_title')} text={t('activity.empty_text')}>
          <Link href={`/translate/${target}`} className={buttonStyle('quiet')}>
            {t('places.strings')}
          </Link>
        </EmptyState>
      ) : (
        <ol className="mb-8 max-w-[70ch]">
          {page.items.map((each) => (
            <Line key={each.id} event={each} target={target} />
          ))}
        </ol>
      )}
      {page.next && (
        <p className="mb-16">
          <Link href={`/translate/${target}/activity?after=${page.next}`} className={buttonStyle('quiet')}>
            {t('activity.more')}
          </Link>
        </p>
      )}
    </>
  );
}

async function Line({ event, target }: { event: Activity; target: Locale }) {
  const t = await getTranslations('workbench');
  const format = await getFormatter();
  return (
    <li className="grid gap-1 border-line border-b py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 text-small">
        <span>{t(`did.${event.kind}`, { name: event.person ?? t('somebody') })}</span>
        {event.kind === 'assigned' && event.value && <span>{t('activity.to', { name: event.value })}</span>}
        <time dateTime={event.at.toISOString()} className="num text-muted">
          {format.dateTime(event.at, { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </p>
      <p className="text-small">
        <Link
          href={`/translate/${target}?id=${encodeURIComponent(event.unit)}`}
          className="link inline-flex min-h-6 items-center break-all font-mono text-muted"
        >
          {event.unit}
        </Link>
      </p>
      {event.value && event.kind !== 'assigned' && (
        <p lang={event.kind === 'commented' ? undefined : target} className="line-clamp-3 whitespace-pre-wrap">
          {event.value}
        </p>
      )}
    </li>
  );
}
