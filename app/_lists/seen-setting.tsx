'use client';

import { useEffect, useState } from 'react';
import { seenIsOff, setSeenOff, watchShelves } from './device.ts';

/** Turns the memory of this device on and off. */
export function SeenSetting({ words }: { words: { on: string; off: string; turnOn: string; turnOff: string } }) {
  const [off, set] = useState(false);
  useEffect(() => {
    const look = () => set(seenIsOff());
    look();
    return watchShelves(look);
  }, []);
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-small">
      <span className="text-muted">{off ? words.off : words.on}</span>
      <button type="button" className="link inline-flex min-h-11 items-center" onClick={() => setSeenOff(!off)}>
        {off ? words.turnOn : words.turnOff}
      </button>
    </p>
  );
}
