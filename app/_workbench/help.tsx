'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';

const keys = [
  ['save_next', 'Ctrl Enter'],
  ['save', 'Ctrl S'],
  ['before', 'Alt ↑'],
  ['after', 'Alt ↓'],
  ['offer', 'Ctrl 1…9'],
  ['copy', 'Ctrl D'],
  ['search', '/'],
  ['help', '?'],
] as const;

/** All keys on one sheet; `?` opens it and Escape closes it. */
export function HelpSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('workbench.keys');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
      className="m-auto w-[min(92vw,460px)] rounded-lg border border-line bg-card p-6 text-ink backdrop:bg-ink/40"
    >
      <h2 id="keys-title" className="mb-4 text-large">
        {t('title')}
      </h2>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2.5 text-small">
        {keys.map(([name, pressed]) => (
          <div key={name} className="contents">
            <dt className="flex gap-1">
              {pressed.split(' ').map((each) => (
                <kbd key={each} className="rounded-sm border border-edge/60 bg-silk px-1.5 font-sans">
                  {each}
                </kbd>
              ))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className={buttonStyle('quiet', 'mt-6')} onClick={onClose}>
        {t('close')}
      </button>
    </dialog>
  );
}
