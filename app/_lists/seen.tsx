'use client';

import { useEffect, useState } from 'react';
import { Picture } from '#app/_ui/picture.tsx';
import { onShelf, putOnShelf, seenIsOff, setSeenOff, watchShelves } from './device.ts';

export interface SeenTile {
  readonly slug: string;
  readonly title: string;
  readonly lang: string;
  readonly maker: string;
  /** Empty where it is sold out. */
  readonly price: string;
  readonly picture: string | null;
}

interface Words {
  readonly title: string;
  readonly clear: string;
  readonly off: string;
  readonly soldOut: string;
}

const most = 20;

function remember(slug: string): void {
  if (!seenIsOff()) putOnShelf('seen', [slug, ...onShelf('seen').filter((each) => each !== slug)].slice(0, most));
}

/** The tiles of what the device has seen before this page, asked for when the page has nothing better to do. */
function useSeen(locale: string, current: string | undefined): [SeenTile[], () => void] {
  const [tiles, show] = useState<SeenTile[]>([]);
  useEffect(() => {
    const slugs = seenIsOff() ? [] : onShelf('seen').filter((each) => each !== current);
    if (current) remember(current);
    if (slugs.length === 0) return;
    const stopped = new AbortController();
    fetch(`/api/v1/tiles?locale=${locale}&slugs=${encodeURIComponent(slugs.join(','))}`, { signal: stopped.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found: { tiles: SeenTile[] } | null) => found && show(found.tiles))
      .catch(() => undefined);
    return () => stopped.abort();
  }, [locale, current]);
  return [tiles, () => show([])];
}

/** What this device has looked at lately, in one row. `current` is the listing of this page, which is remembered and not shown. */
export function SeenRow({ locale, current, words }: { locale: string; current?: string; words: Words }) {
  const [tiles, hide] = useSeen(locale, current);
  if (tiles.length === 0) return null;
  const button = 'link inline-flex min-h-11 items-center text-muted text-small';
  return (
    <section aria-labelledby="seen" className="min-w-0">
      <div className="mt-[clamp(32px,5vw,64px)] mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="seen" className="text-title">
          {words.title}
        </h2>
        <p className="flex flex-wrap gap-x-5">
          <button
            type="button"
            className={button}
            onClick={() => {
              putOnShelf('seen', []);
              hide();
            }}
          >
            {words.clear}
          </button>
          <button
            type="button"
            className={button}
            onClick={() => {
              setSeenOff(true);
              hide();
            }}
          >
            {words.off}
          </button>
        </p>
      </div>
      <ul className="-mx-1 flex snap-x gap-3 overflow-x-auto px-1 pt-1 pb-3 sm:gap-4">
        {tiles.map((tile) => (
          <li key={tile.slug} className="w-32 shrink-0 snap-start sm:w-40">
            <a href={`/${locale}/l/${tile.slug}`} className="group block">
              <span className="block aspect-4/5 overflow-hidden rounded-md bg-silk">
                {tile.picture && <Picture mediaId={tile.picture} alt="" sizes="160px" maxWidth={480} />}
              </span>
              <span className="mt-2 line-clamp-2 text-small leading-snug group-hover:underline" lang={tile.lang}>
                {tile.title}
              </span>
              <span className="num text-muted text-small">{tile.price || words.soldOut}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Turns the memory of this device on and off. */
export function SeenSetting({ words }: { words: { on: string; off: string; turnOn: string; turnOff: string } }) {
  const [off, set] = useState(false);
  useEffect(() => {
    const look = () => set(seenIsOff());
    look();
    return watchShelves(look);
  }, []);
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-small">
      <span className="text-muted">{off ? words.off : words.on}</span>
      <button type="button" className="link inline-flex min-h-11 items-center" onClick={() => setSeenOff(!off)}>
        {off ? words.turnOn : words.turnOff}
      </button>
    </p>
  );
}
