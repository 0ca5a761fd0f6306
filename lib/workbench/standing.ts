import { createHash } from 'node:crypto';
import type { WorkState } from '#lib/db/generated/client.ts';
import { type Locale, localeFacts, messageParts } from '#lib/languages/index.ts';

export type Standing = 'missing' | 'machine' | 'draft' | 'translated' | 'reviewed';

/** What the workbench has written down of a string. */
export interface WorkNotes {
  readonly state: WorkState;
  readonly source: string;
  readonly targetHash: string;
}

export interface Wording {
  readonly source: string;
  readonly target: string;
  /** How far it is where the workbench knows nothing of it. */
  readonly delivered: Exclude<Standing, 'missing'>;
  /** Known to be made of an earlier source, by other means than the workbench's. */
  readonly deliveredStale: boolean;
}

export function targetHash(target: string): string {
  return createHash('sha256').update(target).digest('base64url');
}

/** How far a string of the interface is that nobody has worked on: published by another way than the workbench's, or as it was released. */
export function deliveredAs(locale: Locale, published: boolean): Wording['delivered'] {
  if (published) return 'translated';
  return localeFacts(locale).status === 'reviewed' ? 'reviewed' : 'machine';
}

/**
 * How far a string is. What the workbench noted counts only for the very wording it was noted of: a translation that came by another way
 * (an import, a new delivery) is translated, and reviewed by nobody.
 */
export function standing(
  { source, target, delivered, deliveredStale }: Wording,
  notes: WorkNotes | undefined,
): { standing: Standing; stale: boolean } {
  if (target === '') return { standing: 'missing', stale: false };
  if (!notes || notes.state === 'untouched') return { standing: delivered, stale: deliveredStale };
  if (notes.targetHash !== targetHash(target)) return { standing: 'translated', stale: false };
  return { standing: notes.state, stale: notes.source !== source };
}

/** The state of a content translation whose fields stand so: as far as the one that is least far. */
export function leastFar(standings: readonly Standing[]): 'machine' | 'draft' | 'translated' | 'reviewed' {
  const order = ['machine', 'draft', 'translated', 'reviewed'] as const;
  return order.find((each) => standings.includes(each)) ?? 'translated';
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Words of a text as translators count them; in Chinese each character is one. Placeholders and tags are not counted, every branch is. */
export function wordCount(text: string): number {
  const bare = messageParts(text)
    .map((part) => (part.code ? ' ' : part.text))
    .join('');
  const han = bare.match(/\p{Script=Han}/gu)?.length ?? 0;
  let count = han;
  for (const { isWordLike, segment } of words.segment(bare.replace(/\p{Script=Han}/gu, ' ')))
    if (isWordLike && /[\p{L}\p{N}]/u.test(segment)) count += 1;
  return count;
}

/** Whether a reviewer may decide on a wording: not on their own, unless they are alone with the language. */
export function mayDecide(reviewer: string, author: string | null, others: number): boolean {
  return author !== reviewer || others === 0;
}
