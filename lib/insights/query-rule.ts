import { limits } from '#lib/core/limits.ts';
import { fold } from '#lib/languages/index.ts';

export interface KeptQuery {
  /** As search compares it. */
  readonly folded: string;
  /** As it was typed, in small letters. */
  readonly written: string;
}

const address = /\S@\S|https?:|www\.|\/\//iu;
/** Seven digits and more, however they are set apart: a telephone, a card, a passport. */
const number = /(?:\d[\s().+\-/]*){7,}/u;

/**
 * A query as it may be kept for counting: short, and nothing in it that could name a person (an e-mail address, a link, a telephone
 * number). Null where it is not kept at all.
 */
export function keptQuery(query: string): KeptQuery | null {
  const written = query.normalize('NFKC').toLowerCase().replace(/\p{C}/gu, ' ').replace(/\s+/gu, ' ').trim();
  if (written === '' || written.length > limits.keptQuery || address.test(written) || number.test(written)) return null;
  const folded = fold(written).replace(/\s+/gu, ' ').trim();
  return folded === '' || folded.length > limits.keptQuery ? null : { folded, written };
}
