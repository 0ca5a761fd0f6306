'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** What a page says when the server cannot be asked for words: they come with the page. */
export interface SpareWords {
  /** Beside a form that could not be sent. */
  readonly unsent: string;
  readonly tooLong: string;
  readonly incident: { readonly title: string; readonly text: string; readonly again: string };
}

const none: SpareWords = { unsent: '', tooLong: '', incident: { title: '', text: '', again: '' } };
const Context = createContext<SpareWords>(none);

export function SpareWordsProvider({ words, children }: { words: SpareWords; children: ReactNode }) {
  return <Context value={words}>{children}</Context>;
}

export function useSpareWords(): SpareWords {
  return useContext(Context);
}
