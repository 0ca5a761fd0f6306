/** What was typed and not saved, kept by the browser, so that neither a closed window nor a dead network loses it. */
export interface Draft {
  readonly value: string;
  /** The wording it was typed over. */
  readonly seen: string;
}

/** A draft that its author has sent off, while nothing could be sent: it goes by itself when the network is back. */
export interface Waiting extends Draft {
  readonly how: 'save' | 'suggest';
  /** Whose it is: another person at the same browser does not send it. */
  readonly by: string;
}

const begin = 'ambersilk:translate:';
const key = (locale: string, unit: string) => `${begin}${locale}:${unit}`;
const waitingKey = (locale: string, unit: string) => `ambersilk:outbox:${locale}:${unit}`;

function read(name: string): Readonly<Record<string, unknown>> | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return found instanceof Object ? Object.fromEntries(Object.entries(found)) : null;
  } catch {
    return null;
  }
}

function write(name: string, value: object | null): void {
  try {
    if (value) localStorage.setItem(name, JSON.stringify(value));
    else localStorage.removeItem(name);
  } catch {
    // A browser without room keeps none; nothing is lost that was not lost before.
  }
}

export function readDraft(locale: string, unit: string): Draft | null {
  const { value, seen } = read(key(locale, unit)) ?? {};
  return typeof value === 'string' && typeof seen === 'string' ? { value, seen } : null;
}

/** Keeps a draft, or forgets it where there is nothing to keep. */
export function keepDraft(locale: string, unit: string, draft: Draft | null): void {
  write(key(locale, unit), draft);
}

/** Everything of a language that its author has sent off and that has not gone, by unit. */
export function readOutbox(locale: string, by: string): ReadonlyMap<string, Waiting> {
  const prefix = waitingKey(locale, '');
  const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
  return new Map(
    names.flatMap((name): [string, Waiting][] => {
      if (!name.startsWith(prefix)) return [];
      const found = read(name) ?? {};
      const { value, seen, how } = found;
      if (typeof value !== 'string' || typeof seen !== 'string' || found['by'] !== by) return [];
      return [[name.slice(prefix.length), { value, seen, by, how: how === 'suggest' ? 'suggest' : 'save' }]];
    }),
  );
}

/** Puts a wording into the outbox, or takes it out. */
export function keepWaiting(locale: string, unit: string, waiting: Waiting | null): void {
  write(waitingKey(locale, unit), waiting);
}
