'use client';

import { type ComponentType, type MouseEvent, type ReactNode, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { ModelWords, ViewerProps } from './viewer.tsx';

/**
 * A thing in three dimensions behind its poster. What shows it weighs more than the page and is fetched only when somebody asks; without
 * script the link leads to the file itself.
 */
export function ModelSample({
  src,
  title,
  words,
  poster,
}: {
  src: string;
  title: string;
  words: ModelWords;
  poster: ReactNode;
}) {
  const [viewer, setViewer] = useState<{ Viewer: ComponentType<ViewerProps> } | 'loading' | null>(null);

  function open(event: MouseEvent<HTMLAnchorElement>): void {
    // A new tab is the reader's own choice.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (viewer === 'loading') return;
    setViewer('loading');
    const { href } = event.currentTarget;
    import('./viewer.tsx').then(
      ({ ModelViewer }) => setViewer({ Viewer: ModelViewer }),
      () => window.location.assign(href),
    );
  }

  if (viewer !== null && viewer !== 'loading') return <viewer.Viewer src={src} words={words} poster={poster} />;
  return (
    <div className="relative aspect-[4/3] overflow-hidden rounded-md bg-silk">
      {poster}
      <a href={src} download={`${title}.glb`} onClick={open} className="group absolute inset-0 grid place-items-center">
        <span className={buttonStyle('quiet', 'bg-paper group-hover:border-ink')}>
          {viewer === 'loading' ? words.loading : words.view} <span className="sr-only">{title}</span>
        </span>
      </a>
    </div>
  );
}
