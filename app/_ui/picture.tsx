import { classNames } from './class-names.ts';

const widths = [320, 480, 800, 1200, 1600];

interface Props {
  /** The stored picture's id, or the name of a part of it. */
  readonly mediaId: string;
  readonly alt: string;
  /** The `sizes` attribute: how wide it stands on the page. */
  readonly sizes: string;
  readonly width?: number;
  readonly height?: number;
  readonly maxWidth?: number;
  /** The largest picture of the page is fetched first. */
  readonly eager?: boolean;
  /** What stays in sight where it is cut to a shape, as CSS object-position. */
  readonly position?: string | undefined;
  /** A few bytes of it as a data URI, seen until the rest is there. */
  readonly placeholder?: string | null | undefined;
  /** The language of `alt` where it is not the page's. */
  readonly lang?: string | undefined;
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
  position = '50% 50%',
  placeholder,
  lang,
  className,
}: Props) {
  const set = (format: string) =>
    widths
      .filter((each) => each <= maxWidth)
      .map((each) => `/media/${mediaId}/${each}.${format} ${each}w`)
      .join(', ');
  const centred = position === '50% 50%';
  const style = {
    ...(centred ? {} : { objectPosition: position }),
    ...(placeholder
      ? { backgroundImage: `url("${placeholder}")`, backgroundSize: 'cover', backgroundPosition: position }
      : {}),
  };
  return (
    <picture>
      <source type="image/avif" srcSet={set('avif')} sizes={sizes} />
      <img
        src={`/media/${mediaId}/480.webp`}
        srcSet={set('webp')}
        sizes={sizes}
        alt={alt}
        lang={lang}
        width={width}
        height={height}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        style={style}
        className={classNames('h-full w-full bg-silk object-cover', className)}
      />
    </picture>
  );
}

/** A small square beside the name of a thing, in tables; empty where there is no picture. */
export function Thumbnail({ mediaId }: { mediaId: string | null | undefined }) {
  return (
    <span className="block size-14 shrink-0 overflow-hidden rounded-md bg-silk">
      {mediaId && <Picture mediaId={mediaId} alt="" sizes="56px" maxWidth={320} width={56} height={56} />}
    </span>
  );
}
