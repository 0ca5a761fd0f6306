/** Bands of a signature, and hashes in one: what two of three trigrams share is found 998 times in a thousand, one half 96 in a hundred. */
const bandCount = 24;
const rowsInBand = 3;

const words = /[\p{L}\p{M}\p{N}]+/gu;

/** The trigrams of a text as PostgreSQL's pg_trgm cuts them: of each word in small letters, two spaces before and one after. */
export function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(words)) {
    const letters = ['', '', ...word, ''].map((letter) => letter || ' ');
    for (let at = 0; at + 2 < letters.length; at++) found.add(letters.slice(at, at + 3).join(''));
  }
  return found;
}

/**
 * What a text is found by among texts of one pair of languages: a MinHash of its trigrams in bands. Two texts have a band in common with
 * a probability that rises steeply with their likeness; how alike they are says `similarity` of pg_trgm. Empty where there are no letters.
 */
export function bandsOf(text: string, sourceLocale: string, targetLocale: string): number[] {
  const hashes = [...trigrams(text)].map((gram) => mixed(hashOf(gram)));
  if (hashes.length === 0) return [];
  const least = rows.map(({ factor, offset }) => smallest(hashes, factor, offset));
  const pair = hashOf(`${sourceLocale} ${targetLocale}`);
  return Array.from({ length: bandCount }, (_, band) => {
    const inBand = least.slice(band * rowsInBand, (band + 1) * rowsInBand);
    return inBand.reduce((sum, row) => mixed(sum ^ row), mixed(pair + band)) | 0;
  });
}

/** The hash functions: an odd factor and an offset each. */
const rows = Array.from({ length: bandCount * rowsInBand }, (_, at) => ({
  factor: mixed(at + 1) | 1,
  offset: mixed(at + 0x9e37),
}));

function smallest(hashes: readonly number[], factor: number, offset: number): number {
  let least = 0xffffffff;
  for (const hash of hashes) {
    const value = (Math.imul(hash, factor) + offset) >>> 0;
    if (value < least) least = value;
  }
  return least;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
