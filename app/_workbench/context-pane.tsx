'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Change, DeskString } from './api.ts';
import { Comments } from './comments.tsx';
import { DifferenceText } from './difference-text.tsx';
import { Keeping } from './keeping.tsx';
import { Offers } from './offers.tsx';
import { Screenshots } from './screenshots.tsx';

interface Props {
  readonly string: DeskString;
  readonly locale: string;
  /** A job is between two sides: there is no public talk, and nothing to lock or assign. */
  readonly inJob?: boolean;
  readonly userId: string;
  readonly change: (change: Change) => Promise<boolean>;
  readonly onInsert: (text: string) => void;
}

/** Everything that helps to understand a string and to agree on it. */
export function ContextPane({ string, locale, userId, inJob = false, change, onInsert }: Props) {
  const { locale: reader } = useParams<{ locale: string }>();
  const t = useTranslations('workbench');
  return (
    <>
      <Part title={t('offers.title')} count={string.suggestions.length}>
        <Offers string={string} locale={locale} onInsert={onInsert} change={change} />
      </Part>
      {string.terms.length > 0 && (
        <Part title={t('glossary')}>
          <dl className="grid gap-2 text-small">
            {string.terms.map((hit) => (
              <div key={hit.term}>
                <dt className="text-muted">{hit.term}</dt>
                <dd>
                  <button type="button" lang={locale} className="link min-h-8" onClick={() => onInsert(hit.target)}>
                    {hit.target}
                  </button>
                  {hit.definition && <span className="block text-muted">{hit.definition}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <Part title={t('context')}>
        <div className="grid gap-3 text-small">
          <p className="break-all font-mono text-muted">{string.unit}</p>
          {string.note && <p>{string.note}</p>}
          {string.path && (
            <p>
              <a
                href={`/${reader}${string.path}${inJob ? '' : '?edit=1'}`}
                className="link inline-flex min-h-8 items-center"
                target="_blank"
                rel="noreferrer"
              >
                {t('see_it')}
              </a>
            </p>
          )}
          <Screenshots screens={string.screens} />
          {!inJob && <Keeping string={string} userId={userId} change={change} />}
        </div>
      </Part>
      {!inJob && (
        <>
          <Part title={t('comments.title')} count={string.comments.length}>
            <Comments string={string} change={change} />
          </Part>
          <Part title={t('history.title')} count={string.history.length}>
            <Past string={string} locale={locale} change={change} onInsert={onInsert} />
          </Part>
        </>
      )}
    </>
  );
}

function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <details open className="border-line border-b px-4 py-3">
      <summary className="min-h-8 font-medium text-small">
        {title}
        {count ? <span className="num ml-2 text-muted">{count}</span> : null}
      </summary>
      <div className="pt-2 pb-2">{children}</div>
    </details>
  );
}

/** Who wrote what when, each with what it changed. */
function Past({ string, locale, change, onInsert }: Omit<Props, 'userId'>) {
  const t = useTranslations('workbench');
  if (string.history.length === 0) return <p className="text-muted text-small">{t('history.none')}</p>;
  return (
    <ol className="grid gap-3">
      {string.history.map((each) => (
        <li key={each.id} className="grid gap-1 border-line border-b pb-3 text-small last:border-0">
          <p className="text-muted">
            {t(`did.${each.kind}`, { name: each.person ?? t('somebody') })}
            {each.at && (
              <>
                {' · '}
                <time dateTime={each.at}>{string.written[each.at]}</time>
              </>
            )}
          </p>
          {each.value !== null && each.kind !== 'reviewed' && each.kind !== 'confirmed' && (
            <>
              <DifferenceText before={each.previous ?? ''} after={each.value} lang={locale} />
              {each.value !== string.target && (
                <p className="flex flex-wrap gap-4">
                  <button type="button" className="link min-h-8" onClick={() => onInsert(each.value ?? '')}>
                    {t('history.bring_back')}
                  </button>
                  {string.may.publish && (
                    <button
                      type="button"
                      className="link min-h-8"
                      onClick={() => change({ do: 'save', value: each.value ?? '', seen: string.target })}
                    >
                      {t('history.restore')}
                    </button>
                  )}
                </p>
              )}
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
