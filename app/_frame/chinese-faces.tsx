'use client';

import { useEffect } from 'react';

/** Whether this system draws a Chinese sign as something else than the box it draws for a sign that no face has. */
function systemHasChinese(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 20;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  const drawn = (sign: string) => {
    context.clearRect(0, 0, 20, 20);
    context.font = '16px sans-serif';
    context.fillText(sign, 1, 16);
    return context.getImageData(0, 0, 20, 20).data.join();
  };
  return drawn('珀') !== drawn('\u{2fffe}');
}

/**
 * Where Chinese is only met in names, the reader's own system shows them; a system that has no Chinese face gets ours when everything
 * else has come.
 */
export function ChineseFaces({ href }: { href: string }) {
  useEffect(() => {
    const add = () => {
      if (systemHasChinese()) return;
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
