'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useReducer, useRef } from 'react';
import type { Sending } from './upload-send.ts';

export interface UploadItem {
  readonly key: number;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'checking' | 'done' | 'refused' | 'stopped';
  /** How much of it has been sent, from 0 to 1. */
  readonly share: number;
  /** Why it was refused, or what to know of it. */
  readonly message: string;
  /** Where what the message speaks of is; empty for nowhere. */
  readonly link: string;
}

type Change =
  | { readonly add: readonly UploadItem[] }
  | { readonly key: number; readonly set: Partial<UploadItem> }
  | { readonly drop: number };

function queueReducer(items: readonly UploadItem[], change: Change): readonly UploadItem[] {
  if ('add' in change) return [...items, ...change.add];
  if ('drop' in change) return items.filter((item) => item.key !== change.drop);
  return items.map((item) => (item.key === change.key ? { ...item, ...change.set } : item));
}

interface Settings {
  readonly listingId: string;
  readonly purpose: string;
  readonly locale: string;
  readonly maxBytes: number;
  readonly tooLarge: string;
}

let keys = 0;

/** Files on their way, one after another so that they arrive in the order in which they were chosen. */
export function useUploadQueue({ listingId, purpose, locale, maxBytes, tooLarge }: Settings) {
  const [items, change] = useReducer(queueReducer, []);
  const sending = useRef<{ key: number; work: Sending } | null>(null);
  const busy = useRef(false);
  const router = useRouter();
  const next = items.find((item) => item.state === 'waiting');
  const idle = !items.some((item) => item.state === 'sending' || item.state === 'checking');

  useEffect(() => {
    if (!next || !idle || busy.current) return;
    busy.current = true;
    const { key, file } = next;
    const set = (changed: Partial<UploadItem>) => change({ key, set: changed });
    set({ state: 'sending' });
    (async () => {
      const { sendFile } = await import('./upload-send.ts');
      const work = sendFile({
        file,
        listingId,
        purpose,
        locale,
        progress: (share) => set({ share }),
        arrived: () => set({ state: 'checking', share: 1 }),
      });
      sending.current = { key, work };
      const { ok, message, note, link } = await work.result;
      busy.current = false;
      sending.current = null;
      set({ state: ok ? 'done' : message ? 'refused' : 'stopped', message: ok ? note : message, link });
      if (ok) router.refresh();
    })();
  }, [next, idle, listingId, purpose, locale, router]);

  // A line that comes back is used without being asked.
  useEffect(() => {
    const goOn = () => {
      for (const { key, state } of items) if (state === 'stopped') change({ key, set: { state: 'waiting' } });
    };
    window.addEventListener('online', goOn);
    return () => window.removeEventListener('online', goOn);
  }, [items]);

  return {
    items,
    busy: !idle || next !== undefined,
    add: (files: readonly File[]) => {
      const add = files.map((file): UploadItem => {
        keys += 1;
        const fits = file.size <= maxBytes;
        return {
          key: keys,
          file,
          state: fits ? 'waiting' : 'refused',
          share: 0,
          message: fits ? '' : tooLarge,
          link: '',
        };
      });
      change({ add });
    },
    again: (key: number) => change({ key, set: { state: 'waiting', message: '' } }),
    cancel: (key: number) => {
      if (sending.current?.key === key) {
        sending.current.work.cancel().then(() => router.refresh());
        sending.current = null;
        busy.current = false;
      }
      change({ drop: key });
    },
  };
}
