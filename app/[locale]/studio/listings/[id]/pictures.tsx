import { getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { pictureAction } from './actions.ts';
import { Upload } from './upload.tsx';
import { uploadWords } from './upload-words.ts';

/** The pictures in their order, with what can be done to each, and room for more. */
export async function Pictures({
  listing,
  locale,
  locked,
}: {
  listing: WholeListing;
  locale: string;
  locked: boolean;
}) {
  const t = await getTranslations('studio.pictures');
  const { pictures } = listing;
  const room = limits.pictures - pictures.length;
  return (
    <section id="pictures" aria-labelledby="pictures-title" className="scroll-mt-6">
      <h2 id="pictures-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 text-muted text-small">{pictures.length === 0 ? t('none') : t('first')}</p>
      {pictures.length > 0 && (
        <ol className="mb-6 grid grid-cols-2 gap-4 sm:grid-cols-3 xl:grid-cols-4">
          {pictures.map((picture, index) => (
            <li key={picture.mediaId}>
              <div className="aspect-square overflow-hidden rounded-md bg-silk">
                <Picture
                  mediaId={picture.mediaId}
                  alt={t('picture', { number: index + 1 })}
                  sizes="(max-width: 640px) 45vw, 220px"
                  maxWidth={480}
                />
              </div>
              {!locked && (
                <Form action={pictureAction} className="flex flex-wrap gap-x-3">
                  <input type="hidden" name="listingId" value={listing.id} />
                  <input type="hidden" name="mediaId" value={picture.mediaId} />
                  {(['earlier', 'later', 'remove'] as const)
                    .filter(
                      (change) =>
                        !(
                          (change === 'earlier' && index === 0) ||
                          (change === 'later' && index === pictures.length - 1)
                        ),
                    )
                    .map((change) => (
                      <Submit key={change} kind="text" name="change" value={change} className="px-0! text-small">
                        {t(change)} <span className="sr-only">{t('picture', { number: index + 1 })}</span>
                      </Submit>
                    ))}
                </Form>
              )}
            </li>
          ))}
        </ol>
      )}
      {!locked && room > 0 && (
        <Upload
          action="/api/studio/pictures"
          field="pictures"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"
          multiple
          maxBytes={limits.pictureBytes}
          listingId={listing.id}
          locale={locale}
          label={t('add')}
          hint={t('limits', {
            room,
            megabytes: limits.pictureBytes / 2 ** 20,
            megapixels: limits.picturePixels / 1_000_000,
          })}
          words={await uploadWords(limits.pictureBytes)}
        />
      )}
    </section>
  );
}
