'use client';

import { useEffect, useState } from 'react';
import { type Checked, checkWords, type Place } from './api.ts';

const typingPause = 300;

/** Checks and preview of what is being typed, a moment after the last key; only the newest answer counts. Null asks for none. */
export function useChecked({ locale, job }: Place, unit: string, value: string | null): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    setChecked((known) => (value === null ? null : known));
    if (value === null) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await checkWords({ locale, job }, unit, value);
      if (wanted && answer.ok) setChecked(answer.value);
    }, typingPause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [locale, job, unit, value]);
  return checked;
}
