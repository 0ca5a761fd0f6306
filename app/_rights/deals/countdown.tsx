'use client';

import { useEffect, useState } from 'react';

const minute = 60_000;

/** How long is left, in the largest two units that say it. */
function left(until: number, locale: string): string {
  const minutes = Math.max(0, Math.floor((until - Date.now()) / minute));
  const parts = [
    [Math.floor(minutes / 1_440), 'day'],
    [Math.floor((minutes % 1_440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first < 0 ? 2 : first, (first < 0 ? 2 : first) + 2)
    .map(([value, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value))
    .join(' ');
}

/** Time that runs out, minute by minute; what the server said stands until there is script. */
export function Countdown({ until, locale, said }: { until: string; locale: string; said: string }) {
  const [shown, setShown] = useState(said);
  useEffect(() => {
    const tick = () => setShown(left(Date.parse(until), locale));
    tick();
    const ticking = setInterval(tick, minute);
    return () => clearInterval(ticking);
  }, [until, locale]);
  return (
    <time dateTime={until} className="num font-medium">
      {shown}
    </time>
  );
}
