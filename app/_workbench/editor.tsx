'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { classNames } from '#app/_ui/class-names.ts';
import { Notice, Status } from '#app/_ui/layout.tsx';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Answer, Change, Refusal } from './api.ts';
import { Preview, Problems } from './checks.tsx';
import { DifferenceText } from './difference-text.tsx';
import { keepDraft, readDraft } from './draft.ts';
import { useRefusal } from './refusal.ts';
import { smallButton } from './small-button.ts';
import { useChecked } from './use-checked.ts';

export interface EditorHandle {
  readonly save: (onward: boolean) => void;
  readonly insert: (text: string) => void;
  readonly replace: (text: string) => void;
}

interface Props {
  readonly locale: string;
  /** The job it belongs to; none in the open workbench. */
  readonly job?: string | undefined;
  readonly direction: 'ltr' | 'rtl';
  readonly string: OpenString;
  readonly change: (change: Change) => Promise<Answer<OpenString>>;
  readonly onSaved: (onward: boolean) => void;
  readonly handle: RefObject<EditorHandle | null>;
}

const tone = { missing: 'bad', machine: 'plain', draft: 'waiting', translated: 'waiting', reviewed: 'good' } as const;

/** One string: its source, the wording that is being written, what the checks say and how readers will get it. */
export function StringEditor({ locale, job, direction, string, change, onSaved, handle }: Props) {
  const t = useTranslations('workbench');
  const say = useRefusal();
  const [value, setValue] = useState(string.target);
  // The wording that this one goes over: saving says so, and whoever was faster is seen.
  const [seen, setSeen] = useState(string.target);
  const [theirs, setTheirs] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState(false);
  const [restored, setRestored] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const checked = useChecked({ locale, job }, string.unit, value);
  const direct = string.may.publish && (!string.locked || string.may.manage);
  const shut = string.locked && !string.may.manage;

  const type = (text: string) => {
    setValue(text);
    keepDraft(locale, string.unit, text === string.target ? null : { value: text, seen });
  };
  const settle = (text: string) => {
    keepDraft(locale, string.unit, null);
    setValue(text);
    setSeen(text);
    setTheirs(null);
    setRefusal(null);
    setRestored(false);
  };
  const save = async (onward: boolean, over = seen) => {
    if (pending || shut) return;
    setPending(true);
    setRefusal(null);
    const answer = await change(direct ? { do: 'save', value, seen: over } : { do: 'suggest', value });
    setPending(false);
    const typed = field.current?.value ?? value;
    if (answer.ok && typed !== value) {
      // Somebody typed on while it was saved: that stays, over what was just saved.
      setSeen(answer.value.target);
      keepDraft(locale, string.unit, { value: typed, seen: answer.value.target });
    } else if (answer.ok) {
      settle(direct ? value : answer.value.target);
      onSaved(onward);
    } else if (answer.refusal.code === 'workbench.edited_meanwhile')
      setTheirs(String(answer.refusal.params['theirs'] ?? ''));
    else setRefusal(answer.refusal);
  };
  const insert = (text: string) => {
    field.current?.setRangeText(text, field.current.selectionStart, field.current.selectionEnd, 'end');
    field.current?.focus();
    type(field.current?.value ?? value);
  };
  const replace = (text: string) => {
    type(text);
    field.current?.focus();
  };
  useEffect(() => {
    handle.current = { save, insert, replace };
  });
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const opened = useRef(string);
  useEffect(() => {
    // The browser's own draft is known only here, after the server's page has come to life.
    const { unit, target } = opened.current;
    const draft = readDraft(locale, unit);
    if (!draft || draft.value === target) return;
    setValue(draft.value);
    setSeen(draft.seen);
    if (draft.seen === target) setRestored(true);
    else setTheirs(target);
  }, [locale]);
  const settled = useRef(settle);
  settled.current = settle;
  const untouched = value === seen;
  useEffect(() => {
    // A suggestion that was taken beside: shown at once, unless something is being typed.
    if (untouched && string.target !== opened.current.target) settled.current(string.target);
    opened.current = string;
  }, [string, untouched]);

  return (
    <div className="grid content-start gap-5">
      <Source string={string} onInsert={insert} disabled={shut} />
      {string.staleSource !== null && string.staleSource !== '' && (
        <Notice>
          <p className="mb-1 font-medium text-small">{t('source_changed')}</p>
          <DifferenceText before={string.staleSource} after={string.source} lang={string.sourceLocale} />
        </Notice>
      )}
      {restored && theirs === null && (
        <p role="status" className="flex flex-wrap items-center gap-3 border-amber border-l-3 py-1 pl-4 text-small">
          {t('draft_restored')}
          <button type="button" className="link min-h-8" onClick={() => settle(string.target)}>
            {t('discard')}
          </button>
        </p>
      )}
      {theirs !== null && (
        <Notice kind="bad" role="alert">
          <p className="mb-2 font-medium">{t('conflict.title')}</p>
          <p className="mb-1 text-muted text-small">{t('conflict.difference')}</p>
          <DifferenceText before={theirs} after={value} lang={locale} />
          <p className="mt-3 flex flex-wrap gap-3">
            <button type="button" className={buttonStyle('quiet')} onClick={() => settle(theirs)}>
              {t('conflict.take')}
            </button>
            <button
              type="button"
              className={buttonStyle('quiet')}
              onClick={() => {
                setSeen(theirs);
                setTheirs(null);
                void save(false, theirs);
              }}
            >
              {t('conflict.keep')}
            </button>
          </p>
        </Notice>
      )}
      <div>
        <p className="mb-1.5 flex flex-wrap items-center justify-between gap-3">
          <label htmlFor="target-text" className="font-medium text-small">
            {t('target')}
          </label>
          <Status kind={string.staleSource === null ? tone[string.standing] : 'waiting'}>
            {string.staleSource === null ? t(`standing.${string.standing}`) : t('stale')}
          </Status>
        </p>
        <textarea
          ref={field}
          id="target-text"
          value={value}
          rows={Math.min(14, Math.max(4, Math.ceil(value.length / 55)))}
          lang={locale}
          dir={direction}
          spellCheck
          autoComplete="off"
          readOnly={shut}
          aria-invalid={refusal ? true : undefined}
          aria-describedby="target-length"
          onChange={(event) => type(event.currentTarget.value)}
          className="block w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 text-ink read-only:bg-silk hover:border-edge focus:border-ink aria-invalid:border-cinnabar"
        />
        <Length value={value} source={string.source} most={string.maxLength} />
      </div>
      {refusal && (
        <p role="alert" className="border-cinnabar border-l-3 py-1 pl-4 text-cinnabar">
          {say(refusal)}
        </p>
      )}
      {shut && <p className="text-muted text-small">{t('locked_text')}</p>}
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className={buttonStyle()} aria-disabled={pending || shut} onClick={() => save(true)}>
          {pending ? t('saving') : direct ? t('save_next') : t('suggest_next')}
        </button>
        <button
          type="button"
          className={buttonStyle('quiet')}
          aria-disabled={pending || shut}
          onClick={() => save(false)}
        >
          {direct ? t('save') : t('suggest')}
        </button>
        <button type="button" className={buttonStyle('text')} disabled={shut} onClick={() => replace(string.source)}>
          {t('copy_source')}
        </button>
      </div>
      <ReviewButtons string={string} value={value} change={change} onRefused={setRefusal} />
      <Problems checked={checked} lang={locale} onFix={replace} />
      <Preview checked={checked} lang={locale} />
    </div>
  );
}

/** The source with what must be carried over as chips; a press puts one into the translation. */
function Source({
  string,
  onInsert,
  disabled,
}: {
  string: OpenString;
  onInsert: (text: string) => void;
  disabled: boolean;
}) {
  const t = useTranslations('workbench');
  return (
    <div>
      <p className="mb-1.5 font-medium text-small">{t('source')}</p>
      <p lang={string.sourceLocale} className="whitespace-pre-wrap rounded-md bg-silk px-3.5 py-2.5">
        {string.parts.map((part) =>
          part.code ? (
            <code key={part.at} className="rounded-sm border border-edge/50 bg-card px-1 text-amber text-small">
              {part.text}
            </code>
          ) : (
            <span key={part.at}>{part.text}</span>
          ),
        )}
      </p>
      {string.insertable.length > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-small">
          <span className="text-muted">{t('insert')}</span>
          {string.insertable.map((each) => (
            <button
              key={each}
              type="button"
              disabled={disabled}
              onClick={() => onInsert(each)}
              className="min-h-8 max-w-full truncate rounded-sm border border-edge/60 bg-card px-2 font-mono text-amber hover:border-ink"
            >
              {each}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

/** How long the wording is, beside its limit or, where there is none, beside the source. */
function Length({ value, source, most }: { value: string; source: string; most: number | null }) {
  const t = useTranslations('workbench');
  const length = [...value].length;
  const whole = most ?? Math.max([...source].length * 2, 1);
  const over = most !== null && length > most;
  return (
    <div className="mt-1.5 flex items-center gap-3">
      <span aria-hidden="true" className="h-1 flex-1 overflow-hidden rounded-sm bg-line">
        <span
          className={classNames('block h-full', over ? 'bg-cinnabar' : 'bg-jade')}
          style={{ width: `${Math.min(100, (length / whole) * 100)}%` }}
        />
      </span>
      <span id="target-length" className={classNames('num text-small', over ? 'text-cinnabar' : 'text-muted')}>
        {most === null ? t('length', { count: length }) : t('length_of', { count: length, most })}
      </span>
    </div>
  );
}

function ReviewButtons({
  string,
  value,
  change,
  onRefused,
}: {
  string: OpenString;
  value: string;
  change: Props['change'];
  onRefused: (refusal: Refusal) => void;
}) {
  const t = useTranslations('workbench');
  if (!string.may.review || string.target === '' || value !== string.target) return null;
  const decide = async (verdict: 'reviewed' | 'draft') => {
    const answer = await change({ do: 'review', seen: string.target, verdict });
    if (!answer.ok) onRefused(answer.refusal);
  };
  return (
    <p className="flex flex-wrap items-center gap-3 border-line border-t pt-4">
      <span className="text-muted text-small">
        {string.author ? t('review_of', { name: string.author }) : t('review_none')}
      </span>
      {(string.standing !== 'reviewed' || string.staleSource !== null) && (
        <button type="button" className={smallButton} onClick={() => decide('reviewed')}>
          {t('approve')}
        </button>
      )}
      {string.standing !== 'draft' && (
        <button type="button" className={smallButton} onClick={() => decide('draft')}>
          {t('send_back')}
        </button>
      )}
    </p>
  );
}
