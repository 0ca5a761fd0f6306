import { getTranslations } from 'next-intl/server';
import { duration } from '#app/_shop/samples.tsx';
import type { WholeWork } from '#lib/rights/index.ts';

/** What of a work is heard and seen, with the browser's own players; nothing is loaded before it is played. */
export async function WorkSamples({ work }: { work: WholeWork }) {
  if (work.samples.length === 0) return null;
  const t = await getTranslations('media.samples');
  return (
    <section aria-labelledby="samples" className="mt-7">
      <h2 id="samples" className="mb-3 text-large">
        {t('listen')}
      </h2>
      <ol className="grid gap-4">
        {work.samples.map(({ mediaId, title, media }) => {
          const source = <source src={`/api/v1/works/${work.id}/samples/${mediaId}`} type={media.contentType} />;
          return (
            <li key={mediaId}>
              <p className="mb-1.5 flex justify-between gap-4 text-small">
                <span lang={work.text.sourceLocale}>{title}</span>
                <span className="num text-muted">{duration(media.seconds ?? 0)}</span>
              </p>
              {media.kind === 'video' ? (
                // biome-ignore lint/a11y/useMediaCaption: holders have no captions for a sample yet
                <video controls preload="none" aria-label={title} className="aspect-video w-full rounded-md bg-ink">
                  {source}
                </video>
              ) : (
                // biome-ignore lint/a11y/useMediaCaption: holders have no captions for a sample yet
                <audio controls preload="none" aria-label={title} className="block w-full">
                  {source}
                </audio>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
