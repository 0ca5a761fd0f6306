'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { numbersOf } from '#app/_i18n/in-browser.ts';

export type Messages = NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>;

/** The words of the parts inside, which the browser puts numbers into. */
export function DeskWords({ locale, messages, children }: { locale: string; messages: Messages; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={numbersOf(locale)} messages={messages} timeZone="UTC">
      {children}
    </NextIntlClientProvider>
  );
}
