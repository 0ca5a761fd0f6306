/** What the device itself remembers: slugs, the newest first. Nobody else is told; a browser that stores nothing remembers nothing. */
export type Shelf = 'seen' | 'compare';

const event = 'device-shelf';
const offKey = 'seen-off';

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Private windows and full disks: then there is no memory.
  }
}

export function onShelf(shelf: Shelf): string[] {
  return (stored(shelf) ?? '').split(',').filter(Boolean);
}

export function putOnShelf(shelf: Shelf, slugs: readonly string[]): void {
  store(shelf, slugs.length > 0 ? slugs.join(',') : null);
  window.dispatchEvent(new Event(event));
}

export function seenIsOff(): boolean {
  return stored(offKey) === '1';
}

/** Turned off, what was seen is forgotten at once. */
export function setSeenOff(off: boolean): void {
  store(offKey, off ? '1' : null);
  if (off) store('seen', null);
  window.dispatchEvent(new Event(event));
}

/** Calls when something on a shelf changed, here or in another tab. Returns how to stop. */
export function watchShelves(changed: () => void): () => void {
  window.addEventListener(event, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(event, changed);
    window.removeEventListener('storage', changed);
  };
}
