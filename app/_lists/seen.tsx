'use client';

import { type ComponentProps, type ComponentType, useEffect, useState } from 'react';
import { onShelf, putOnShelf, seenIsOff } from './device.ts';
import type { SeenRow, SeenTile, SeenWords } from './seen-row.tsx';

const most = 20;

interface Row {
  readonly Row: ComponentType<ComponentProps<typeof SeenRow>>;
  readonly tiles: readonly SeenTile[];
}

function remember(slug: string): void {
  if (!seenIsOff()) putOnShelf('seen', [slug, ...onShelf('seen').filter((each) => each !== slug)].slice(0, most));
}

/** The tiles of these listings, and what shows them. */
async function fetchRow(locale: string, slugs: readonly string[], signal: AbortSignal): Promise<Row | null> {
  const [answer, { SeenRow: Row }] = await Promise.all([
    fetch(`/api/v1/tiles?locale=${locale}&slugs=${encodeURIComponent(slugs.join(','))}`, { signal }),
    import('./seen-row.tsx'),
  ]);
  if (!answer.ok) return null;
  const { tiles }: { tiles: SeenTile[] } = await answer.json();
  return tiles.length > 0 ? { Row, tiles } : null;
}

/**
 * What this device has looked at before this page: nothing is fetched where it remembers nothing. `current` is the listing of this page,
 * which is remembered and not shown.
 */
export function Seen({ locale, current, words }: { locale: string; current?: string; words: SeenWords }) {
  const [row, show] = useState<Row | null>(null);
  useEffect(() => {
    const slugs = seenIsOff() ? [] : onShelf('seen').filter((each) => each !== current);
    if (current) remember(current);
    if (slugs.length === 0) return;
    const stopped = new AbortController();
    fetchRow(locale, slugs, stopped.signal).then(
      (found) => !stopped.signal.aborted && show(found),
      () => undefined,
    );
    return () => stopped.abort();
  }, [locale, current]);
  return row && <row.Row locale={locale} tiles={row.tiles} words={words} onHide={() => show(null)} />;
}
