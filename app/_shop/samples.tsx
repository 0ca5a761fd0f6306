import { getTranslations } from 'next-intl/server';
import { fileSize } from '#app/_i18n/file-size.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { Picture } from '#app/_ui/picture.tsx';
import { altTexts, readAlt, type WholeListing } from '#lib/catalogue/index.ts';
import { frameOf, pictureName } from '#lib/media/index.ts';
import { ModelSample } from './model/model-sample.tsx';
import type { ModelWords } from './model/viewer.tsx';

/** What a player needs of a sound, a film or a thing in three dimensions. */
interface Sample {
  readonly mediaId: string;
  /** By locale, as the database has them. */
  readonly titles: unknown;
  readonly media: {
    readonly kind: string;
    readonly contentType: string;
    readonly seconds: number | null;
    readonly bytes: bigint;
  };
}

/** Minutes and seconds, as players write them. */
export function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long a sample lasts, or of a thing in three dimensions how much is fetched to see it. */
export function sampleSize({ media }: Pick<Sample, 'media'>, locale: string): string {
  if (media.kind !== 'model') return duration(media.seconds ?? 0);
  return `3D · ${fileSize(Number(media.bytes), locale)}`;
}

/** What a sample is called in the reader's language or a near one, else as it was written; where it has no title, what it is. */
export async function sampleName(
  { titles, media }: Pick<Sample, 'titles' | 'media'>,
  sourceLocale: string,
): Promise<{ value: string; locale: string }> {
  const locale = await readerLocale();
  const t = await getTranslations('media.samples.kind');
  const kind = media.kind === 'model' || media.kind === 'video' ? media.kind : 'audio';
  return readAlt(altTexts(titles), sourceLocale, locale) ?? { value: t(kind), locale };
}

/** The words of the viewer for one thing. */
async function modelWords(title: string): Promise<ModelWords> {
  const t = await getTranslations('models');
  const media = await getTranslations('media');
  return {
    view: t('view'),
    loading: t('loading'),
    shown: t('shown', { title }),
    help: t('help'),
    left: t('left'),
    right: t('right'),
    larger: media('gallery.larger'),
    smaller: media('gallery.smaller'),
    reset: t('reset'),
    noWebGl: t('no_webgl'),
    failed: t('failed'),
    again: media('upload.again'),
  };
}

/**
 * One sample: a sound or film with the browser's own player, a thing in three dimensions with ours. It is a listing's unless `src` says
 * otherwise; nothing of it is loaded before it is asked for. `poster` is the name of a picture that stands for what is in three dimensions.
 */
export async function SamplePlayer({
  sample,
  sourceLocale,
  src = `/media/${sample.mediaId}/sample`,
  poster,
}: {
  sample: Sample;
  /** The language its titles were written in first. */
  sourceLocale: string;
  src?: string;
  poster?: string | undefined;
}) {
  const { media } = sample;
  const { value: title, locale } = await sampleName(sample, sourceLocale);
  const caption = (
    <figcaption className="mb-1.5 flex justify-between gap-4 text-small">
      <span lang={locale}>{title}</span>
      <span className="num shrink-0 text-muted">{sampleSize(sample, await readerLocale())}</span>
    </figcaption>
  );
  if (media.kind === 'model') {
    return (
      <figure className="min-w-0">
        {caption}
        <ModelSample
          src={src}
          title={title}
          words={await modelWords(title)}
          poster={
            poster && (
              <Picture
                mediaId={poster}
                alt=""
                sizes="(max-width: 768px) 94vw, 560px"
                maxWidth={800}
                className="h-full w-full object-cover opacity-80"
              />
            )
          }
        />
      </figure>
    );
  }
  const source = <source src={src} type={media.contentType} />;
  return (
    <figure className="min-w-0">
      {caption}
      {media.kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: makers have no captions for a sample yet
        <video controls preload="none" aria-label={title} className="aspect-video w-full rounded-md bg-ink">
          {source}
        </video>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: makers have no captions for a sample yet
        <audio controls preload="none" aria-label={title} className="block w-full">
          {source}
        </audio>
      )}
    </figure>
  );
}

/** The name of a listing's first picture, as it is shown. */
export function posterOf({ pictures }: Pick<WholeListing, 'pictures'>): string | undefined {
  const [first] = pictures;
  return first && pictureName(first.mediaId, frameOf(first).crop);
}

/** What a listing lets its buyers hear and see; nothing where it has none. */
export async function Samples({ listing }: { listing: WholeListing }) {
  if (listing.samples.length === 0) return null;
  const t = await getTranslations('media.samples');
  return (
    <section aria-labelledby="samples" className="mt-6">
      <h2 id="samples" className="mb-3 text-large">
        {t('listen')}
      </h2>
      <ol className="grid gap-4">
        {listing.samples.map((sample) => (
          <li key={sample.mediaId}>
            <SamplePlayer sample={sample} sourceLocale={listing.text.sourceLocale} poster={posterOf(listing)} />
          </li>
        ))}
      </ol>
    </section>
  );
}
