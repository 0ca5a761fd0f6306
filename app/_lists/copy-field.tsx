'use client';

import { useId, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';

interface Words {
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
}

/** An address to be copied: by the button, or selected as a whole when it is entered. */
export function CopyField({ value, words }: { value: string; words: Words }) {
  const id = useId();
  const [copied, set] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => set(true),
      () => set(false),
    );
  return (
    <>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {words.label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 basis-52 rounded-md border border-edge/70 bg-card px-3.5 py-2.5 text-small"
        />
        <button type="button" onClick={copy} className={buttonStyle('quiet')}>
          {words.copy}
        </button>
      </div>
      <p role="status" className="text-jade text-small">
        {copied && words.copied}
      </p>
    </>
  );
}
