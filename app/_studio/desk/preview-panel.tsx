'use client';

import { useEffect, useRef, useState } from 'react';
import { useDesk } from './live-desk.tsx';

export interface PreviewWords {
  readonly title: string;
  readonly language: string;
  readonly width: string;
  readonly phone: string;
  readonly desktop: string;
}

const widths = { phone: 390, desktop: 1280 } as const;
type Width = keyof typeof widths;

/** The listing as buyers will see it, in a frame: in any language, on a phone or a desk, made anew after each save. */
export function PreviewPanel({
  listingId,
  locales,
  words,
}: {
  listingId: string;
  locales: readonly { readonly tag: string; readonly name: string }[];
  words: PreviewWords;
}) {
  const { saves, locale: own } = useDesk();
  const [locale, setLocale] = useState(own);
  const [width, setWidth] = useState<Width>('phone');
  const [room, setRoom] = useState<number>(widths.phone);
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (saves > 0) frame.current?.contentWindow?.location.reload();
  }, [saves]);
  const scale = Math.min(1, room / widths[width]);
  const shown = widths[width] * scale;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-x-5 gap-y-2 text-small">
        <label>
          {words.language}
          <select
            value={locale}
            onChange={(event) => setLocale(event.target.value)}
            className="mt-1 block min-h-11 rounded-md border border-edge/70 bg-card px-3"
          >
            {locales.map(({ tag, name }) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="flex gap-2">
          <legend className="mb-1">{words.width}</legend>
          {(['phone', 'desktop'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === width}
              onClick={() => setWidth(each)}
              className="min-h-11 rounded-md border border-edge/60 px-4 hover:border-ink aria-pressed:border-ink aria-pressed:bg-silk"
            >
              {words[each]}
            </button>
          ))}
        </fieldset>
      </div>
      <div ref={place} className="min-w-0">
        <div
          className="mx-auto overflow-hidden rounded-md border border-edge/60 bg-paper"
          style={{ width: shown, height: 'min(78vh, 820px)' }}
        >
          <iframe
            ref={frame}
            title={words.title}
            src={`/${locale}/studio/listings/${listingId}/preview?frame=1`}
            style={{
              width: widths[width],
              height: `calc(min(78vh, 820px) / ${scale})`,
              transform: `scale(${scale})`,
              transformOrigin: '0 0',
            }}
          />
        </div>
      </div>
    </div>
  );
}
