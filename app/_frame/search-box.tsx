'use client';

import { type KeyboardEvent, useEffect, useId, useState } from 'react';

interface Found {
  readonly words: readonly string[];
  readonly categories: readonly { slug: string; name: string }[];
  readonly makers: readonly { slug: string; name: string }[];
  readonly works: readonly { slug: string; title: string; kind: string; maker: string }[];
  readonly listings: readonly { slug: string; title: string; maker: string; price: string; picture: string | null }[];
}

export interface SearchWords {
  readonly placeholder: string;
  readonly search: string;
  readonly label: string;
  readonly words: string;
  readonly categories: string;
  readonly makers: string;
  readonly works: string;
  readonly listings: string;
}

interface Option {
  readonly href: string;
  readonly text: string;
  readonly side?: string;
  readonly picture?: string | null;
}

const pauseMs = 120;

function groupsOf(found: Found, locale: string, words: SearchWords): { title: string; options: Option[] }[] {
  const at = `/${locale}`;
  return [
    {
      title: words.words,
      options: found.words.map((text) => ({ href: `${at}/search?q=${encodeURIComponent(text)}`, text })),
    },
    {
      title: words.categories,
      options: found.categories.map(({ slug, name }) => ({ href: `${at}/browse/${slug}`, text: name })),
    },
    { title: words.makers, options: found.makers.map(({ slug, name }) => ({ href: `${at}/e/${slug}`, text: name })) },
    {
      title: words.works,
      options: found.works.map(({ slug, title, kind, maker }) => ({
        href: `${at}/w/${slug}`,
        text: title,
        side: `${kind} · ${maker}`,
      })),
    },
    {
      title: words.listings,
      options: found.listings.map(({ slug, title, price, picture }) => ({
        href: `${at}/l/${slug}`,
        text: title,
        side: price,
        picture,
      })),
    },
  ].filter(({ options }) => options.length > 0);
}

/** What the server suggests for what is typed, a moment after the last key; an answer that comes late is dropped. */
function useSuggestions(typed: string, locale: string): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < (/\p{Script=Han}/u.test(wanted) ? 1 : 2)) {
      setFound(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/api/v1/suggest?locale=${locale}&q=${encodeURIComponent(wanted)}`, { signal: stop.signal })
        .then((answer) => (answer.ok ? answer.json() : null))
        .then(setFound, () => undefined);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, locale]);
  return found;
}

/** The search box of every page: a plain form, and with script a combobox (WAI-ARIA 1.2) that suggests while one types. */
export function SearchBox({ locale, words }: { locale: string; words: SearchWords }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(typed, locale);
  const groups = found ? groupsOf(found, locale, words) : [];
  const options = groups.flatMap((group) => group.options);
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
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
          <div key={group.title} role="group" aria-label={group.title}>
            <p aria-hidden="true" className="px-4 pt-2 pb-1 text-muted text-small">
              {group.title}
            </p>
            {group.options.map((option) => {
              const at = options.indexOf(option);
              return (
                <a
                  key={option.href}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === active}
                  tabIndex={-1}
                  href={option.href}
                  className="flex min-h-11 items-center gap-3 px-4 py-1.5 hover:bg-silk aria-selected:bg-silk"
                >
                  {option.picture && (
                    <img
                      src={option.picture}
                      alt=""
                      width={32}
                      height={40}
                      className="h-10 w-8 rounded-sm object-cover"
                    />
                  )}
                  <span className="min-w-0 flex-1 truncate">{option.text}</span>
                  {option.side && <span className="num max-w-[45%] truncate text-muted text-small">{option.side}</span>}
                </a>
              );
            })}
          </div>
        ))}
      </div>
    </form>
  );
}
