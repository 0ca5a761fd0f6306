import type { OpenString, WorkList } from '#lib/workbench/index.ts';

/** A string as the desk has it: every moment of its talk and its past also as the reader writes it, which not every browser knows. */
export interface DeskString extends OpenString {
  readonly written: Readonly<Record<string, string>>;
}

/** What the list is narrowed to. */
export interface ListFilter {
  readonly part: string;
  readonly which: string;
  readonly search: string;
}

export interface Checked {
  readonly problems: readonly {
    readonly code: string;
    readonly severity: 'error' | 'warning';
    readonly details: Readonly<Record<string, string | number | readonly string[]>>;
    readonly fix?: string;
  }[];
  readonly preview: readonly {
    readonly given: { readonly name: string; readonly value: string; readonly category: string | null } | null;
    readonly text: string;
  }[];
  /** Other strings of the same source that read otherwise. */
  readonly others: readonly { readonly unit: string; readonly target: string }[];
}

/** What went wrong; `offline` where nothing reached the server. */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

async function ask<T>(path: string, init?: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', 'accept-language': document.documentElement.lang, ...init?.headers },
    });
  } catch {
    return { ok: false, refusal: { code: 'offline', params: {} } };
  }
  const body = await response.json().catch(() => ({ code: 'offline', params: {} }));
  return response.ok ? { ok: true, value: body } : { ok: false, refusal: body };
}

function post<T>(path: string, body: object): Promise<Answer<T>> {
  return ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Which strings: those of a language, or of one job in it. */
export interface Place {
  readonly locale: string;
  readonly job?: string | undefined;
}

function named({ locale, job }: Place): Record<string, string> {
  return job === undefined ? { locale } : { locale, job };
}

export function fetchList(
  place: Place,
  filter: ListFilter,
  offset: number,
  signal?: AbortSignal,
): Promise<Answer<WorkList>> {
  const query = new URLSearchParams({ ...named(place), ...filter, offset: String(offset) });
  return ask(`/api/translate/list?${query}`, signal ? { signal } : {});
}

export function fetchString(place: Place, unit: string): Promise<Answer<DeskString>> {
  return ask(`/api/translate/string?${new URLSearchParams({ ...named(place), unit })}`);
}

export function checkWords(place: Place, unit: string, value: string): Promise<Answer<Checked>> {
  return post('/api/translate/check', { ...named(place), unit, value });
}

export type Change =
  | { readonly do: 'save'; readonly value: string; readonly seen: string }
  | { readonly do: 'suggest'; readonly value: string }
  | { readonly do: 'confirm'; readonly seen: string }
  | {
      readonly do: 'align';
      readonly value: string;
      readonly others: readonly { readonly unit: string; readonly seen: string }[];
    }
  | { readonly do: 'review'; readonly seen: string; readonly verdict: 'reviewed' | 'draft' }
  | { readonly do: 'lock'; readonly locked: boolean }
  | { readonly do: 'assign'; readonly userId: string | null }
  | { readonly do: 'describe'; readonly description: string }
  | { readonly do: 'comment'; readonly body: string }
  | { readonly do: 'vote'; readonly suggestionId: string; readonly value: number }
  | { readonly do: 'accept'; readonly suggestionId: string; readonly seen: string }
  | { readonly do: 'decline'; readonly suggestionId: string };

export function sendChange(place: Place, unit: string, change: Change): Promise<Answer<DeskString>> {
  return post('/api/translate/change', { ...named(place), unit, ...change });
}
