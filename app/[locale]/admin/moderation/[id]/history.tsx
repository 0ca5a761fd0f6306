import { getFormatter, getTranslations } from 'next-intl/server';
import { Status } from '#app/_ui/layout.tsx';
import { changedFields, type listingHistory } from '#lib/catalogue/index.ts';

type Revision = Awaited<ReturnType<typeof listingHistory>>[number];

const tone = {
  pending: 'waiting',
  approved: 'good',
  changes_requested: 'bad',
  refused: 'bad',
  withdrawn: 'plain',
} as const satisfies Record<Revision['decision'], string>;

/** What was submitted before, what changed from one time to the next, and what was decided why. */
export async function History({ revisions }: { revisions: readonly Revision[] }) {
  const t = await getTranslations('admin.history');
  const format = await getFormatter();
  return (
    <section>
      <h2 className="mb-2 text-large">{t('title')}</h2>
      <ol>
        {revisions.map((revision, index) => {
          const before = revisions[index + 1];
          const changed = changedFields(before?.snapshot, revision.snapshot);
          return (
            <li key={revision.id} className="border-line border-b py-4 text-small">
              <div className="flex flex-wrap justify-between gap-x-4">
                <span className="font-medium">{t('number', { number: revision.number })}</span>
                <Status kind={tone[revision.decision]}>{t(`decision.${revision.decision}`)}</Status>
              </div>
              <p className="text-muted">
                {t('submitted', {
                  date: format.dateTime(revision.submittedAt, { dateStyle: 'medium', timeStyle: 'short' }),
                })}
                {revision.decidedAt &&
                  ` · ${t('decided', { date: format.dateTime(revision.decidedAt, { dateStyle: 'medium', timeStyle: 'short' }) })}`}
              </p>
              {before && (
                <p className="text-muted">
                  {changed.length > 0
                    ? t('changed', {
                        fields: changed.map((name) => (t.has(`field.${name}`) ? t(`field.${name}`) : name)).join(', '),
                      })
                    : t('unchanged')}
                </p>
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
