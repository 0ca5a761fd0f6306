import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import type { LocaleFacts } from '#lib/languages/index.ts';
import { countStrings, digestWanted } from '#lib/workbench/index.ts';
import { deskAccess, NoDesk } from './access.tsx';
import { setWeeklyMail } from './mail-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('translate');
  return { title: t('title'), robots: { index: false } };
}

export default async function TranslatePage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate" />;
  const t = await getTranslations('translate');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <h2 className="sr-only">{t('your_languages')}</h2>
      <ul className="mb-16 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {languages.map((facts) => (
          <Language key={facts.tag} actor={actor} facts={facts} reader={locale} />
        ))}
      </ul>
      {actor.type === 'person' && <WeeklyMail wanted={await digestWanted(actor)} />}
    </>
  );
}

async function Language({ actor, facts, reader }: { actor: Actor; facts: LocaleFacts; reader: string }) {
  const t = await getTranslations('translate');
  const voices = await getTranslations('review_words.desk');
  const words = await getTranslations('workbench');
  const counts = await countStrings(actor, facts.tag);
  const done = counts.strings - counts.missing;
  return (
    <li className="relative flex flex-col gap-2 rounded-lg border border-line bg-card p-5 hover:border-edge">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="text-large">
          <Link href={`/translate/${facts.tag}`} className="after:absolute after:inset-0" lang={facts.tag}>
            {facts.name}
          </Link>
        </h3>
        <Status kind={facts.status === 'reviewed' ? 'good' : 'plain'}>{t(`status.${facts.status}`)}</Status>
      </div>
      <p className="text-muted text-small">{languageName(facts.tag, reader)}</p>
      <div aria-hidden="true" className="mt-2 h-1.5 rounded-sm bg-silk">
        <div
          className="h-full rounded-sm bg-jade"
          style={{ width: `${(done / Math.max(1, counts.strings)) * 100}%` }}
        />
      </div>
      <p className="num text-small">{t('progress', { done, total: counts.strings })}</p>
      <p className="num text-small">{t('missing_count', { count: counts.missing })}</p>
      <p className="num text-muted text-small">{words('overview.waiting', { count: counts.waiting })}</p>
      {counts.stale + counts.suggested > 0 && (
        <p className="num text-amber text-small">
          {words('overview.news', { stale: counts.stale, suggested: counts.suggested })}
        </p>
      )}
      {may(actor, 'message.edit', { locale: facts.tag }) && (
        <p className="relative z-1 text-small">
          <Link href={`/translate/${facts.tag}/reviews`} className="link inline-flex min-h-8 items-center">
            {voices('title', { language: languageName(facts.tag, reader) })}
          </Link>
        </p>
      )}
    </li>
  );
}

async function WeeklyMail({ wanted }: { wanted: boolean }) {
  const t = await getTranslations('workbench.mail');
  return (
    <section id="mail" className="mb-16 max-w-[60ch]">
      <h2 className="mb-2 text-large">{t('title')}</h2>
      <p className="mb-3 text-muted">{wanted ? t('text_on') : t('text_off')}</p>
      <Form action={setWeeklyMail}>
        <input type="hidden" name="wanted" value={wanted ? 'no' : 'yes'} />
        <Submit kind="quiet">{wanted ? t('stop') : t('start')}</Submit>
      </Form>
    </section>
  );
}
