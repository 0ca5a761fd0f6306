'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type DeskString, fetchString, sendChange } from './api.ts';
import { DeskWords, type Messages } from './desk-words.tsx';
import { type EditorHandle, StringEditor } from './editor.tsx';
import { type FoundString, findStrings } from './marked.ts';
import { useRefusal } from './refusal.ts';
import { smallButton } from './small-button.ts';

interface Spot {
  readonly key: string;
  readonly found: FoundString;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Where the strings stand on the page, found anew when it changes its size or its content. */
function useSpots(): Spot[] {
  const [spots, setSpots] = useState<Spot[]>([]);
  useEffect(() => {
    let timer = 0;
    const look = () => setSpots(spotsOf(findStrings(document.body)));
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, 150);
    };
    soon();
    const watcher = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !(target instanceof Element && target.closest('[data-in-place]')))) soon();
    });
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener('resize', soon);
    return () => {
      window.clearTimeout(timer);
      watcher.disconnect();
      window.removeEventListener('resize', soon);
    };
  }, []);
  return spots;
}

/** A mark stands out so far to each side of its words, and nowhere beyond the page. */
const margin = 2;

function spotsOf(found: readonly FoundString[]): Spot[] {
  const edge = document.documentElement.clientWidth;
  return found.flatMap((each, at) => {
    const box = (each.range ?? each.element).getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return [];
    const left = Math.max(0, box.left - margin);
    const right = box.left < edge ? Math.min(edge, box.right + margin) : box.right;
    return [
      {
        key: `${each.unit} ${at}`,
        found: each,
        box: { x: left + window.scrollX, y: box.y + window.scrollY, width: right - left, height: box.height },
      },
    ];
  });
}

/** Links keep leading to pages that are edited in place. */
function useStayingInPlace(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.closest('[data-in-place]')) return;
      const url = new URL(link.href);
      if (url.origin !== window.location.origin || url.searchParams.has('edit') || event.ctrlKey || event.metaKey)
        return;
      event.preventDefault();
      event.stopPropagation();
      url.searchParams.set('edit', '1');
      window.location.assign(url);
    };
    document.addEventListener('click', onClick, true);
    return () => document.removeEventListener('click', onClick, true);
  }, []);
}

interface Layer {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The layer with words of its own: the page's carry marks. */
export function InPlaceLayer({ messages, ...layer }: Layer & { readonly messages: Messages }) {
  return (
    <DeskWords locale={layer.locale} messages={messages}>
      <InPlace {...layer} />
    </DeskWords>
  );
}

/** A page's strings, marked; a press opens the editor beside them, and what is saved is seen in its place. */
function InPlace({ locale, direction }: Layer) {
  const t = useTranslations('workbench.edit');
  const say = useRefusal();
  const router = useRouter();
  const spots = useSpots();
  const [marked, setMarked] = useState(true);
  const [string, setString] = useState<DeskString | null>(null);
  const [said, setSaid] = useState('');
  const handle = useRef<EditorHandle | null>(null);
  useStayingInPlace();
  const open = useCallback(
    async (unit: string) => {
      const answer = await fetchString({ locale }, unit);
      setSaid(answer.ok ? '' : say(answer.refusal));
      if (answer.ok) setString(answer.value);
    },
    [locale, say],
  );
  const leave = () => {
    const url = new URL(window.location.href);
    url.searchParams.delete('edit');
    window.location.assign(url);
  };

  return (
    <div data-in-place="">
      {marked &&
        spots.map(({ key, found, box }) => (
          <button
            key={key}
            type="button"
            data-unit={found.unit}
            aria-label={t('open', { text: found.text })}
            onClick={() => open(found.unit)}
            className="absolute z-30 rounded-sm border border-amber border-dashed bg-amber/5 hover:bg-amber/20"
            style={{
              left: `${box.x}px`,
              top: `${box.y - 1}px`,
              width: `${box.width}px`,
              height: `${box.height + 2}px`,
            }}
          />
        ))}
      <section
        aria-label={t('title')}
        className="fixed right-4 bottom-4 z-40 max-h-[80dvh] w-[min(94vw,520px)] overflow-y-auto rounded-lg border border-line bg-card p-4 text-small shadow-lg"
      >
        <div className="flex flex-wrap items-center gap-3">
          <p className="grow" role="status">
            {said || t('count', { count: spots.length })}
          </p>
          <button type="button" className={smallButton} onClick={() => setMarked(!marked)}>
            {marked ? t('hide') : t('show')}
          </button>
          <button type="button" className={smallButton} onClick={leave}>
            {t('leave')}
          </button>
        </div>
        {string ? (
          <div className="mt-4 border-line border-t pt-4">
            <p className="mb-3 flex flex-wrap items-center justify-between gap-3">
              <a
                href={`/${locale}/translate/${locale}?id=${encodeURIComponent(string.unit)}`}
                className="link inline-flex min-h-8 items-center break-all font-mono"
              >
                {string.unit}
              </a>
              <button type="button" className="link min-h-8" onClick={() => setString(null)}>
                {t('close')}
              </button>
            </p>
            <StringEditor
              key={string.unit}
              locale={locale}
              direction={direction}
              string={string}
              handle={handle}
              change={async (what) => {
                const answer = await sendChange({ locale }, string.unit, what);
                if (answer.ok) setString(answer.value);
                return answer;
              }}
              onSaved={() => {
                setSaid(t('reload'));
                router.refresh();
              }}
            />
          </div>
        ) : (
          <p className="mt-2 text-muted">{t('hint')}</p>
        )}
      </section>
    </div>
  );
}
