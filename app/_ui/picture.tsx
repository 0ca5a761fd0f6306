import { classNames } from './class-names.ts';

const widths = [320, 480, 800, 1200, 1600];

interface Props {
  readonly mediaId: string;
  readonly alt: string;
  /** The `sizes` attribute: how wide it stands on the page. */
  readonly sizes: string;
  readonly width?: number;
  readonly height?: number;
  readonly maxWidth?: number;
  /** The largest picture of the page is fetched first. */
  readonly eager?: boolean;
  readonly className?: string;
}

/** A stored picture in the size and format that the browser needs. */
export function Picture({
  mediaId,
  alt,
  sizes,
  width = 800,
  height = 1000,
  maxWidth = 1600,
  eager = false,
  className,
}: Props) {
  const set = (format: string) =>
    widths
      .filter((each) => each <= maxWidth)
      .map((each) => `/media/${mediaId}/${each}.${format} ${each}w`)
      .join(', ');
  return (
    <picture>
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      <img
        src={`/media/${mediaId}/480.webp`}
        srcSet={set('webp')}
        sizes={sizes}
        alt={alt}
        width={width}
        height={height}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        className={classNames('h-full w-full bg-silk object-cover', className)}
      />
    </picture>
  );
}
