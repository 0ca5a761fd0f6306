'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Refusal } from './api.ts';

/** What went wrong as a sentence. */
export function useRefusal(): (refusal: Refusal) => string {
  const t = useTranslations('errors');
  const words = useTranslations('workbench');
  const locale = useLocale();
  return ({ code, params }) => {
    if (code === 'offline') return words('offline');
    const plain = Object.fromEntries(
      Object.entries(params).map(([name, value]): [string, string | number] => [
        name,
        typeof value === 'number'
          ? value
          : Array.isArray(value)
            ? new Intl.ListFormat(locale).format(value.map(String))
            : String(value),
      ]),
    );
    return t.has(code) ? t(code, plain) : words('failed');
  };
}
