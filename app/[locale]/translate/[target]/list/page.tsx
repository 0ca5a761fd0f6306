import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { countReviewsToTranslate } from '#lib/community/index.ts';
import { isLocale, type Locale, localeFacts, type MessageRow, messageRows, namespaces } from '#lib/languages/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { type DeskFilter, filterOf, listPath, pageOf, type Query, stringOf, stringPath } from '../../desk-path.ts';

const perPage = 50;

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
  readonly searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { target } = await params;
  const t = await getTranslations('translate');
  return {
    title: isLocale(target) ? `${t('title')}: ${localeFacts(target).name}` : t('title'),
    robots: { index: false },
  };
}

export default async function StringListPage({ params, searchParams }: Props) {
  const { locale, target } = await params;
  if (!isLocale(target)) notFound();
  const query = await searchParams;
  const filter = filterOf(query);
  const { actor, languages } = await deskAccess('message.edit');
  if (languages.length === 0) return <NoDesk actor={actor} back={listPath(target, filter)} />;
  const t = await getTranslations('translate');
  const voices = await getTranslations('review_words.desk');
  if (!languages.some((each) => each.tag === target)) return <WrongLanguage />;

  const rows = await messageRows(actor, target, {
    ...(filter.part ? { namespace: filter.part } : {}),
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.which === 'all' ? {} : { only: filter.which }),
  });
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Math.min(pageOf(query), pages);
  const published = stringOf(query, 'published');
  return (
    <>
      <PageHead title={<span lang={target}>{localeFacts(target).name}</span>} lead={t('count', { count: rows.length })}>
        <Link href={`/translate/${target}/reviews`} className="link">
          {voices('link', { count: await countReviewsToTranslate(actor, target) })}
        </Link>
        {languages.length > 1 && (
          <Link href="/translate" className="link">
            {t('other_language')}
          </Link>
        )}
      </PageHead>
      {published && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('published_note', { key: published })}
          </Notice>
        </div>
      )}
      <Filters locale={locale} target={target} filter={filter} />
      {rows.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          <Link href={`/translate/${target}/list`} className={buttonStyle('quiet')}>
            {t('show_all')}
          </Link>
        </EmptyState>
      ) : (
        <Strings rows={rows.slice((page - 1) * perPage, page * perPage)} target={target} filter={filter} />
      )}
      {pages > 1 && <Pages target={target} filter={filter} page={page} pages={pages} />}
    </>
  );
}

async function Filters({ locale, target, filter }: { locale: string; target: Locale; filter: DeskFilter }) {
  const t = await getTranslations('translate');
  const parts = (await namespaces()).map((name) => ({ value: name, label: name }));
  const which = (['all', 'missing', 'published'] as const).map((value) => ({ value, label: t(`filter.${value}`) }));
  return (
    <form
      action={`/${locale}/translate/${target}/list`}
      className="mb-6 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[200px_200px_1fr_auto]"
    >
      <Select
        name="part"
        label={t('filter.part')}
        options={parts}
        empty={t('filter.all_parts')}
        defaultValue={filter.part}
      />
      <Select name="which" label={t('filter.which')} options={which} defaultValue={filter.which} />
      <TextInput name="q" type="search" label={t('filter.search')} defaultValue={filter.search} />
      <button type="submit" className={buttonStyle('quiet')}>
        {t('filter.apply')}
      </button>
    </form>
  );
}

async function Strings({ rows, target, filter }: { rows: readonly MessageRow[]; target: Locale; filter: DeskFilter }) {
  const t = await getTranslations('translate');
  const tone = { missing: 'waiting', base: 'plain', published: 'good' } as const;
  return (
    <Table
      caption={t('count', { count: rows.length })}
      rows={rows}
      rowKey={(row) => `${row.namespace}.${row.key}`}
      columns={[
        {
          key: 'source',
          title: t('column.source'),
          cell: (row) => (
            <>
              <Link
                href={stringPath(target, filter, `${row.namespace}.${row.key}`)}
                className="link line-clamp-3 whitespace-pre-line"
                lang="en"
              >
                {row.source}
              </Link>
              <code className="text-muted">{`${row.namespace}.${row.key}`}</code>
            </>
          ),
        },
        {
          key: 'target',
          title: t('column.target'),
          cell: (row) =>
            row.target ? (
              <span lang={target} className="line-clamp-3 whitespace-pre-line">
                {row.target}
              </span>
            ) : (
              <span className="text-muted">{t('not_translated')}</span>
            ),
        },
        {
          key: 'state',
          title: t('column.state'),
          cell: (row) => <Status kind={tone[row.state]}>{t(`state.${row.state}`)}</Status>,
        },
      ]}
    />
  );
}

async function Pages({
  target,
  filter,
  page,
  pages,
}: {
  target: Locale;
  filter: DeskFilter;
  page: number;
  pages: number;
}) {
  const t = await getTranslations('translate');
  return (
    <nav aria-label={t('pages')} className="num my-8 flex flex-wrap items-center gap-x-6 gap-y-2">
      {page > 1 && (
        <Link href={listPath(target, filter, page - 1)} rel="prev" className={buttonStyle('quiet')}>
          {t('page_before')}
        </Link>
      )}
      <span>{t('page', { page, pages })}</span>
      {page < pages && (
        <Link href={listPath(target, filter, page + 1)} rel="next" className={buttonStyle('quiet')}>
          {t('page_after')}
        </Link>
      )}
    </nav>
  );
}
