'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { onShelf, putOnShelf, watchShelves } from './device.ts';

export interface MarkWords {
  readonly saved: string;
  readonly see: string;
  readonly unsaved: string;
  readonly undo: string;
  readonly failed: string;
  readonly compare: string;
  readonly clear: string;
  readonly most: string;
  readonly close: string;
}

interface Said {
  readonly text: string;
  readonly href?: string;
  readonly label?: string;
  readonly act?: () => void;
}

const mostCompared = 4;
const marked = '[data-save],[data-follow],[data-compare]';

function all(name: string): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>(`button[data-${name}]`)];
}

/** Shows a mark wherever the page has it: a listing may stand in two rows. */
function press(name: string, value: string, on: boolean): void {
  for (const button of all(name)) if (button.value === value) button.setAttribute('aria-pressed', String(on));
}

function showCompared(slugs: readonly string[]): void {
  for (const button of all('compare')) button.setAttribute('aria-pressed', String(slugs.includes(button.value)));
  document.documentElement.toggleAttribute('data-comparing', slugs.length > 0);
}

/** Sends one of the page's plain forms by script. */
async function send(button: HTMLButtonElement, on: boolean): Promise<Response> {
  const body = new FormData(button.form ?? undefined);
  body.set(button.name, button.value);
  body.set('on', on ? '1' : '0');
  return fetch(button.form?.action ?? '', { method: 'POST', body, headers: { accept: 'application/json' } });
}

/** Asks once for all marks of the page. */
function askMarks(): void {
  const ids = (name: string) => [...new Set(all(name).map((button) => button.value))].join(',');
  const [listings, enterprises] = [ids('save'), ids('follow')];
  for (const button of [...all('save'), ...all('follow')]) button.setAttribute('aria-pressed', 'false');
  if (!listings && !enterprises) return;
  fetch(`/api/v1/marks?listings=${listings}&enterprises=${enterprises}`)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found: { saved: string[]; followed: string[] } | null) => {
      for (const id of found?.saved ?? []) press('save', id, true);
      for (const id of found?.followed ?? []) press('follow', id, true);
    })
    .catch(() => undefined);
}

function compared(button: HTMLButtonElement, words: MarkWords, say: (said: Said) => void): void {
  const slugs = onShelf('compare');
  const there = slugs.includes(button.value);
  if (!there && slugs.length >= mostCompared) say({ text: words.most });
  else putOnShelf('compare', there ? slugs.filter((each) => each !== button.value) : [...slugs, button.value]);
}

async function toggled(
  button: HTMLButtonElement,
  locale: string,
  words: MarkWords,
  say: (said: Said) => void,
): Promise<void> {
  const name = button.dataset['follow'] === undefined ? 'save' : 'follow';
  const on = button.getAttribute('aria-pressed') !== 'true';
  press(name, button.value, on);
  const answer = await send(button, on).catch(() => null);
  const body: { signIn?: string; count?: number } = answer ? await answer.json().catch(() => ({})) : {};
  if (body.signIn) return window.location.assign(body.signIn);
  if (!answer?.ok) {
    press(name, button.value, !on);
    return say({ text: words.failed });
  }
  if (name === 'save' && on) say({ text: words.saved, href: `/${locale}/lists`, label: words.see });
  if (name === 'save' && !on)
    say({ text: words.unsaved, label: words.undo, act: () => void toggled(button, locale, words, say) });
}

/** Takes over the page's heart, follow and compare buttons, which are plain forms without script. */
function useButtons(locale: string, words: MarkWords, say: (said: Said) => void): void {
  useEffect(() => {
    askMarks();
    const pressed = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>(marked) : null;
      if (!button) return;
      event.preventDefault();
      if (button.dataset['compare'] === undefined) void toggled(button, locale, words, say);
      else compared(button, words, say);
    };
    document.addEventListener('click', pressed);
    return () => document.removeEventListener('click', pressed);
    // The words of a page stay as they came with it.
  }, [locale, words, say]);
}

function useCompared(): string[] {
  const [slugs, set] = useState<string[]>([]);
  useEffect(() => {
    const look = () => {
      const now = onShelf('compare');
      showCompared(now);
      set(now);
    };
    look();
    return watchShelves(look);
  }, []);
  return slugs;
}

/** The forms behind a page's hearts, follow and compare buttons, and the bar that says what they did. */
export function Marks({ locale, words }: { locale: string; words: MarkWords }) {
  const [said, say] = useState<Said | null>(null);
  const path = usePathname();
  const slugs = useCompared();
  useButtons(locale, words, say);
  const comparing = slugs.length > 0 && !path.endsWith('/compare');
  const item = 'inline-flex min-h-11 items-center px-2 underline underline-offset-4';
  return (
    <>
      <form id="save" action="/api/lists/save" method="post">
        <input type="hidden" name="locale" value={locale} />
      </form>
      <form id="follow" action="/api/lists/follow" method="post">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="back" value={path} />
      </form>
      <form id="compare" action={`/${locale}/compare`} />
      <div
        className={
          said || comparing
            ? 'fixed inset-x-3 bottom-3 z-30 mx-auto w-fit max-w-[calc(100vw-24px)] rounded-lg bg-ink px-4 py-1 text-paper text-small shadow-lg'
            : undefined
        }
      >
        <p role="status" className={said ? 'flex flex-wrap items-center gap-x-3' : undefined}>
          {said && (
            <>
              {said.text}
              {said.href && (
                <a href={said.href} className={item}>
                  {said.label}
                </a>
              )}
              {said.act && (
                <button type="button" className={item} onClick={said.act}>
                  {said.label}
                </button>
              )}
              <button type="button" aria-label={words.close} className="ml-auto size-11" onClick={() => say(null)}>
                ×
              </button>
            </>
          )}
        </p>
        {comparing && (
          <p className="flex items-center gap-x-3">
            <a
              href={`/${locale}/compare?l=${slugs.map(encodeURIComponent).join(',')}`}
              className={`${item} font-medium`}
            >
              {words.compare} · {slugs.length}
            </a>
            <button type="button" className={`${item} ml-auto`} onClick={() => putOnShelf('compare', [])}>
              {words.clear}
            </button>
          </p>
        )}
      </div>
    </>
  );
}
