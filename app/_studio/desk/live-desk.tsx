'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Autosave, type Heard } from './autosave.ts';

export interface DeskWords {
  readonly saving: string;
  readonly saved: string;
  readonly away: string;
  readonly refused: string;
  readonly needed: string;
  readonly theirs: string;
  readonly takeTheirs: string;
  readonly keepMine: string;
  /** `{names}` stands where the names go. */
  readonly others: string;
}

interface Desk extends Heard {
  readonly words: DeskWords;
  readonly locale: string;
  readonly missing: readonly string[];
  readonly proposal: boolean;
  readonly choose: (field: string, take: 'mine' | 'theirs', theirs: string) => void;
  readonly show: (field: string) => void;
}

interface Props {
  readonly listingId: string;
  readonly personId: string;
  readonly locale: string;
  /** The form as the page was made; none where it cannot be edited now. */
  readonly fields: Readonly<Record<string, string>> | null;
  readonly missing: readonly string[];
  readonly proposal: boolean;
  readonly words: DeskWords;
  readonly children: ReactNode;
}

const quiet: Heard = { state: 'idle', message: '', answer: null, saves: 0 };
const nothing = () => undefined;
const Context = createContext<Desk | null>(null);

/** What the editor knows while it is open. */
export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('parts of the editor stand on its desk');
  return desk;
}

/** Another form on the desk, to send it in above all, goes when what was typed has been saved. */
async function saveFirst(event: SubmitEvent, saver: Autosave): Promise<void> {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.id === 'listing' || !saver.unsaved) return;
  event.preventDefault();
  event.stopPropagation();
  await saver.settled();
  form.requestSubmit(event.submitter);
}

/** The form it saves is the one called `listing`. */
function useAutosave({ listingId, personId, locale, fields }: Omit<Props, 'words' | 'children'>) {
  const place = useRef<HTMLDivElement>(null);
  const saver = useRef<Autosave | null>(null);
  const [heard, setHeard] = useState(quiet);
  const made = useMemo(() => JSON.stringify(fields), [fields]);
  // A form that was sent and came back is a new form, made of what the server says now.
  useEffect(() => {
    const form = place.current?.querySelector<HTMLFormElement>('form#listing');
    if (!form || made === 'null') return;
    const started = new Autosave(form, { listingId, personId, locale, fields: JSON.parse(made) }, setHeard);
    saver.current = started;
    const ends = new AbortController();
    place.current?.addEventListener('submit', (event) => saveFirst(event, started), {
      capture: true,
      signal: ends.signal,
    });
    return () => {
      ends.abort();
      started.stop();
    };
  }, [listingId, personId, locale, made]);
  return { place, saver, heard };
}

/**
 * The desk of one person at one listing: saves what is typed, tells who else is there and what is missing. Without JavaScript the
 * form in it is a plain form.
 */
export function LiveDesk(props: Props) {
  const { words, locale, missing, proposal, children } = props;
  const { place, saver, heard } = useAutosave(props);
  const desk = {
    ...heard,
    words,
    locale,
    missing: heard.answer?.missing ?? missing,
    proposal: heard.answer?.proposal ?? proposal,
    choose: saver.current ? saver.current.choose.bind(saver.current) : nothing,
    show: saver.current ? saver.current.show.bind(saver.current) : nothing,
  };
  return (
    <Context value={desk}>
      <div ref={place}>{children}</div>
    </Context>
  );
}
