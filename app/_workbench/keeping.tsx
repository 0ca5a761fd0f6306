'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Change } from './api.ts';
import { smallButton } from './small-button.ts';

/** Who works on a string, whether it may be changed, and what is said of it to all languages. */
export function Keeping({
  string,
  userId,
  change,
}: {
  string: OpenString;
  userId: string;
  change: (change: Change) => Promise<boolean>;
}) {
  const t = useTranslations('workbench');
  const mine = string.assignee?.id === userId;
  return (
    <div className="grid gap-3">
      {string.may.manage ? (
        <Description key={string.description} text={string.description} change={change} />
      ) : (
        string.description && <p className="whitespace-pre-wrap">{string.description}</p>
      )}
      {string.may.manage ? (
        <label className="flex flex-wrap items-center gap-2">
          <span className="text-muted">{t('assigned_to')}</span>
          <select
            value={string.assignee?.id ?? ''}
            onChange={(event) => change({ do: 'assign', userId: event.currentTarget.value || null })}
            className="min-h-8 min-w-0 flex-1 rounded-md border border-edge/70 bg-card px-2"
          >
            <option value="">{t('nobody')}</option>
            {string.team.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className="flex flex-wrap items-center gap-2">
          <span className="text-muted">{t('assigned_to')}</span>
          {string.assignee?.name ?? t('nobody')}
          {(mine || !string.assignee) && (
            <button
              type="button"
              className={smallButton}
              onClick={() => change({ do: 'assign', userId: mine ? null : userId })}
            >
              {mine ? t('let_go') : t('take_it')}
            </button>
          )}
        </p>
      )}
      {string.may.manage && (
        <p>
          <button type="button" className={smallButton} onClick={() => change({ do: 'lock', locked: !string.locked })}>
            {string.locked ? t('unlock') : t('lock')}
          </button>
        </p>
      )}
    </div>
  );
}

function Description({ text, change }: { text: string; change: (change: Change) => Promise<boolean> }) {
  const t = useTranslations('workbench');
  const [value, setValue] = useState(text);
  return (
    <div>
      <textarea
        aria-label={t('description')}
        placeholder={t('description')}
        value={value}
        rows={2}
        maxLength={1000}
        onChange={(event) => setValue(event.currentTarget.value)}
        className="block w-full rounded-md border border-edge/70 bg-card px-3 py-2"
      />
      {value !== text && (
        <button
          type="button"
          className={`${smallButton} mt-2`}
          onClick={() => change({ do: 'describe', description: value })}
        >
          {t('save_description')}
        </button>
      )}
    </div>
  );
}
