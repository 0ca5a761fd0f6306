'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { Change, DeskString } from './api.ts';
import { smallButton } from './small-button.ts';

/** What the team says of a string. A name after @ sends that person a mail. */
export function Comments({ string, change }: { string: DeskString; change: (change: Change) => Promise<boolean> }) {
  const t = useTranslations('workbench');
  const [body, setBody] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const half = /@([^@\n]{0,40})$/u.exec(body)?.[1]?.toLowerCase();
  const meant =
    half === undefined ? [] : string.team.filter(({ name }) => name.toLowerCase().startsWith(half)).slice(0, 5);
  const send = async () => {
    if (body.trim() !== '' && (await change({ do: 'comment', body }))) setBody('');
  };
  return (
    <div className="grid gap-3 text-small">
      <ul className="grid gap-3">
        {string.comments.map((each) => (
          <li key={each.id} className="border-line border-l-2 pl-3">
            <p className="text-muted">
              {each.person ?? t('somebody')}
              {' · '}
              <time dateTime={each.at}>{string.written[each.at]}</time>
            </p>
            <p className="whitespace-pre-wrap">{each.body}</p>
          </li>
        ))}
      </ul>
      <div>
        <textarea
          ref={field}
          aria-label={t('comments.label')}
          placeholder={t('comments.hint')}
          value={body}
          rows={2}
          maxLength={2000}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              event.stopPropagation();
              void send();
            }
          }}
          className="block w-full rounded-md border border-edge/70 bg-card px-3 py-2"
        />
        {meant.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-2">
            {meant.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className="min-h-8 rounded-sm border border-edge/60 px-2 hover:border-ink"
                onClick={() => {
                  setBody(body.replace(/@[^@\n]{0,40}$/u, `@${name} `));
                  field.current?.focus();
                }}
              >
                {`@${name}`}
              </button>
            ))}
          </p>
        )}
        <button type="button" className={`${smallButton} mt-2`} onClick={send}>
          {t('comments.send')}
        </button>
      </div>
    </div>
  );
}
