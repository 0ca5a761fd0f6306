'use client';

import { useEffect, useRef, useState } from 'react';
import type { TermsPreview } from './preview.ts';

/** Long enough for somebody who still types. */
const pause = 350;

interface Words {
  readonly title: string;
  readonly waiting: string;
  readonly curve: string;
  readonly away: string;
}

/**
 * What of the scope in the form around it is free, and what its money would come to: asked again a moment after something changes. The form
 * needs none of it: without script, what is taken is said when it is sent.
 */
export function LiveTerms({ locale, dealId, words }: { locale: string; dealId?: string | undefined; words: Words }) {
  const root = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<TermsPreview | null | 'away'>(null);
  useEffect(() => {
    const form = root.current?.closest('form');
    if (!form) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let asking: AbortController | undefined;
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const body = new FormData(form);
      body.set('locale', locale);
      if (dealId) body.set('dealId', dealId);
      try {
        const answer = await fetch('/api/deals/preview', { method: 'POST', body, signal: asking.signal });
        setShown(answer.ok ? await answer.json() : 'away');
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'AbortError')) setShown('away');
      }
    };
    const changed = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, pause);
    };
    form.addEventListener('input', changed);
    changed();
    return () => {
      form.removeEventListener('input', changed);
      clearTimeout(waiting);
      asking?.abort();
    };
  }, [locale, dealId]);
  return (
    <div ref={root} className="rounded-md bg-silk px-5 py-4" aria-live="polite">
      <p className="font-medium text-small">{words.title}</p>
      {shown === null && <p className="mt-1 text-muted text-small">{words.waiting}</p>}
      {shown === 'away' && <p className="mt-1 text-muted text-small">{words.away}</p>}
      {shown && shown !== 'away' && (
        <>
          {shown.problem && <p className="mt-1 text-muted text-small">{shown.problem}</p>}
          <ul className="mt-1 grid gap-2">
            {shown.works.map((work) => (
              <li key={work.id} className="text-small">
                {shown.works.length > 1 && <span className="block font-medium">{work.title}</span>}
                <span className={work.state === 'free' ? 'text-jade' : work.state === 'taken' ? 'text-cinnabar' : ''}>
                  {work.sentence}
                </span>
              </li>
            ))}
          </ul>
          {shown.money && (
            <div className="mt-4 border-line border-t pt-3">
              <p className="text-small">{shown.money.sentence}</p>
              <Curve points={shown.money.points} at={shown.money.at} label={words.curve} />
            </div>
          )}
        </>
      )}
    </div>
  );
}

function Curve({ points, at, label }: { points: readonly (readonly [number, number])[]; at: number; label: string }) {
  const line = points.map(([x, y]) => `${x},${100 - y}`).join(' ');
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className="mt-2 block h-20 w-full border-edge border-b"
    >
      <polygon points={`0,100 ${line} 100,100`} className="fill-amber/20" />
      <polyline points={line} fill="none" strokeWidth={2} vectorEffect="non-scaling-stroke" className="stroke-amber" />
      <line x1={at} x2={at} y1={0} y2={100} strokeWidth={1} vectorEffect="non-scaling-stroke" className="stroke-ink" />
    </svg>
  );
}
