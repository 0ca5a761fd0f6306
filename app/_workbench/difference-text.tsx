'use client';

import { difference } from './difference.ts';

/** A text with what was taken out struck through and what came in underlined. */
export function DifferenceText({ before, after, lang }: { before: string; after: string; lang: string }) {
  let at = 0;
  return (
    <p lang={lang} className="whitespace-pre-wrap">
      {difference(before, after).map((part) => {
        at += part.text.length;
        const key = `${part.kind} ${at}`;
        if (part.kind === 'same') return <span key={key}>{part.text}</span>;
        return part.kind === 'added' ? (
          <ins key={key} className="bg-jade/15 decoration-jade">
            {part.text}
          </ins>
        ) : (
          <del key={key} className="bg-cinnabar/15 decoration-cinnabar">
            {part.text}
          </del>
        );
      })}
    </p>
  );
}
