import { onShelf, putOnShelf } from './device.ts';
import { press } from './mark-buttons.ts';

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

export interface Said {
  readonly text: string;
  readonly href?: string;
  readonly label?: string;
  readonly act?: () => void;
}

type Say = (said: Said | null) => void;

const mostCompared = 4;
const item = 'inline-flex min-h-11 items-center px-2 underline underline-offset-4';

/** Sends one of the page's plain forms by script. */
async function send(button: HTMLButtonElement, on: boolean): Promise<Response> {
  const body = new FormData(button.form ?? undefined);
  body.set(button.name, button.value);
  body.set('on', on ? '1' : '0');
  return fetch(button.form?.action ?? '', { method: 'POST', body, headers: { accept: 'application/json' } });
}

function compared(button: HTMLButtonElement, words: MarkWords, say: Say): void {
  const slugs = onShelf('compare');
  const there = slugs.includes(button.value);
  if (!there && slugs.length >= mostCompared) say({ text: words.most });
  else putOnShelf('compare', there ? slugs.filter((each) => each !== button.value) : [...slugs, button.value]);
}

async function toggled(button: HTMLButtonElement, locale: string, words: MarkWords, say: Say): Promise<void> {
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

/** What a heart, follow or compare button does when it is pressed. */
export function pressed(button: HTMLButtonElement, locale: string, words: MarkWords, say: Say): void {
  if (button.dataset['compare'] === undefined) void toggled(button, locale, words, say);
  else compared(button, words, say);
}

/** What was done, with the way on or back. */
export function Told({ said, words, say }: { said: Said; words: MarkWords; say: Say }) {
  return (
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
  );
}

/** The way to what is compared, and how to end that. */
export function Comparing({ slugs, locale, words }: { slugs: readonly string[]; locale: string; words: MarkWords }) {
  return (
    <p className="flex items-center gap-x-3">
      <a href={`/${locale}/compare?l=${slugs.map(encodeURIComponent).join(',')}`} className={`${item} font-medium`}>
        {words.compare} · {slugs.length}
      </a>
      <button type="button" className={`${item} ml-auto`} onClick={() => putOnShelf('compare', [])}>
        {words.clear}
      </button>
    </p>
  );
}
