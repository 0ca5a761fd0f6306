'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, Status } from '#app/_ui/layout.tsx';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Answer, Change, Refusal } from './api.ts';
import { Preview, Problems, TooLong } from './checks.tsx';
import { DifferenceText } from './difference-text.tsx';
import { keepDraft, readDraft, type Waiting } from './draft.ts';
import { Length, ReviewButtons, Source, StaleSource } from './editor-parts.tsx';
import { useRefusal } from './refusal.ts';
import { SameSource } from './same-source.tsx';
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
  /** Takes what could not be sent, to send it when the network is back. */
  readonly later?: (unit: string, waiting: Omit<Waiting, 'by'>) => void;
  /** It has been taken, and is not sent yet. */
  readonly waits?: boolean;
}

/** How many times as long as a wording may be one is taken in, to be shortened: a browser lays out more than that for minutes. */
const overlong = 4;

const tone = { missing: 'bad', machine: 'plain', draft: 'waiting', translated: 'waiting', reviewed: 'good' } as const;

/** One string: its source, the wording that is being written, what the checks say and how readers will get it. */
export function StringEditor({ locale, job, direction, string, change, onSaved, handle, later, waits = false }: Props) {
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
  const tooLong = value.length > string.most;
  const checked = useChecked({ locale, job }, string.unit, tooLong ? null : value);
  const direct = string.may.publish && (!string.locked || string.may.manage);
  const shut = string.locked && !string.may.manage;

  const type = (text: string) => {
    setValue(text);
    setRefusal(null);
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
    if (tooLong) return setRefusal({ code: 'validation.too_long', params: {} });
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
    else if (answer.refusal.code === 'offline' && later)
      later(string.unit, { value: typed, seen: over, how: direct ? 'save' : 'suggest' });
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
  const untouched = value === seen || value === string.target;
  useEffect(() => {
    // A suggestion that was taken beside, or what waited and has gone: shown at once, unless something else is being typed.
    if (untouched && string.target !== opened.current.target) settled.current(string.target);
    opened.current = string;
  }, [string, untouched]);

  return (
    <div className="grid grid-cols-1 content-start gap-5">
      <Source string={string} onInsert={insert} disabled={shut} />
      <StaleSource
        string={string}
        confirm={
          direct && value === string.target
            ? async () => {
                const answer = await change({ do: 'confirm', seen: string.target });
                if (!answer.ok) setRefusal(answer.refusal);
              }
            : null
        }
      />
      {waits && theirs === null && (
        <p role="status" className="border-amber border-l-3 py-1 pl-4 text-small">
          {t('outbox.waits_here')}
        </p>
      )}
      {restored && !waits && theirs === null && (
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
          {!tooLong && <DifferenceText before={theirs} after={value} lang={locale} />}
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
          maxLength={string.most * overlong}
          readOnly={shut}
          aria-invalid={refusal || tooLong ? true : undefined}
          aria-describedby="target-length"
          onChange={(event) => type(event.currentTarget.value)}
          // A browser lays a megabyte of Cyrillic out for minutes in a font that comes in parts: letters and spaces are in different ones.
          style={tooLong ? { fontFamily: 'sans-serif' } : undefined}
          className="block w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 text-ink read-only:bg-silk hover:border-edge focus:border-ink aria-invalid:border-cinnabar"
        />
        <Length value={value} source={string.source} most={tooLong ? string.most : string.maxLength} />
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
      {tooLong && <TooLong length={value.length} most={string.most} />}
      <Problems checked={checked} lang={locale} onFix={replace} />
      {direct && <SameSource checked={checked} string={string} value={value} lang={locale} change={change} />}
      <Preview checked={checked} lang={locale} />
    </div>
  );
}
