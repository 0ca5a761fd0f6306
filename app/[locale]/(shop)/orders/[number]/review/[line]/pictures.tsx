import { getTranslations } from 'next-intl/server';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import type { ReviewPictureView } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';

/** The pictures of the form: those that are there, each to be taken away, and a place for more. */
export async function PictureFields({ there }: { there: readonly ReviewPictureView[] }) {
  const t = await getTranslations('reviews.pictures');
  return (
    <>
      {there.length > 0 && (
        <fieldset>
          <legend className="mb-2 font-medium text-small">{t('there')}</legend>
          <ul className="flex flex-wrap gap-4">
            {there.map((picture, at) => (
              <li key={picture.mediaId} className="w-28">
                <div className="mb-2 aspect-square overflow-hidden rounded-md bg-silk">
                  <Picture
                    mediaId={picture.mediaId}
                    alt={picture.alt || t('number', { number: at + 1 })}
                    sizes="112px"
                    maxWidth={320}
                  />
                </div>
                <Checkbox name="removed[]" value={picture.mediaId} label={t('remove')} className="text-small" />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <FileField
        name="pictures[]"
        label={t('add')}
        optional={t('optional')}
        hint={t('hint', { limit: limits.reviewPictures, megabytes: limits.pictureBytes / 2 ** 20 })}
        accept="image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"
      />
      <TextInput name="alt" label={t('what')} optional={t('optional')} hint={t('what_hint')} />
    </>
  );
}
