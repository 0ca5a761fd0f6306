'use client';

import { buttonStyle } from '#app/_ui/button-style.ts';
import { useSpareWords } from '#app/_ui/spare-words.tsx';

/** The page of an unexpected failure: an incident number instead of a stack trace. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { title, text, again } = useSpareWords().incident;
  return (
    <div className="mx-auto flex max-w-[46ch] flex-col items-center gap-4 py-24 text-center">
      <h1 className="text-title">{title}</h1>
      <p className="text-muted">
        {text} <span className="num">{error.digest ?? ''}</span>
      </p>
      <button type="button" onClick={reset} className={buttonStyle()}>
        {again}
      </button>
    </div>
  );
}
