'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type DeskString, type Place, sendChange } from './api.ts';
import { keepDraft, keepWaiting, readDraft, readOutbox, type Waiting } from './draft.ts';

const every = 15_000;

export interface Outbox {
  /** Units whose wording waits for the network. */
  readonly waiting: readonly string[];
  /** Units that came back: somebody else was faster, or a check objects. Their wording is the draft of the string. */
  readonly returned: readonly string[];
  /** How many have gone by themselves since the page was opened. */
  readonly sent: number;
  readonly put: (unit: string, waiting: Omit<Waiting, 'by'>) => void;
  /** The author has dealt with it. */
  readonly settle: (unit: string) => void;
}

interface Hearer {
  readonly onSent: (string: DeskString) => void;
  readonly onReturned: (unit: string) => void;
}

/** A server that does not answer, or wants to know who asks, has not refused: what waits goes on waiting. */
const passing = new Set(['offline', 'identity.sign_in_required', 'core.unexpected', 'core.too_many_requests']);

/** Sends what was saved while the network was away, one after the other, when it is back; only one window does it at a time. */
export function useOutbox({ locale, job }: Place, by: string, hearer: Hearer): Outbox {
  // A job's wording goes to its job, whatever else is open of the same language.
  const shelf = job ? `${job}/${locale}` : locale;
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [returned, setReturned] = useState<readonly string[]>([]);
  const [sent, setSent] = useState(0);
  const told = useRef(hearer);
  told.current = hearer;

  const look = useCallback(() => setWaiting([...readOutbox(shelf, by).keys()]), [shelf, by]);
  const settle = useCallback(
    (unit: string) => {
      keepWaiting(shelf, unit, null);
      setReturned((units) => units.filter((each) => each !== unit));
      look();
    },
    [shelf, look],
  );
  const send = useCallback(async () => {
    for (const [unit, { value, seen, how }] of readOutbox(shelf, by)) {
      const answer = await sendChange(
        { locale, job },
        unit,
        how === 'save' ? { do: 'save', value, seen } : { do: 'suggest', value },
      );
      if (!answer.ok && passing.has(answer.refusal.code)) break;
      keepWaiting(shelf, unit, null);
      if (answer.ok) {
        // What was typed on meanwhile goes over what is saved now.
        const draft = readDraft(locale, unit);
        keepDraft(locale, unit, draft && draft.value !== value ? { value: draft.value, seen: value } : null);
        setSent((count) => count + 1);
        told.current.onSent(answer.value);
      } else {
        // It is the string's draft now, over the wording that its author saw: opening it shows the difference.
        keepDraft(locale, unit, { value: readDraft(locale, unit)?.value ?? value, seen });
        told.current.onReturned(unit);
        setReturned((units) => [...units.filter((each) => each !== unit), unit]);
      }
    }
    look();
  }, [locale, job, shelf, by, look]);
  const alone = useCallback(() => {
    look();
    if (readOutbox(shelf, by).size === 0) return;
    // Where the page did not come by TLS there are no locks; sending twice would only show one's own wording as another's.
    if (!('locks' in navigator)) void send();
    else void navigator.locks.request('ambersilk:outbox', { ifAvailable: true }, (lock) => (lock ? send() : undefined));
  }, [shelf, by, look, send]);
  useEffect(() => {
    alone();
    const timer = setInterval(alone, every);
    window.addEventListener('online', alone);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', alone);
    };
  }, [alone]);

  return {
    waiting,
    returned,
    sent,
    settle,
    put: (unit, draft) => {
      keepDraft(locale, unit, draft);
      keepWaiting(shelf, unit, { ...draft, by });
      look();
    },
  };
}
