import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { config } from '#lib/core/config.ts';

/** A picture's width and height are a thousand each, whatever its pixels. */
const whole = 1000;
const least = 50;

const place = z.number().int().min(0).max(whole);

/** What must stay in sight where a picture is cut to a shape. */
export const focalSchema = z.object({ x: place, y: place });

/** The part of a picture that is shown. */
export const cropSchema = z
  .object({ x: place, y: place, width: place.min(least), height: place.min(least) })
  .refine(({ x, y, width, height }) => x + width <= whole && y + height <= whole, { error: 'invalid' });

export type Focal = z.output<typeof focalSchema>;
export type Crop = z.output<typeof cropSchema>;

/** The rectangle of a picture of this size that a crop shows: whole pixels, at least one, never beyond the edge. */
export function cropPixels(size: { width: number; height: number }, crop: Crop) {
  const left = Math.min(Math.round((crop.x * size.width) / whole), size.width - 1);
  const top = Math.min(Math.round((crop.y * size.height) / whole), size.height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round((crop.width * size.width) / whole), size.width - left)),
    height: Math.max(1, Math.min(Math.round((crop.height * size.height) / whole), size.height - top)),
  };
}

/** Where the point lies in the part that is shown, as CSS `object-position`; the middle where there is none. */
export function focalPosition(focal: Focal | null, crop: Crop | null): string {
  if (!focal) return '50% 50%';
  const within = (at: number, from: number, length: number) =>
    Math.round(Math.min(1, Math.max(0, (at - from) / length)) * 100);
  const { x, y, width, height } = crop ?? { x: 0, y: 0, width: whole, height: whole };
  return `${within(focal.x, x, width)}% ${within(focal.y, y, height)}%`;
}

/** The columns that keep a frame (listing_picture). */
export interface FrameColumns {
  readonly focalX: number | null;
  readonly focalY: number | null;
  readonly cropX: number | null;
  readonly cropY: number | null;
  readonly cropWidth: number | null;
  readonly cropHeight: number | null;
}

/** Focal point and crop as the columns have them. */
export function frameOf(row: FrameColumns): { focal: Focal | null; crop: Crop | null } {
  const { focalX, focalY, cropX, cropY, cropWidth, cropHeight } = row;
  return {
    focal: focalX === null || focalY === null ? null : { x: focalX, y: focalY },
    crop:
      cropX === null || cropY === null || cropWidth === null || cropHeight === null
        ? null
        : { x: cropX, y: cropY, width: cropWidth, height: cropHeight },
  };
}

/** The columns of a focal point and a crop. */
export function frameColumns(focal: Focal | null, crop: Crop | null): FrameColumns {
  return {
    focalX: focal?.x ?? null,
    focalY: focal?.y ?? null,
    cropX: crop?.x ?? null,
    cropY: crop?.y ?? null,
    cropWidth: crop?.width ?? null,
    cropHeight: crop?.height ?? null,
  };
}

function cropSignature(mediaId: string, rectangle: string): string {
  return createHmac('sha256', config().AUTH_SECRET)
    .update(`crop ${mediaId} ${rectangle}`)
    .digest('base64url')
    .slice(0, 12);
}

/**
 * The name under which a picture, or a part of it, is asked for: the media's id, with the rectangle of the crop in it. Other crop, other
 * name: what is kept of the old one is never shown for the new. Signed, so that nobody can fill the store with crops of their own.
 */
export function pictureName(mediaId: string, crop: Crop | null): string {
  if (!crop) return mediaId;
  const rectangle = `${crop.x}.${crop.y}.${crop.width}.${crop.height}`;
  return `${mediaId}_${rectangle}_${cropSignature(mediaId, rectangle)}`;
}

const namePattern = /^([0-9a-f-]{36})(?:_((\d{1,4})\.(\d{1,4})\.(\d{1,4})\.(\d{1,4}))_([\w-]{12}))?$/;

/** What a name asks for; null for one that pictureName did not make. */
export function readPictureName(name: string): { mediaId: string; crop: Crop | null } | null {
  const match = namePattern.exec(name);
  const [, mediaId, rectangle, x, y, width, height, signature] = match ?? [];
  if (!mediaId) return null;
  if (!rectangle) return { mediaId, crop: null };
  const crop = cropSchema.safeParse({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) });
  return crop.success && cropSignature(mediaId, rectangle) === signature ? { mediaId, crop: crop.data } : null;
}
