import type { Locale } from '#lib/languages/index.ts';
import { type FrameColumns, focalPosition, frameOf, pictureName } from '#lib/media/index.ts';
import { altTexts, readAlt } from './alt.ts';

/** A listing's picture as a page shows it. */
export interface PictureView {
  readonly mediaId: string;
  /** What it is asked for by: the picture, or the part of it that is shown. */
  readonly name: string;
  readonly alt: string;
  /** The language of `alt`. */
  readonly lang: string;
  readonly width: number;
  readonly height: number;
  /** CSS object-position: what stays in sight where it is cut to a shape. */
  readonly position: string;
  readonly placeholder: string | null;
}

interface Row extends FrameColumns {
  readonly mediaId: string;
  readonly alt: unknown;
  readonly media: {
    readonly width: number | null;
    readonly height: number | null;
    readonly placeholder: string | null;
  };
}

/** How a picture looks to a reader. `otherwise` is said of it where nobody has described it. */
export function pictureView(
  row: Row,
  reader: { readonly sourceLocale: string; readonly locale: Locale; readonly otherwise: string },
): PictureView {
  const { focal, crop } = frameOf(row);
  const alt = readAlt(altTexts(row.alt), reader.sourceLocale, reader.locale);
  return {
    mediaId: row.mediaId,
    name: pictureName(row.mediaId, crop),
    alt: alt?.value ?? reader.otherwise,
    lang: alt?.locale ?? reader.locale,
    width: Math.round(((row.media.width ?? 800) * (crop?.width ?? 1000)) / 1000),
    height: Math.round(((row.media.height ?? 1000) * (crop?.height ?? 1000)) / 1000),
    position: focalPosition(focal, crop),
    // It is of the whole picture: for a part of it nothing is better than the wrong thing.
    placeholder: crop ? null : row.media.placeholder,
  };
}
