'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import { EmptyState } from '#app/_ui/layout.tsx';
import type { WorkList, WorkRow } from '#lib/workbench/index.ts';
import {
  type Answer,
  type Change,
  type DeskString,
  fetchString,
  type ListFilter,
  type Refusal,
  sendChange,
} from './api.ts';
import { ContextPane } from './context-pane.tsx';
import { type EditorHandle, StringEditor } from './editor.tsx';
import { Filters } from './filters.tsx';
import { HelpSheet } from './help.tsx';
import { offersOf } from './offers.tsx';
import { OutboxBar } from './outbox-bar.tsx';
import { useRefusal } from './refusal.ts';
import { smallButton } from './small-button.ts';
import { StringList } from './string-list.tsx';
import { useKeys } from './use-keys.ts';
import { useList } from './use-list.ts';
import { useOutbox } from './use-outbox.ts';

interface Props {
  readonly locale: string;
  /** Only the strings of this job are there, and what is saved is the job's. */
  readonly job?: string;
  /** What is said when one is saved, where it is not public at once. */
  readonly savedWords?: string;
  readonly direction: 'ltr' | 'rtl';
  readonly userId: string;
  readonly parts: readonly string[];
  readonly firstFilter: ListFilter;
  readonly firstList: WorkList;
  readonly firstString: DeskString | null;
}

/** The address of a string and of what the list is narrowed to: back, reload and a shared link show the same. */
function addressOf(filter: ListFilter, unit: string): string {
  const query = new URLSearchParams();
  if (unit) query.set('id', unit);
  if (filter.part) query.set('part', filter.part);
  if (filter.which !== 'all') query.set('which', filter.which);
  if (filter.search) query.set('q', filter.search);
  return query.size > 0 ? `?${query}` : window.location.pathname;
}

/** Three panes: the strings, the one that is open, and what helps with it. On a phone one after the other. */
export function Workbench(props: Props) {
  const { locale, job, direction, userId, parts } = props;
  const t = useTranslations('workbench');
  const say = useRefusal();
  const [filter, setFilter] = useState(props.firstFilter);
  const list = useList({ locale, job }, filter, props.firstList);
  const [string, setString] = useState(props.firstString);
  const [wanted, setWanted] = useState(props.firstString?.unit ?? '');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [said, setSaid] = useState('');
  const [help, setHelp] = useState(false);
  const [opening, setOpening] = useState(0);
  const editor = useRef<EditorHandle | null>(null);
  const newest = useRef('');

  const open = useCallback(
    async (unit: string) => {
      newest.current = unit;
      setWanted(unit);
      setSaid('');
      window.history.replaceState(null, '', addressOf(filter, unit));
      if (!unit) return setString(null);
      const answer = await fetchString({ locale, job }, unit);
      if (newest.current !== unit) return;
      setRefusal(answer.ok ? null : answer.refusal);
      if (answer.ok) setString(answer.value);
    },
    [locale, job, filter],
  );
  const narrow = (next: ListFilter) => {
    setFilter(next);
    window.history.replaceState(null, '', addressOf(next, wanted));
  };
  const step = (by: 1 | -1) => {
    const next = list.row(list.indexOf(wanted) + by);
    if (next) void open(next.unit);
    return next !== undefined;
  };
  const change = async (what: Change): Promise<Answer<DeskString>> => {
    if (!string) return { ok: false, refusal: { code: 'workbench.unknown', params: {} } };
    const answer = await sendChange({ locale, job }, string.unit, what);
    if (answer.ok) {
      setString((current) => (current?.unit === answer.value.unit ? answer.value : current));
      list.replace(rowOf(answer.value));
    } else if (answer.refusal.code === 'workbench.edited_meanwhile') {
      // What stands beside the editor is of what is there now: an earlier wording is brought back over that.
      const present = await fetchString({ locale, job }, string.unit);
      if (present.ok) setString((current) => (current?.unit === present.value.unit ? present.value : current));
    }
    return answer;
  };
  const outbox = useOutbox({ locale, job }, userId, {
    onSent: (sent) => {
      setString((current) => (current?.unit === sent.unit ? sent : current));
      list.replace(rowOf(sent));
    },
    onReturned: async (unit) => {
      if (newest.current !== unit && string?.unit !== unit) return;
      const answer = await fetchString({ locale, job }, unit);
      if (!answer.ok) return;
      // Opened anew over what is there now, so that the difference is seen.
      setString((current) => (current?.unit === unit ? answer.value : current));
      setOpening((count) => count + 1);
    },
  });
  const changeAside = async (what: Change) => {
    const answer = await change(what);
    setRefusal(answer.ok ? null : answer.refusal);
    return answer.ok;
  };
  useKeys({
    save: (onward) => editor.current?.save(onward),
    step,
    offer: (at) => {
      const offer = string && offersOf(string)[at];
      if (offer) editor.current?.replace(offer.value);
    },
    copySource: () => string && editor.current?.replace(string.source),
    help: () => setHelp(true),
  });

  return (
    <div className="grid overflow-hidden rounded-lg border border-line bg-card lg:h-[calc(100dvh-60px)] lg:grid-cols-[minmax(240px,320px)_minmax(0,1fr)] lg:grid-rows-[minmax(0,3fr)_minmax(0,2fr)] xl:grid-rows-1 xl:grid-cols-[minmax(260px,340px)_minmax(0,1fr)_minmax(300px,380px)]">
      <section
        aria-label={t('list.label')}
        className={classNames('flex min-h-0 flex-col border-line border-r max-lg:h-[80dvh]', wanted && 'max-lg:hidden')}
      >
        <Filters filter={filter} parts={parts} total={list.total} inJob={job !== undefined} onChange={narrow} />
        {list.refusal && (
          <p role="alert" className="p-3 text-cinnabar text-small">
            {say(list.refusal)}{' '}
            <button type="button" className="link" onClick={list.reload}>
              {t('again')}
            </button>
          </p>
        )}
        {list.total === 0 && !list.loading ? (
          <p className="p-6 text-center text-muted text-small">{t('list.empty')}</p>
        ) : (
          <StringList
            list={list}
            locale={locale}
            current={wanted}
            hrefOf={(unit) => `?id=${encodeURIComponent(unit)}`}
            onOpen={open}
          />
        )}
      </section>
      <section
        aria-label={t('editor')}
        className={classNames('min-h-0 min-w-0 bg-paper p-4 sm:p-6 lg:overflow-y-auto', !wanted && 'max-lg:hidden')}
      >
        <Head
          at={list.indexOf(wanted)}
          total={list.total}
          open={wanted !== ''}
          step={step}
          onBack={() => open('')}
          onHelp={() => setHelp(true)}
        />
        <p role="status" className="min-h-6 text-jade text-small">
          {said}
        </p>
        {refusal && (
          <p role="alert" className="mb-4 border-cinnabar border-l-3 py-1 pl-4 text-cinnabar">
            {say(refusal)}
          </p>
        )}
        <OutboxBar outbox={outbox} onOpen={open} />
        {string && string.unit === wanted ? (
          <StringEditor
            key={`${string.unit} ${opening}`}
            later={outbox.put}
            waits={outbox.waiting.includes(string.unit)}
            locale={locale}
            job={job}
            direction={direction}
            string={string}
            change={change}
            handle={editor}
            onSaved={async (onward) => {
              outbox.settle(string.unit);
              if (onward) step(1);
              setSaid(string.may.publish ? (props.savedWords ?? t('saved')) : t('suggested'));
            }}
          />
        ) : wanted ? (
          <p className="text-muted text-small">{refusal ? null : t('loading')}</p>
        ) : (
          <EmptyState title={t('choose_title')} text={t('choose_text')} />
        )}
      </section>
      <aside
        aria-label={t('context')}
        className={classNames(
          'min-h-0 min-w-0 border-line border-l lg:col-span-2 lg:overflow-y-auto xl:col-span-1',
          !wanted && 'max-xl:hidden',
        )}
      >
        {string && string.unit === wanted && (
          <ContextPane
            key={string.unit}
            string={string}
            locale={locale}
            userId={userId}
            inJob={job !== undefined}
            change={changeAside}
            onInsert={(text) => editor.current?.replace(text)}
          />
        )}
      </aside>
      <HelpSheet open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

function rowOf({
  unit,
  source,
  sourceLocale,
  target,
  standing,
  staleSource,
  locked,
  suggestions,
}: DeskString): WorkRow {
  return {
    unit,
    source,
    sourceLocale,
    target,
    standing,
    stale: staleSource !== null,
    locked,
    suggestions: suggestions.length,
  };
}

function Head({
  at,
  total,
  open,
  step,
  onBack,
  onHelp,
}: {
  at: number;
  total: number;
  open: boolean;
  step: (by: 1 | -1) => void;
  onBack: () => void;
  onHelp: () => void;
}) {
  const t = useTranslations('workbench');
  return (
    <div className="mb-1 flex items-center gap-2 text-small">
      {open && (
        <button type="button" className={classNames(smallButton, 'lg:hidden')} onClick={onBack}>
          {t('back')}
        </button>
      )}
      {at >= 0 && <span className="num text-muted">{t('position', { at: at + 1, total })}</span>}
      <span className="grow" />
      {open && (
        <>
          <button type="button" className={smallButton} aria-label={t('before')} onClick={() => step(-1)}>
            ↑
          </button>
          <button type="button" className={smallButton} aria-label={t('after')} onClick={() => step(1)}>
            ↓
          </button>
        </>
      )}
      <button type="button" className={classNames(smallButton, 'max-md:hidden')} onClick={onHelp}>
        {t('keys.title')}
      </button>
    </div>
  );
}
