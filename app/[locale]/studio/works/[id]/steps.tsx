import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { chainOfWork, type DeskWork, missingOfWork } from '#lib/rights/index.ts';
import { reopenWorkAction, submitWorkAction, withdrawWorkAction } from '../actions.ts';

const places: Readonly<Record<string, string>> = {
  title: '#words',
  summary: '#words',
  description: '#words',
  creators: '#facts',
  pictures: '#pictures',
  holders: '#holders',
  chain: '#chain',
  documents: '#chain',
};

/** Where a work can go from here: what is missing, to staff, back, off. */
export async function Steps({ work, editor }: { work: DeskWork; editor: boolean }) {
  const t = await getTranslations('works.steps');
  const missing = missingOfWork(work);
  const problem = missing.length === 0 ? chainOfWork(work) : null;
  return (
    <aside className="grid gap-5 rounded-md bg-silk p-6 lg:sticky lg:top-6">
      <h2 className="text-large">{t('title')}</h2>
      {work.status === 'draft' && missing.length > 0 && (
        <div>
          <p className="mb-2 text-small">{t('missing')}</p>
          <ul className="grid gap-1 text-small">
            {missing.map((name) => (
              <li key={name}>
                <a href={places[name]} className="link inline-flex min-h-11 items-center">
                  {t(`lacks.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {problem?.kind === 'not_reached' && <p className="text-cinnabar text-small">{t('not_reached')}</p>}
      {editor && work.status === 'draft' && (
        <Act action={submitWorkAction} work={work} kind="primary" text={t('submit_text')}>
          {t('submit')}
        </Act>
      )}
      {work.status === 'in_review' && <p className="text-muted text-small">{t('waits')}</p>}
      {editor && (work.status === 'in_review' || work.status === 'withdrawn') && (
        <Act action={reopenWorkAction} work={work} kind="quiet">
          {t(work.status === 'in_review' ? 'take_back' : 'reopen')}
        </Act>
      )}
      {work.status === 'verified' && (
        <>
          <Link href={`/w/${work.slug}`} className={buttonStyle('quiet', 'w-full')}>
            {t('public')}
          </Link>
          <Link href={`/studio/works/avails`} className={buttonStyle('quiet', 'w-full')}>
            {t('avails')}
          </Link>
        </>
      )}
      {editor && work.status === 'verified' && (
        <Act action={withdrawWorkAction} work={work} kind="danger" text={t('withdraw_text')}>
          {t('withdraw')}
        </Act>
      )}
      {work.reviews.length > 0 && (
        <p className="text-muted text-small">{t('reviewed', { count: work.reviews.length })}</p>
      )}
    </aside>
  );
}

function Act({
  action,
  work,
  kind,
  text,
  children,
}: {
  action: typeof submitWorkAction;
  work: DeskWork;
  kind: 'primary' | 'quiet' | 'danger';
  text?: string;
  children: string;
}) {
  return (
    <Form action={action}>
      <input type="hidden" name="workId" value={work.id} />
      {text && <p className="mb-3 text-muted text-small">{text}</p>}
      <Submit kind={kind} className="w-full">
        {children}
      </Submit>
    </Form>
  );
}
