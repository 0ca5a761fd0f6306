import type { Contribution } from '#lib/community/index.ts';

/** A review or a question in an address: `question.<id>`. */
export function voiceKey(voice: { readonly kind: Contribution; readonly id: string }): string {
  return `${voice.kind}.${voice.id}`;
}

/** What such a part of an address names; null for nothing known. */
export function readVoiceKey(key: string): { kind: Contribution; id: string } | null {
  const [kind, id = ''] = key.split('.');
  return kind === 'review' || kind === 'question' ? { kind, id } : null;
}

/** The reviews and questions that wait in a language: a page of them, one that is put right, or with what was just done. */
export function reviewsPath(
  target: string,
  query: { readonly done?: string; readonly after?: string; readonly voice?: string } = {},
): string {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `/translate/${target}/reviews${given.size > 0 ? `?${given}` : ''}`;
}
