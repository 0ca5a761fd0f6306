import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Fragment, type ReactNode } from 'react';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { classNames } from '#app/_ui/class-names.ts';
import { Notice } from '#app/_ui/layout.tsx';
import {
  insertable,
  isLocale,
  localeFacts,
  type MessageRow,
  messageHistory,
  messageRows,
} from '#lib/languages/index.ts';
import { deskAccess, NoDesk, WrongLanguage } from '../../access.tsx';
import { reviewString, submitString } from '../../actions.ts';
import { filterOf, listPath, type Query, stringOf, stringPath } from '../../desk-path.ts';
import { Editor } from '../../editor.tsx';
import { History } from '../../history.tsx';
import { reviewOf } from '../../review.ts';
import { SourceText } from '../../source-text.tsx';

interface Props {
  readonly params: Promise<{ locale: string; target: string }>;
  readonly searchParams: Promise<Query>;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('translate');
  return { title: stringOf(await searchParams, 'id') || t('title'), robots: { index: false } };
}

const idOf = (row: MessageRow) => `${row.namespace}.${row.key}`;

export default async function StringPage({ params, searchParams }: Props) {
  const { locale, target } = await params;
  if (!isLocale(target)) notFound();
  const query = await searchParams;
  const [filter, id, published] = [filterOf(query), stringOf(query, 'id'), stringOf(query, 'published')];
  const { actor, languages } = await deskAccess('message.edit');
  if (languages.length === 0) return <NoDesk actor={actor} back={stringPath(target, filter, id)} />;
  if (!languages.some((each) => each.tag === target)) return <WrongLanguage />;

  const all = await messageRows(actor, target, {});
  const row = all.find((each) => idOf(each) === id);
  if (!row) notFound();
  const listed = await messageRows(actor, target, {
    ...(filter.part ? { namespace: filter.part } : {}),
    ...(filter.search ? { search: filter.search } : {}),
    ...(filter.which === 'all' ? {} : { only: filter.which }),
  });
  const at = listed.findIndex((each) => idOf(each) === id);
  const [before, after] = [listed[at - 1], listed[at + 1]];
  const t = await getTranslations('translate');
  const message = { locale: target, namespace: row.namespace, key: row.key };
  const [history, review] = await Promise.all([
    messageHistory(actor, message),
    row.target ? reviewOf({ ...message, value: row.target }) : undefined,
  ]);
  const travelling = { part: filter.part, which: filter.which, q: filter.search, next: after ? idOf(after) : '' };
  const place = (neighbour: MessageRow | undefined, name: string, label: string, arrow: string) => (
    <Step href={neighbour && stringPath(target, filter, idOf(neighbour))} id={name}>
      <span aria-hidden="true">{arrow}</span> <span className="sr-only sm:not-sr-only">{label}</span>
    </Step>
  );

  return (
    <>
      <nav aria-label={t('neighbours')} className="flex flex-wrap items-center gap-x-6 pt-6 text-small">
        <Step href={listPath(target, filter)} id="all-strings">
          {t('back')}
        </Step>
        <span className="grow" />
        {at >= 0 && <span className="num text-muted">{t('position', { at: at + 1, total: listed.length })}</span>}
        {place(before, 'string-before', t('before'), '↑')}
        {place(after, 'string-after', t('after'), '↓')}
      </nav>
      <h1 className="mt-2 mb-6 font-mono text-large">
        {id.split(/(?<=[._])/).map((part, at, parts) => (
          <Fragment key={parts.slice(0, at + 1).join('')}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </h1>
      {published && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('published_note', { key: published })}
          </Notice>
        </div>
      )}
      <Editor
        key={`${target} ${id} ${row.version}`}
        submit={submitString}
        review={reviewString}
        message={{ ...message, version: row.version, value: row.target }}
        direction={localeFacts(target).direction}
        firstReview={review}
        travelling={travelling}
        insertable={insertable(row.source, target)}
        words={await wordsOf(languageName(target, locale))}
        keys={t.rich('keys', {
          k: (key) => <kbd className="rounded-sm border border-edge/60 bg-card px-1.5 py-0.5 font-sans">{key}</kbd>,
        })}
      >
        <div>
          <p className="mb-1.5 font-medium text-small">{t('source')}</p>
          <SourceText message={row.source} lang="en" />
        </div>
      </Editor>
      <History history={history} lang={target} current={row.version} hidden={{ ...message, ...travelling }} />
    </>
  );
}

/** A link of the desk's head; words alone where there is nowhere to go. */
function Step({ href, id, children }: { href: string | undefined; id: string; children: ReactNode }) {
  const look = 'inline-flex min-h-11 min-w-6 items-center justify-center gap-1.5';
  if (!href) return <span className={classNames(look, 'text-muted opacity-60')}>{children}</span>;
  return (
    <Link href={href} id={id} className={classNames(look, 'link')}>
      {children}
    </Link>
  );
}

async function wordsOf(language: string) {
  const t = await getTranslations('translate');
  return {
    target: t('target', { language }),
    insert: t('insert'),
    publish: t('publish'),
    publishNext: t('publish_next'),
    publishing: t('publishing'),
    check: t('check'),
    leave: t('leave'),
    checks: t('checks'),
    fine: t('checks_fine'),
    error: t('severity.error'),
    warning: t('severity.warning'),
    fix: t('fix'),
    preview: t('preview'),
    previewNone: t('preview_none'),
    previewNote: t('preview_note'),
  };
}
