'use client';

import { usePathname } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { onShelf, watchShelves } from './device.ts';
import type { MarkWords, Said } from './mark-bar.tsx';
import { askMarks, marked, showCompared } from './mark-buttons.ts';

type Bar = typeof import('./mark-bar.tsx');

/** What the buttons do and the bar that says it: fetched when somebody comes near one, or compares already. */
const load = () => import('./mark-bar.tsx');

function markOf(event: Event): HTMLButtonElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLButtonElement>(marked) : null;
}

/** Takes over the page's heart, follow and compare buttons. Where what they do cannot be fetched they stay the plain forms they are. */
function useButtons(onPress: (bar: Bar, button: HTMLButtonElement) => void): void {
  useEffect(() => {
    askMarks();
    const near = (event: Event) => {
      if (markOf(event)) load().catch(() => undefined);
    };
    const click = (event: Event) => {
      const button = markOf(event);
      if (!button) return;
      event.preventDefault();
      load().then(
        (bar) => onPress(bar, button),
        () => button.form?.requestSubmit(button),
      );
    };
    document.addEventListener('pointerover', near);
    document.addEventListener('focusin', near);
    document.addEventListener('click', click);
    return () => {
      document.removeEventListener('pointerover', near);
      document.removeEventListener('focusin', near);
      document.removeEventListener('click', click);
    };
  }, [onPress]);
}

function useCompared(): string[] {
  const [slugs, set] = useState<string[]>([]);
  useEffect(() => {
    const look = () => {
      const now = onShelf('compare');
      showCompared(now);
      set(now);
    };
    look();
    return watchShelves(look);
  }, []);
  return slugs;
}

/** The forms behind a page's hearts, follow and compare buttons, and the bar that says what they did. */
export function Marks({ locale, words }: { locale: string; words: MarkWords }) {
  const [bar, setBar] = useState<Bar | null>(null);
  const [said, say] = useState<Said | null>(null);
  const path = usePathname();
  const slugs = useCompared();
  const onPress = useCallback(
    (loaded: Bar, button: HTMLButtonElement) => {
      setBar(loaded);
      loaded.pressed(button, locale, words, say);
    },
    [locale, words],
  );
  useButtons(onPress);
  const comparing = slugs.length > 0 && !path.endsWith('/compare');
  useEffect(() => {
    if (comparing) load().then(setBar, () => undefined);
  }, [comparing]);
  return (
    <>
      <form id="save" action="/api/lists/save" method="post">
        <input type="hidden" name="locale" value={locale} />
      </form>
      <form id="follow" action="/api/lists/follow" method="post">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="back" value={path} />
      </form>
      <form id="compare" action={`/${locale}/compare`} />
      <div
        className={
          bar && (said || comparing)
            ? 'fixed inset-x-3 bottom-3 z-30 mx-auto w-fit max-w-[calc(100vw-24px)] rounded-lg bg-ink px-4 py-1 text-paper text-small shadow-lg'
            : undefined
        }
      >
        <p role="status" className={said ? 'flex flex-wrap items-center gap-x-3' : undefined}>
          {bar && said && <bar.Told said={said} words={words} say={say} />}
        </p>
        {bar && comparing && <bar.Comparing slugs={slugs} locale={locale} words={words} />}
      </div>
    </>
  );
}
