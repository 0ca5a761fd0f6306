'use client';

import { useTranslations } from 'next-intl';
import type { Refusal } from './api.ts';

/** What went wrong as a sentence. */
export function useRefusal(): (refusal: Refusal) => string {
  const t = useTranslations('errors');
  const words = useTranslations('workbench');
  return ({ code, params }) => {
    if (code === 'offline') return words('offline');
    const plain = Object.fromEntries(
      Object.entries(params).map(([name, value]): [string, string | number] => [
        name,
        typeof value === 'number' ? value : String(value),
      ]),
    );
    return t.has(code) ? t(code, plain) : words('failed');
  };
}
