import { type RoyaltyTerms, royaltyTermsSchema } from '#lib/royalties/index.ts';

/** Terms that somebody tries out, as a word in an address. */
export function writeSupposed(terms: RoyaltyTerms): string {
  return Buffer.from(JSON.stringify(terms)).toString('base64url');
}

/** Terms out of an address; null for anything that is none. */
export function readSupposed(word: string | undefined): RoyaltyTerms | null {
  if (!word || word.length > 3_000) return null;
  try {
    return royaltyTermsSchema.parse(JSON.parse(Buffer.from(word, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}
