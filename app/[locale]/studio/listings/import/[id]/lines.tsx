import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { type ImportSentences, importSentences } from '#app/_studio/import-sentences.ts';
import { EmptyState, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import {
  type ImportCounts,
  type ImportLine,
  type ImportVerdict,
  importLines,
  verdicts,
  type viewImport,
} from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { verdictTone } from '../tone.ts';

interface Props {
  readonly run: Awaited<ReturnType<typeof viewImport>>;
  readonly counts: ImportCounts;
  readonly locale: Locale;
  readonly show: ImportVerdict | undefined;
  readonly after: string | undefined;
}

/** The rows of the file, a page at a time: what each would change, or why it is refused. */
export async function Lines({ run, counts, locale, show, after }: Props) {
  const t = await getTranslations('import');
  const page = await importLines(run, show, after);
  const sentences = await importSentences(locale);
  const path = `/studio/listings/import/${run.id}`;
  const asked = show ? `show=${show}&` : '';
  return (
    <section aria-labelledby="rows-title" id="rows" className="scroll-mt-6">
      <h2 id="rows-title" className="text-large">
        {t('run.rows')}
      </h2>
      <Filter path={path} show={show} run={run} counts={counts} />
      {page.items.length === 0 ? (
        <EmptyState title={t('run.none')} />
      ) : (
        <Table
          caption={t('run.rows')}
          rows={page.items}
          rowKey={(line) => String(line.number)}
          columns={[
            {
              key: 'row',
              title: t('run.row'),
              cell: (line) => (
                <span className="num text-muted">
                  <span className="md:hidden">{`${t('run.row')} `}</span>
                  {line.number}
                </span>
              ),
            },
            {
              key: 'listing',
              title: t('run.listing'),
              cell: (line) => <Title line={line} untitled={t('run.untitled')} />,
            },
            {
              key: 'what',
              title: t('run.what'),
              cell: (line) => (
                <>
                  <Status kind={line.state === 'failed' ? 'bad' : verdictTone[line.verdict]}>
                    {t(`verdict.${line.verdict}`)}
                  </Status>
                  {line.state === 'applied' && <span className="block text-jade">{t('run.applied')}</span>}
                  {line.state === 'failed' && <span className="block text-cinnabar">{t('run.failed_row')}</span>}
                </>
              ),
            },
            {
              key: 'detail',
              title: t('run.detail'),
              cell: (line) => <Detail line={line} sentences={sentences} empty={t('run.empty')} />,
            },
          ]}
        />
      )}
      <p className="mt-4 flex flex-wrap gap-x-6">
        {after && (
          <Link href={`${path}?${asked}#rows`} className="link flex min-h-11 items-center">
            {t('run.first')}
          </Link>
        )}
        {page.next && (
          <Link href={`${path}?${asked}after=${page.next}#rows`} className="link flex min-h-11 items-center">
            {t('run.more')}
          </Link>
        )}
      </p>
    </section>
  );
}

async function Filter({ path, show, run, counts }: Pick<Props, 'show' | 'run' | 'counts'> & { path: string }) {
  const t = await getTranslations('import');
  const format = await getFormatter();
  const count = (each: ImportVerdict) => counts.rows[each] + (each === 'refused' ? counts.failed : 0);
  return (
    <nav aria-label={t('run.filter')} className="mt-1 mb-4 flex flex-wrap gap-x-5 text-small">
      {[undefined, ...verdicts].map((each) => (
        <Link
          key={each ?? 'all'}
          href={`${path}${each ? `?show=${each}` : ''}#rows`}
          aria-current={each === show ? 'true' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=true]:text-ink aria-[current=true]:underline aria-[current=true]:underline-offset-8"
        >
          <span>
            {each ? t(`verdict.${each}`) : t('run.all')}{' '}
            <span className="num">{format.number(each ? count(each) : run.rows)}</span>
          </span>
        </Link>
      ))}
    </nav>
  );
}

function Title({ line, untitled }: { line: ImportLine; untitled: string }) {
  const title = line.title === '' ? <span className="text-muted">{untitled}</span> : line.title;
  if (!line.listingId) return <span className="break-words">{title}</span>;
  return (
    <Link href={`/studio/listings/${line.listingId}`} className="link inline-flex min-h-6 items-center break-words">
      {title}
    </Link>
  );
}

function Detail({ line, sentences, empty }: { line: ImportLine; sentences: ImportSentences; empty: string }) {
  return (
    <ul className="grid max-w-[70ch] gap-1.5">
      {line.problems.map((problem) => (
        <li key={`${problem.column} ${problem.code}`} className="break-words text-cinnabar">
          {sentences.problem(problem)}
        </li>
      ))}
      {line.changes.map(({ column, before, after }) => (
        <li key={column} className="break-words">
          <span className="text-muted">{`${sentences.column(column)}: `}</span>
          {line.verdict === 'changed' && (
            <>
              <del className="text-muted">{before === '' ? empty : before}</del>
              {' → '}
            </>
          )}
          <ins className="no-underline">{after}</ins>
        </li>
      ))}
    </ul>
  );
}
