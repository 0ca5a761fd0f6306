'use client';

import { type ComponentType, type MouseEvent, type ReactNode, useState } from 'react';
import type { ZoomPicture, ZoomProps, ZoomWords } from './zoom.tsx';

const load = () => import('./zoom.tsx');

/** Around links to pictures: a click opens them over the whole window. What that needs is fetched when somebody comes near. */
export function Gallery({
  pictures,
  words,
  children,
}: {
  pictures: readonly ZoomPicture[];
  words: ZoomWords;
  children: ReactNode;
}) {
  const [open, setOpen] = useState<{ index: number; Zoom: ComponentType<ZoomProps> } | null>(null);

  function onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-picture]') : null;
    // A new tab is the reader's own choice.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const index = pictures.findIndex((picture) => picture.mediaId === link.dataset['picture']);
    load().then(
      ({ Zoom }) => setOpen({ index, Zoom }),
      () => window.location.assign(link.href),
    );
  }
  const prepare = () => void load().catch(() => undefined);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed, by key as well
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link pressed by key is clicked
    <div className="grid content-start gap-2.5" onClick={onClick} onPointerEnter={prepare} onFocus={prepare}>
      {children}
      {open && <open.Zoom pictures={pictures} begin={open.index} words={words} onClose={() => setOpen(null)} />}
    </div>
  );
}
