'use client';

import { useEffect, useState } from 'react';

interface Props {
  readonly address: string;
  readonly title: string;
  readonly words: { readonly share: string; readonly copy: string; readonly copied: string };
}

/** What only a script can do: the system's own sharing, and the clipboard. */
export function ShareButtons({ address, title, words }: Props) {
  const [can, setCan] = useState({ share: false, copy: false });
  const [copied, setCopied] = useState(false);
  useEffect(() => setCan({ share: 'share' in navigator, copy: 'clipboard' in navigator }), []);
  const look = 'inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink';
  return (
    <>
      {can.share && (
        // Whoever puts the system's list away again has done nothing wrong.
        <button type="button" className={look} onClick={() => navigator.share({ title, url: address }).catch(() => {})}>
          {words.share}
        </button>
      )}
      {can.copy && (
        <button
          type="button"
          className={look}
          onClick={() =>
            navigator.clipboard.writeText(address).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {words.copy}
        </button>
      )}
      <span role="status" className="inline-flex items-center text-jade empty:hidden">
        {copied && words.copied}
      </span>
    </>
  );
}
