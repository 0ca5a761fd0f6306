'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Screens } from '#lib/workbench/index.ts';
import { smallButton } from './small-button.ts';

const frame = { width: 328, height: 200 } as const;
const around = 80;

/** What makes the pictures: a command, which is no word of a language. */
const command = 'npm run messages -- screenshots';

/** The place on a page where a string stands, cut out of its picture with some room around it. */
export function Screenshots({ screens: { shown: screens, ever, left: pagesLeft } }: { screens: Screens }) {
  const t = useTranslations('workbench');
  const [at, setAt] = useState(0);
  const screen = screens[Math.min(at, screens.length - 1)];
  if (!screen)
    return (
      <p className="text-muted">
        {pagesLeft > 0
          ? t('screens.taking', { left: pagesLeft })
          : ever
            ? t('screens.none')
            : t.rich('screens.never', {
                command,
                code: (chunks) => <code className="break-words text-ink">{chunks}</code>,
              })}
      </p>
    );
  const scale = Math.min(1, frame.width / (screen.width + 2 * around));
  const clamp = (value: number, most: number) => Math.max(0, Math.min(value, Math.max(0, most)));
  const left = clamp(screen.x + screen.width / 2 - frame.width / scale / 2, screen.pageWidth - frame.width / scale);
  const top = clamp(screen.y + screen.height / 2 - frame.height / scale / 2, screen.pageHeight - frame.height / scale);
  return (
    <figure>
      <div className="relative max-w-full overflow-hidden rounded-md border border-line bg-silk" style={frame}>
        <img
          src={`/api/translate/screen/${screen.file}`}
          alt={t('screens.alt', { path: screen.path })}
          loading="lazy"
          className="absolute max-w-none"
          style={{
            width: `${screen.pageWidth * scale}px`,
            left: `${-left * scale}px`,
            top: `${-top * scale}px`,
          }}
        />
        <span
          aria-hidden="true"
          className="absolute rounded-sm border-2 border-cinnabar"
          style={{
            left: `${(screen.x - left) * scale - 4}px`,
            top: `${(screen.y - top) * scale - 4}px`,
            width: `${screen.width * scale + 8}px`,
            height: `${screen.height * scale + 8}px`,
          }}
        />
      </div>
      <figcaption className="mt-1 flex items-center justify-between gap-3 text-muted">
        <span className="truncate">{screen.path}</span>
        {screens.length > 1 && (
          <button type="button" className={`${smallButton} shrink-0`} onClick={() => setAt((at + 1) % screens.length)}>
            {t('screens.next', { at: at + 1, total: screens.length })}
          </button>
        )}
      </figcaption>
    </figure>
  );
}
