'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ListFilter } from './api.ts';
import { smallButton } from './small-button.ts';

interface Props {
  readonly filter: ListFilter;
  readonly parts: readonly string[];
  readonly total: number;
  /** A job has one kind of strings, and no suggestions. */
  readonly inJob?: boolean;
  readonly onChange: (filter: ListFilter) => void;
}

const which = ['all', 'missing', 'stale', 'waiting', 'suggested', 'failing', 'mine'] as const;
const inJobs = ['all', 'missing', 'waiting', 'failing'] as const;
const kinds = ['listing', 'work', 'enterprise', 'collection', 'category'] as const;
const control =
  'block w-full min-w-0 rounded-md border border-edge/70 bg-card px-2.5 py-2 text-small hover:border-edge focus:border-ink';
const typingPause = 250;

/** What the list is narrowed to; the search waits for a pause in typing. */
export function Filters({ filter, parts, total, inJob = false, onChange }: Props) {
  const t = useTranslations('workbench');
  const [search, setSearch] = useState(filter.search);
  const apply = useRef(onChange);
  apply.current = onChange;
  useEffect(() => {
    if (search === filter.search) return;
    const timer = setTimeout(() => apply.current({ ...filter, search }), typingPause);
    return () => clearTimeout(timer);
  }, [search, filter]);
  return (
    <search>
      {/* Without script it is a plain form. */}
      <form className="grid gap-2 border-line border-b p-3" onSubmit={(event) => event.preventDefault()}>
        <input
          id="workbench-search"
          name="q"
          type="search"
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={control}
        />
        <div className="grid grid-cols-2 gap-2">
          <select
            name="which"
            aria-label={t('filter.which')}
            value={filter.which}
            onChange={(event) => onChange({ ...filter, search, which: event.currentTarget.value })}
            className={control}
          >
            {(inJob ? inJobs : which).map((each) => (
              <option key={each} value={each}>
                {t(`filter.${each}`)}
              </option>
            ))}
          </select>
          {!inJob && (
            <select
              name="part"
              aria-label={t('filter.part')}
              value={filter.part}
              onChange={(event) => onChange({ ...filter, search, part: event.currentTarget.value })}
              className={control}
            >
              <option value="">{t('filter.interface')}</option>
              <optgroup label={t('filter.content')}>
                <option value="content">{t('filter.all_content')}</option>
                {kinds.map((kind) => (
                  <option key={kind} value={`content-${kind}`}>
                    {t(`kind.${kind}`)}
                  </option>
                ))}
              </optgroup>
              <optgroup label={t('filter.interface')}>
                {parts.map((part) => (
                  <option key={part} value={part}>
                    {part}
                  </option>
                ))}
              </optgroup>
            </select>
          )}
        </div>
        <p role="status" className="num text-muted text-small">
          {t('list.count', { count: total })}
        </p>
        <noscript>
          <button type="submit" className={smallButton}>
            {t('plain.find')}
          </button>
        </noscript>
      </form>
    </search>
  );
}
