import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Facts, Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type ImportCounts, notInFile, type viewImport } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { CategoryField, ReadingFields } from '../reading-fields.tsx';
import { applyAction, rereadAction } from './actions.ts';

type Run = Awaited<ReturnType<typeof viewImport>>;

interface Props {
  readonly run: Run;
  readonly counts: ImportCounts;
  readonly locale: Locale;
}

/** What the file is, what can be done with it, and what has been done. */
export async function Summary({ run, counts, locale }: Props) {
  const t = await getTranslations('import.run');
  const refused = counts.rows.refused + counts.failed;
  return (
    <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-8 pt-2 pb-10 lg:grid-cols-[1fr_340px]">
      <div className="grid min-w-0 gap-6">
        {run.status === 'done' && <Done counts={counts} />}
        {run.status === 'ready' && <Apply run={run} counts={counts} />}
        {(run.status === 'ready' || run.status === 'done') && <NotInFile run={run} />}
        {refused > 0 && (
          <div>
            <a
              href={`/api/studio/imports/${run.id}/refused?locale=${locale}`}
              download
              className={buttonStyle('quiet')}
            >
              {t('download')}
            </a>
            <p className="mt-2 max-w-[60ch] text-muted text-small">{t('download_text')}</p>
          </div>
        )}
        {run.status === 'unreadable' && (
          <div>
            <Link href="/studio/listings/import" className={buttonStyle()}>
              {t('again')}
            </Link>
          </div>
        )}
      </div>
      <ReadAs run={run} counts={counts} locale={locale} />
    </div>
  );
}

async function Done({ counts }: { counts: ImportCounts }) {
  const t = await getTranslations('import.run');
  return (
    <Notice kind={counts.failed > 0 ? 'bad' : 'good'} role="status">
      <p>{t('done', { applied: counts.applied })}</p>
      {counts.failed > 0 && <p className="mt-1">{t('failed', { count: counts.failed })}</p>}
      {counts.rows.created > 0 && (
        <p className="mt-1">
          <Link href="/studio/listings?state=draft" className="link inline-flex min-h-11 items-center">
            {t('drafts')}
          </Link>
        </p>
      )}
    </Notice>
  );
}

/** What another shop's file does not bring, and where it is added. */
async function NotInFile({ run }: { run: Run }) {
  const t = await getTranslations('import.run');
  const said = notInFile(run);
  if (said.length === 0) return null;
  return (
    <div className="grid max-w-[60ch] gap-2 text-small">
      {said.map((each) => (
        <p key={each}>{t(each)}</p>
      ))}
    </div>
  );
}

async function Apply({ run, counts }: { run: Run; counts: ImportCounts }) {
  const t = await getTranslations('import.run');
  if (counts.waiting === 0) return <Notice>{t('nothing')}</Notice>;
  return (
    <Form action={applyAction} className="grid gap-4">
      <input type="hidden" name="runId" value={run.id} />
      {counts.offline > 0 && <Notice>{t('waits', { count: counts.offline })}</Notice>}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Submit pending={t('applying_now')}>{t('apply', { count: counts.waiting })}</Submit>
        <p className="max-w-[40ch] text-muted text-small">{t('apply_text')}</p>
      </div>
    </Form>
  );
}

async function ReadAs({ run, counts, locale }: Props) {
  const t = await getTranslations('import');
  // Where every row is refused, a category for the whole file is what most likely helps.
  const lacksCategory = run.categorySlug === null && counts.waiting === 0 && counts.rows.refused > 0;
  const csv = run.readEncoding !== null || run.status === 'unreadable';
  const readAs = [
    run.readEncoding ? t(`encoding.${run.readEncoding}`) : null,
    run.readSeparator ? t(`separator.${run.readSeparator}`) : null,
  ].filter((each) => each !== null);
  const facts: [string, string][] = [];
  if (run.form) facts.push([t('run.form'), t(`form.${run.form}`)]);
  if (readAs.length > 0) facts.push([t('run.read_as'), readAs.join(' · ')]);
  if (run.unused.length > 0) facts.push([t('run.unused'), run.unused.join(', ')]);
  return (
    <div className="grid min-w-0 gap-3">
      {facts.length > 0 && <Facts facts={facts} className="break-words" />}
      {run.status !== 'done' && (
        <details open={run.status === 'unreadable' || lacksCategory}>
          <summary className="min-h-11 cursor-pointer py-2.5 text-small">{t('run.reread')}</summary>
          <Form action={rereadAction} className="grid gap-5 pt-3">
            <input type="hidden" name="runId" value={run.id} />
            <CategoryField locale={locale} chosen={{ category: run.categorySlug ?? '' }} />
            {csv && <ReadingFields chosen={{ encoding: run.encoding ?? '', separator: run.separator ?? '' }} />}
            <div>
              <Submit kind="quiet" pending={t('run.rereading')}>
                {t('run.reread')}
              </Submit>
            </div>
          </Form>
        </details>
      )}
    </div>
  );
}
