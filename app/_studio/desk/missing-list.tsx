'use client';

import type { ReactNode } from 'react';
import { useDesk } from './live-desk.tsx';

interface Props {
  readonly lead: ReactNode;
  readonly ready: ReactNode;
  /** What is missing, by its name, and where it is put in: a field of the form, or a part of the page (#pictures). */
  readonly names: Readonly<Record<string, { readonly label: string; readonly at: string }>>;
}

/** What a listing still lacks, kept true while it is typed. */
export function MissingList({ lead, ready, names }: Props) {
  const { missing, show } = useDesk();
  if (missing.length === 0) return <p className="text-jade text-small">{ready}</p>;
  return (
    <div>
      <p>{lead}</p>
      <ul className="mt-1 grid list-disc pl-5">
        {missing.map((name) => {
          const { label = name, at = '' } = names[name] ?? {};
          return (
            <li key={name}>
              {at.startsWith('#') ? (
                <a href={at} className="link inline-flex min-h-8 items-center">
                  {label}
                </a>
              ) : (
                <button type="button" className="link min-h-8 text-left" onClick={() => show(at)}>
                  {label}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
