import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { revisionTone } from '#app/_studio/revision-tone.ts';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { RevisionLine } from '#lib/catalogue/index.ts';
import { restoreAction } from './actions.ts';

interface Props {
  readonly revision: RevisionLine;
  /** Buyers see the listing: what is restored becomes a proposal. */
  readonly approved: boolean;
  readonly locked: boolean;
}

/** One time a listing was sent in: when, by whom, what became of it, and the way back to it. */
export async function RevisionItem({ revision, approved, locked }: Props) {
  const t = await getTranslations('life.revisions');
  const format = await getFormatter();
  const at = (moment: Date) => format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="border-line border-b py-4 text-small">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium text-base">{t('number', { number: revision.number })}</span>
        <Status kind={revisionTone[revision.decision]}>{t(`decision.${revision.decision}`)}</Status>
      </div>
      <p className="text-muted">
        {revision.submittedBy
          ? t('submitted_by', { date: at(revision.submittedAt), name: revision.submittedBy })
          : t('submitted', { date: at(revision.submittedAt) })}
        {revision.decidedAt && ` · ${t('decided', { date: at(revision.decidedAt) })}`}
      </p>
      {revision.reason && <p className="mt-2 whitespace-pre-line border-line border-l-3 pl-3">{revision.reason}</p>}
      {revision.content ? (
        <div className="flex flex-wrap items-start gap-x-5">
          <Link
            href={`/studio/listings/${revision.listingId}/revisions?from=${revision.number}&to=now`}
            className="link inline-flex min-h-11 items-center"
          >
            {t('compare_now')}
          </Link>
          {!locked && (
            <Form action={restoreAction}>
              <input type="hidden" name="listingId" value={revision.listingId} />
              <input type="hidden" name="number" value={revision.number} />
              <Submit kind="text" className="min-h-11 px-0!">
                {t(approved ? 'restore_proposal' : 'restore')}
                <span className="sr-only">{t('number', { number: revision.number })}</span>
              </Submit>
            </Form>
          )}
        </div>
      ) : (
        <p className="mt-2 text-muted">{t('too_old')}</p>
      )}
    </li>
  );
}
