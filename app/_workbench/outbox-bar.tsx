'use client';

import { useTranslations } from 'next-intl';
import type { Outbox } from './use-outbox.ts';

/** What has not reached the server yet and what came back from it; nothing where all is saved. */
export function OutboxBar({ outbox, onOpen }: { outbox: Outbox; onOpen: (unit: string) => void }) {
  const t = useTranslations('workbench.outbox');
  const { waiting, returned, sent } = outbox;
  return (
    <div role="status" data-testid="outbox" className="mb-3 grid gap-2 text-small empty:hidden">
      {waiting.length > 0 && (
        <p className="border-amber border-l-3 py-1 pl-4">{t('waiting', { count: waiting.length })}</p>
      )}
      {waiting.length === 0 && returned.length === 0 && sent > 0 && (
        <p className="border-jade border-l-3 py-1 pl-4">{t('sent', { count: sent })}</p>
      )}
      {returned.length > 0 && (
        <div className="border-cinnabar border-l-3 py-1 pl-4">
          <p>{t('returned', { count: returned.length })}</p>
          <p className="flex flex-wrap gap-x-4">
            {returned.map((unit) => (
              <button
                key={unit}
                type="button"
                className="link min-h-8 break-all font-mono"
                onClick={() => onOpen(unit)}
              >
                {unit}
              </button>
            ))}
          </p>
        </div>
      )}
    </div>
  );
}
