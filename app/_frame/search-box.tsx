'use client';

import { type ComponentProps, type ComponentType, type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Found, Group, SearchWords, Suggestions } from './suggestions.tsx';

interface Suggested {
  readonly groups: readonly Group[];
  readonly List: ComponentType<ComponentProps<typeof Suggestions>>;
}

const pauseMs = 120;

/** What the server suggests, and what shows it; null where nothing came. */
async function suggest(
  wanted: string,
  locale: string,
  words: SearchWords,
  signal: AbortSignal,
): Promise<Suggested | null> {
  const [answer, { groupsOf, Suggestions: List }] = await Promise.all([
    fetch(`/api/v1/suggest?locale=${locale}&q=${encodeURIComponent(wanted)}`, { signal }),
    import('./suggestions.tsx'),
  ]);
  if (!answer.ok) return null;
  const found: Found = await answer.json();
  return { groups: groupsOf(found, locale, words), List };
}

/** What the server suggests for what is typed, a moment after the last key; an answer that comes late is dropped. */
function useSuggestions(typed: string, locale: string, words: SearchWords): Suggested | null {
  const [found, setFound] = useState<Suggested | null>(null);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < (/\p{Script=Han}/u.test(wanted) ? 1 : 2)) {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      suggest(wanted, locale, words, stop.signal).then(
        (now) => !stop.signal.aborted && setFound(now),
        () => undefined,
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, locale, words]);
  return found;
}

/** The search box of every page: a plain form, and with script a combobox (WAI-ARIA 1.2) that suggests while one types. */
export function SearchBox({ locale, words }: { locale: string; words: SearchWords }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(typed, locale, words);
  const options = found ? found.groups.flatMap((group) => group.options) : [];
  const shown = open && options.length > 0;

  function onKeyDown(event: KeyboardEvent) {
    if (!shown || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // The first Escape puts the list away and keeps the words; the next one is the browser's, which clears the box.
      event.preventDefault();
      setOpen(false);
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      // One more than the options: the box itself.
      setActive((at) => ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    }
    const chosen = options[active];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      window.location.assign(chosen.href);
    }
  }

  return (
    <form
      action={`/${locale}/search`}
      className="relative"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <input
        type="search"
        name="q"
        required
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={words.placeholder}
        aria-label={words.search}
        maxLength={200}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        className="w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 placeholder:text-muted focus:border-ink"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={words.label}
        hidden={!shown}
        className="absolute inset-x-0 z-30 mt-1 max-h-[70vh] overflow-auto rounded-lg border border-line bg-card py-2 shadow-lg"
      >
        {found && <found.List id={id} groups={found.groups} active={active} />}
      </div>
    </form>
  );
}
