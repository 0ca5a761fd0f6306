import { getFormatter, getTranslations } from 'next-intl/server';
import { ContentDifference } from '#app/_studio/content-difference.tsx';
import { revisionTone } from '#app/_studio/revision-tone.ts';
import { Status } from '#app/_ui/layout.tsx';
import type { RevisionLine } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

interface Props {
  readonly revisions: readonly RevisionLine[];
  readonly source: string;
  readonly locale: Locale;
}

/** What was submitted before, what changed from one time to the next, and what was decided why. */
export async function History({ revisions, source, locale }: Props) {
  const t = await getTranslations('admin.history');
  const life = await getTranslations('life.revisions');
  const format = await getFormatter();
  return (
    <section>
      <h2 className="mb-2 text-large">{t('title')}</h2>
      <ol>
        {revisions.map((revision, index) => {
          const before = revisions[index + 1]?.content;
          return (
            <li key={revision.id} className="border-line border-b py-4 text-small">
              <div className="flex flex-wrap justify-between gap-x-4">
                <span className="font-medium">{t('number', { number: revision.number })}</span>
                <Status kind={revisionTone[revision.decision]}>{t(`decision.${revision.decision}`)}</Status>
              </div>
              <p className="text-muted">
                {t('submitted', {
                  date: format.dateTime(revision.submittedAt, { dateStyle: 'medium', timeStyle: 'short' }),
                })}
                {revision.decidedAt &&
                  ` · ${t('decided', { date: format.dateTime(revision.decidedAt, { dateStyle: 'medium', timeStyle: 'short' }) })}`}
                {revision.decidedBy && ` · ${revision.decidedBy}`}
              </p>
              {before && revision.content && (
                <details className="mt-1">
                  <summary className="min-h-8 py-1">{life('changes')}</summary>
                  <div className="pt-2">
                    <ContentDifference before={before} after={revision.content} source={source} locale={locale} />
                  </div>
                </details>
              )}
              {revision.reason && (
                <p className="mt-2 whitespace-pre-line border-line border-l-3 pl-3">{revision.reason}</p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
