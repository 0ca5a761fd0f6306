import sharp from 'sharp';
import { limits } from '#lib/core/limits.ts';

const columns = 9;
const rows = 8;

/** A surface on which nothing is lighter than the rest by so much looks like every other. */
const plain = 10;

/**
 * What a picture looks like, in 64 bits (a difference hash): whether each of 9 × 8 fields is lighter than the one to its left. Other
 * sizes, formats, a little light or sharpness change few bits. Null for a plain surface, which would be near everything plain.
 */
export function likeness(luminance: ArrayLike<number>): bigint | null {
  const values = Array.from({ length: columns * rows }, (_, at) => luminance[at] ?? 0);
  if (Math.max(...values) - Math.min(...values) < plain) return null;
  let bits = 0n;
  for (let row = 0; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      const at = row * columns + column;
      bits = (bits << 1n) | ((values[at] ?? 0) > (values[at - 1] ?? 0) ? 1n : 0n);
    }
  }
  // As PostgreSQL's bigint keeps it.
  return BigInt.asIntN(64, bits);
}

/** In how many of their 64 bits two likenesses differ. */
export function likenessDistance(one: bigint, other: bigint): number {
  let different = BigInt.asUintN(64, one ^ other);
  let count = 0;
  for (; different > 0n; different &= different - 1n) count += 1;
  return count;
}

/** The likeness of a picture that has been checked (makeMaster). */
export async function likenessOf(picture: Uint8Array): Promise<bigint | null> {
  const luminance = await sharp(picture, { limitInputPixels: limits.picturePixels })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(columns, rows, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer();
  return likeness(luminance);
}
