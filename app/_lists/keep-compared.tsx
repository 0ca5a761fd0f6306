'use client';

import { useEffect } from 'react';
import { putOnShelf } from './device.ts';

/** The comparison's own page says what is compared: the device remembers that. */
export function KeepCompared({ slugs }: { slugs: readonly string[] }) {
  const all = slugs.join(',');
  useEffect(() => putOnShelf('compare', all.split(',').filter(Boolean)), [all]);
  return null;
}
