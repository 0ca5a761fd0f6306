'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { classNames } from '#app/_ui/class-names.ts';
import type { WorkRow } from '#lib/workbench/index.ts';
import type { LoadedList } from './use-list.ts';

interface Props {
  readonly list: LoadedList;
  readonly locale: string;
  readonly current: string;
  readonly hrefOf: (unit: string) => string;
  readonly onOpen: (unit: string) => void;
}

const rowHeight = 76;
const tones = {
  missing: 'bg-cinnabar',
  machine: 'bg-edge',
  draft: 'bg-amber',
  translated: 'bg-amber',
  reviewed: 'bg-jade',
} as const;

/** The strings, of which only those on the screen are in the page. */
export function StringList({ list, locale, current, hrefOf, onOpen }: Props) {
  const t = useTranslations('workbench');
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 320, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => list.show(first, last), [list, first, last]);
  const at = list.indexOf(current);
  const scrollTo = useRef(virtual.scrollToIndex);
  scrollTo.current = virtual.scrollToIndex;
  useEffect(() => {
    if (at >= 0) scrollTo.current(at, { align: 'auto' });
  }, [at]);

  return (
    <div ref={frame} className="min-h-0 flex-1 overflow-y-auto" data-testid="strings">
      <ul aria-label={t('list.label')} className="relative" style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map((item) => {
          const row = list.row(item.index);
          return (
            <li
              key={item.key}
              aria-setsize={list.total}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: `${rowHeight}px`, transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                <Row
                  row={row}
                  locale={locale}
                  isCurrent={row.unit === current}
                  href={hrefOf(row.unit)}
                  onOpen={onOpen}
                />
              ) : (
                <span className="m-3 block h-10 rounded-md bg-silk" />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({
  row,
  locale,
  isCurrent,
  href,
  onOpen,
}: {
  row: WorkRow;
  locale: string;
  isCurrent: boolean;
  href: string;
  onOpen: (unit: string) => void;
}) {
  const t = useTranslations('workbench');
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(row.unit);
      }}
      className={classNames(
        'flex h-full flex-col justify-center border-line border-b border-l-3 py-2 pr-3 pl-3 hover:bg-silk focus-visible:-outline-offset-2',
        isCurrent ? 'border-l-amber bg-silk' : 'border-l-transparent',
      )}
    >
      <span className="flex items-center gap-2">
        <span aria-hidden="true" className={classNames('size-2 shrink-0 rounded-full', tones[row.standing])} />
        <span className="sr-only">{t(`standing.${row.standing}`)}</span>
        <span lang={row.sourceLocale} className="min-w-0 flex-1 truncate font-medium text-small">
          {row.source}
        </span>
        {row.stale && <span className="shrink-0 text-amber text-small">{t('stale')}</span>}
        {row.suggestions > 0 && (
          <span
            className="num shrink-0 rounded-full bg-card px-1.5 text-small"
            title={t('list.offers', { count: row.suggestions })}
          >
            {`+${row.suggestions}`}
          </span>
        )}
        {row.locked && (
          <svg viewBox="0 0 16 16" className="size-3.5 shrink-0 fill-muted" role="img" aria-label={t('locked')}>
            <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" />
          </svg>
        )}
      </span>
      <span lang={row.target ? locale : undefined} className="truncate pl-4 text-muted text-small">
        {row.target || t('not_translated')}
      </span>
    </a>
  );
}
