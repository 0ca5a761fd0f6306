'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import { Notice } from '#app/_ui/layout.tsx';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Answer, Change, Refusal } from './api.ts';
import { DifferenceText } from './difference-text.tsx';
import { smallButton } from './small-button.ts';

/** What of the source has changed since the translation was made, and one press for a change that does not matter. */
export function StaleSource({
  string,
  confirm,
}: {
  string: OpenString;
  /** Null where the reader may not decide, or has begun to write. */
  confirm: (() => Promise<void>) | null;
}) {
  const t = useTranslations('workbench');
  const [pending, setPending] = useState(false);
  if (string.staleSource === null) return null;
  return (
    <Notice>
      <p className="mb-1 font-medium text-small">{t('source_changed')}</p>
      {string.staleSource === '' ? (
        <p className="text-muted text-small">{t('confirm.unknown')}</p>
      ) : (
        <DifferenceText before={string.staleSource} after={string.source} lang={string.sourceLocale} />
      )}
      {confirm && (
        <p className="mt-2 flex flex-wrap items-center gap-3 text-small">
          <button
            type="button"
            className={smallButton}
            aria-disabled={pending}
            onClick={async () => {
              if (pending) return;
              setPending(true);
              await confirm();
              setPending(false);
            }}
          >
            {pending ? t('saving') : t('confirm.right')}
          </button>
          <span className="text-muted">{t('confirm.hint')}</span>
        </p>
      )}
    </Notice>
  );
}

/** The source with what must be carried over as chips; a press puts one into the translation. */
export function Source({
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
export function Length({ value, source, most }: { value: string; source: string; most: number | null }) {
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

export function ReviewButtons({
  string,
  value,
  change,
  onRefused,
}: {
  string: OpenString;
  value: string;
  change: (change: Change) => Promise<Answer<OpenString>>;
  onRefused: (refusal: Refusal) => void;
}) {
  const t = useTranslations('workbench');
  const said = useTranslations('errors.workbench');
  if (string.target === '' || value !== string.target) return null;
  if (string.ownWork && string.standing !== 'reviewed')
    return <p className="border-line border-t pt-4 text-muted text-small">{said('own_work')}</p>;
  if (!string.may.review) return null;
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
