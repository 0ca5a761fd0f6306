'use client';

import { useEffect } from 'react';

/** Where Chinese is only met in names, its faces come when everything else has come; until then the reader's own system shows them. */
export function ChineseFaces({ href }: { href: string }) {
  useEffect(() => {
    const add = () => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      document.head.append(link);
    };
    const whenIdle = () =>
      window.requestIdleCallback ? window.requestIdleCallback(add, { timeout: 4_000 }) : setTimeout(add, 1_000);
    if (document.readyState === 'complete') whenIdle();
    else window.addEventListener('load', whenIdle, { once: true });
  }, [href]);
  return null;
}
