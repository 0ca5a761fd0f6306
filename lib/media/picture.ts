import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Crop, cropPixels } from './frame.ts';
import { likenessOf } from './likeness.ts';

/** The widths that pages ask for; others are refused, so that nobody can fill the store with sizes. */
export const pictureWidths = [320, 480, 800, 1200, 1600] as const;
export type PictureFormat = 'avif' | 'webp' | 'jpg';

const accepted = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff']);
const masterEdge = 2400;

// Two pictures at a time are enough for a small machine and leave it room to answer.
sharp.concurrency(1);
sharp.cache({ memory: 64 });

export interface Master {
  readonly bytes: Buffer;
  readonly contentType: 'image/webp';
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly placeholder: string;
  readonly likeness: bigint | null;
}

/**
 * Turns an upload into the picture that is kept: what it really is decides, not its name; turned upright by its EXIF orientation, then
 * without any metadata (position, camera, owner), in sRGB, at most 2400 px. Throws `media.not_a_picture`, `media.too_large`,
 * `media.too_many_pixels` or `media.damaged`.
 */
export async function makeMaster(upload: Uint8Array): Promise<Master> {
  if (upload.byteLength > limits.pictureBytes) throw new DomainError('media.too_large', { size: limits.pictureBytes });
  const type = await fileTypeFromBuffer(upload);
  if (!type || !accepted.has(type.mime)) throw new DomainError('media.not_a_picture');
  try {
    const { data, info } = await sharp(upload, { limitInputPixels: limits.picturePixels, failOn: 'error' })
      .rotate()
      .resize({ width: masterEdge, height: masterEdge, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 90, effort: 2 })
      .toBuffer({ resolveWithObject: true });
    return {
      bytes: data,
      contentType: 'image/webp',
      sha256: createHash('sha256').update(data).digest('hex'),
      width: info.width,
      height: info.height,
      placeholder: await makePlaceholder(data),
      likeness: await likenessOf(data),
    };
  } catch (error) {
    const pixels = error instanceof Error && /pixel limit/i.test(error.message);
    throw new DomainError(pixels ? 'media.too_many_pixels' : 'media.damaged', {
      megapixels: limits.picturePixels / 1_000_000,
    });
  }
}

/** A picture of a few bytes as a data URI. */
export async function makePlaceholder(picture: Uint8Array): Promise<string> {
  const tiny = await sharp(picture).resize(12, 12, { fit: 'inside' }).webp({ quality: 30 }).toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}

/** Drawn pictures are cut out of a drawing three times their size, so that a part of them is sharp, too. */
const drawingDensity = 216;

/** The part of a picture that a crop shows, ready to be resized. */
async function cut(master: Uint8Array, crop: Crop): Promise<Sharp> {
  const options = { limitInputPixels: limits.picturePixels, density: drawingDensity };
  const { width, height } = await sharp(master, options).metadata();
  return sharp(master, options).extract(cropPixels({ width, height }, crop));
}

/** A size of a kept picture or of a part of it. Drawn pictures (SVG) are rasterised at exactly the size that is asked for. */
export async function render(
  master: Uint8Array,
  width: number,
  format: PictureFormat,
  crop: Crop | null = null,
): Promise<Buffer> {
  const shown = crop ? await cut(master, crop) : sharp(master, { limitInputPixels: limits.picturePixels });
  const image = shown.resize({ width, withoutEnlargement: false }).flatten({ background: '#f3ece1' });
  if (format === 'avif') return image.avif({ quality: 52, effort: 2 }).toBuffer();
  if (format === 'webp') return image.webp({ quality: 78, effort: 3 }).toBuffer();
  return image.jpeg({ quality: 82, mozjpeg: true }).toBuffer();
}
