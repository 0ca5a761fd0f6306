import { getTranslations } from 'next-intl/server';
import type { WholeListing } from '#lib/catalogue/index.ts';

/** What a player needs of a sound or film. */
interface Sample {
  readonly mediaId: string;
  readonly title: string;
  readonly media: { readonly kind: string; readonly contentType: string; readonly seconds: number | null };
}

/** Minutes and seconds, as players write them. */
export function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** One sound or film with the browser's own player, a listing's unless `src` says otherwise; nothing of it is loaded before it is played. */
export function SamplePlayer({
  sample,
  lang,
  src = `/media/${sample.mediaId}/sample`,
}: {
  sample: Sample;
  lang: string;
  src?: string;
}) {
  const { media, title } = sample;
  const source = <source src={src} type={media.contentType} />;
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1.5 flex justify-between gap-4 text-small">
        <span lang={lang}>{title}</span>
        <span className="num text-muted">{duration(media.seconds ?? 0)}</span>
      </figcaption>
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
            <SamplePlayer sample={sample} lang={listing.text.sourceLocale} />
          </li>
        ))}
      </ol>
    </section>
  );
}
