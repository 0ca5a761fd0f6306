'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { OpenString } from '#lib/workbench/index.ts';
import type { Answer, Change, Checked } from './api.ts';
import { smallButton } from './small-button.ts';

const shown = 5;

/** Strings of the very same source that read otherwise, and one press that gives all of them this wording. */
export function SameSource({
  checked,
  string,
  value,
  lang,
  change,
}: {
  checked: Checked | null;
  string: OpenString;
  value: string;
  lang: string;
  change: (change: Change) => Promise<Answer<OpenString>>;
}) {
  const t = useTranslations('workbench.same');
  const [pending, setPending] = useState(false);
  const [said, setSaid] = useState('');
  const others = checked?.others ?? [];
  const align = async () => {
    if (pending) return;
    setPending(true);
    const asked = others.map(({ unit, target }) => ({ unit, seen: target }));
    const answer = await change({ do: 'align', value, others: asked });
    setPending(false);
    setSaid(answer.ok ? t('done') : t('not_done'));
  };
  if (others.length === 0)
    return (
      <p role="status" className="text-small">
        {said}
      </p>
    );
  return (
    <section aria-label={t('title', { count: others.length })} className="border-line border-t pt-4 text-small">
      <p className="mb-2 font-medium">{t('title', { count: others.length })}</p>
      <ul className="mb-3 grid gap-1">
        {others.slice(0, shown).map(({ unit, target }) => (
          <li key={unit} className="grid gap-x-3 sm:grid-cols-[1fr_auto]">
            <span lang={lang}>{target}</span>
            <a href={`?id=${encodeURIComponent(unit)}`} className="link break-all font-mono text-muted">
              {unit}
            </a>
          </li>
        ))}
      </ul>
      {string.target === value && (
        <button type="button" className={smallButton} aria-disabled={pending} onClick={align}>
          {t('align', { count: others.length })}
        </button>
      )}
      <p role="status">{said}</p>
    </section>
  );
}
