import { getTranslations } from 'next-intl/server';
import { posterOf, SamplePlayer } from '#app/_shop/samples.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { altTexts, pictureView, type WholeListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** The pictures as buyers would see them, with what is said of each; the whole of one behind its link; and what can be heard. */
export async function PicturesInFull({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('admin.review');
  const samples = await getTranslations('media.samples');
  const { sourceLocale } = listing.text;
  return (
    <section>
      <h2 className="mb-3 text-large">{t('pictures', { count: listing.pictures.length })}</h2>
      <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-3">
        {listing.pictures.map((row, index) => {
          const otherwise = t('picture', { number: index + 1 });
          const picture = pictureView(row, { sourceLocale, locale, otherwise });
          return (
            <li key={row.mediaId} className="min-w-0">
              <a
                href={`/media/${row.mediaId}/1600.webp`}
                className="block aspect-square overflow-hidden rounded-md bg-silk"
              >
                <Picture
                  mediaId={picture.name}
                  alt={otherwise}
                  position={picture.position}
                  placeholder={picture.placeholder}
                  sizes="(max-width: 640px) 46vw, 280px"
                  maxWidth={800}
                />
              </a>
              {Object.entries(altTexts(row.alt)).map(([each, words]) => (
                <p key={each} lang={each} className="mt-1 break-words text-muted text-small">
                  {words}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      {listing.samples.length > 0 && (
        <>
          <h3 className="mt-6 mb-3 text-large">{samples('title')}</h3>
          <ul className="grid max-w-[560px] gap-4">
            {listing.samples.map((sample) => (
              <li key={sample.mediaId}>
                <SamplePlayer sample={sample} sourceLocale={sourceLocale} poster={posterOf(listing)} />
                {Object.entries(altTexts(sample.titles)).map(([each, words]) => (
                  <p key={each} lang={each} className="mt-1 break-words text-muted text-small">
                    {words}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
