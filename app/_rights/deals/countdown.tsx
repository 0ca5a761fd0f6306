'use client';

import { useEffect, useState } from 'react';
import { type TimeWords, timeLeft } from './time-left.ts';

const often = 30_000;

/** Time that runs out; what the server said stands until there is script. */
export function Countdown({
  until,
  locale,
  words,
  said,
}: {
  until: string;
  locale: string;
  words: TimeWords;
  said: string;
}) {
  const [shown, setShown] = useState(said);
  useEffect(() => {
    const tick = () => setShown(timeLeft(Date.parse(until), Date.now(), words, locale));
    tick();
    const ticking = setInterval(tick, often);
    return () => clearInterval(ticking);
  }, [until, words, locale]);
  return (
    <time dateTime={until} className="num font-medium">
      {shown}
    </time>
  );
}
