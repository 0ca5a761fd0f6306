'use client';

import { useTranslations } from 'next-intl';
import { Notice, Status } from '#app/_ui/layout.tsx';
import type { Checked } from './api.ts';
import { Details } from './details.tsx';
import { smallButton } from './small-button.ts';

/** What the checks found, each with its explanation and, where a machine can, the text put right by one press. */
export function Problems({
  checked,
  lang,
  onFix,
}: {
  checked: Checked | null;
  lang: string;
  onFix: (fixed: string) => void;
}) {
  const t = useTranslations('workbench');
  const explained = useTranslations('checks');
  return (
    <section aria-live="polite" aria-label={t('checks')} className="grid gap-3">
      {checked?.problems.length === 0 && <Status kind="good">{t('checks_fine')}</Status>}
      {checked?.problems.map(({ code, severity, details, fix }) => {
        const bad = severity === 'error';
        const numbers = { length: Number(details['length'] ?? 0), maxLength: Number(details['maxLength'] ?? 0) };
        return (
          <Notice key={code} kind={bad ? 'bad' : 'info'}>
            <Status kind={bad ? 'bad' : 'waiting'}>{bad ? t('severity.error') : t('severity.warning')}</Status>
            <p className="text-small">{explained(code, numbers)}</p>
            <Details details={details} />
            {fix !== undefined && (
              <p className="mt-2 flex flex-wrap items-center gap-3 text-small">
                <span lang={lang} className="whitespace-pre-wrap border-line border-b">
                  {fix}
                </span>
                <button type="button" className={smallButton} onClick={() => onFix(fix)}>
                  {t('fix')}
                </button>
              </p>
            )}
          </Notice>
        );
      })}
    </section>
  );
}

/** A wording that is longer than any may be: said at once, and not sent to be checked. */
export function TooLong({ length, most }: { length: number; most: number }) {
  const t = useTranslations('workbench');
  const explained = useTranslations('checks');
  return (
    <Notice kind="bad" role="alert">
      <Status kind="bad">{t('severity.error')}</Status>
      <p className="text-small">{explained('too_long', { length, maxLength: most })}</p>
    </Notice>
  );
}

/** The message as readers get it, a line for each plural form and choice. */
export function Preview({ checked, lang }: { checked: Checked | null; lang: string }) {
  const t = useTranslations('workbench');
  if (!checked || checked.preview.length === 0) return null;
  return (
    <section aria-label={t('preview')}>
      <h3 className="mb-2 font-medium font-sans text-small">{t('preview')}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5 text-small">
        {checked.preview.map(({ given, text }) => {
          const label = given ? `${given.name} = ${given.value}${given.category ? ` · ${given.category}` : ''}` : '';
          return (
            <div key={label} className="contents">
              <dt className="num text-muted">{label}</dt>
              <dd lang={lang} className="whitespace-pre-wrap border-line border-l-2 pl-3">
                {text}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
