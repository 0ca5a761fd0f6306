import { getTranslations } from 'next-intl/server';
import { SamplePlayer } from '#app/_shop/samples.tsx';
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
        {work.samples.map((sample) => (
          <li key={sample.mediaId}>
            <SamplePlayer
              sample={sample}
              src={`/api/v1/works/${work.id}/samples/${sample.mediaId}`}
              sourceLocale={work.text.sourceLocale}
              poster={work.pictures[0]?.mediaId}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
