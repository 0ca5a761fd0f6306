/** What was typed and not saved, kept by the browser, so that neither a closed window nor a dead network loses it. */
export interface Draft {
  readonly value: string;
  /** The wording it was typed over. */
  readonly seen: string;
}

const key = (locale: string, unit: string) => `ambersilk:translate:${locale}:${unit}`;

export function readDraft(locale: string, unit: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key(locale, unit)) ?? 'null');
    if (!(found instanceof Object && 'value' in found && 'seen' in found)) return null;
    return typeof found.value === 'string' && typeof found.seen === 'string'
      ? { value: found.value, seen: found.seen }
      : null;
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it where there is nothing to keep. A browser without room keeps none. */
export function keepDraft(locale: string, unit: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(key(locale, unit), JSON.stringify(draft));
    else localStorage.removeItem(key(locale, unit));
  } catch {
    // Nothing is lost that was not lost before.
  }
}
