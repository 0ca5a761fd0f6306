import type { Change } from './answer.ts';

/** What was typed and not saved, kept in the browser: by person and listing, so that nobody sends what somebody else typed. */
export class TypedStore {
  readonly #key: string;

  constructor(personId: string, listingId: string) {
    this.#key = `listing-typed:${personId}:${listingId}`;
  }

  read(): Change[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return Array.isArray(kept)
        ? kept.filter(
            (each): each is Change =>
              each instanceof Object && ['field', 'base', 'value'].every((name) => typeof each[name] === 'string'),
          )
        : [];
    } catch {
      return [];
    }
  }

  /** Keeps these; a browser that keeps nothing (a private window, a full disk) is no reason to stop. */
  write(changes: readonly Change[]): void {
    try {
      if (changes.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(changes));
    } catch {}
  }
}
