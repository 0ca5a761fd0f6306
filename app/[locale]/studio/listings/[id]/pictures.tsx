import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { altTexts, missingAlt, pictureView, type WholeListing } from '#lib/catalogue/index.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { locale as localeOf } from '#lib/languages/index.ts';
import type { OpenUpload } from '#lib/media/index.ts';
import { boardAction, orderAction, restoreAction } from './media-actions.ts';
import { type BoardPicture, PictureBoard } from './picture-board.tsx';
import { Unfinished } from './unfinished.tsx';
import { Upload } from './upload.tsx';
import { uploadWords } from './upload-words.ts';

/** The pictures in their order, with their words and what can be done to each, and room for more. */
export async function Pictures({
  listing,
  locale,
  locked,
  uploads,
  removed,
}: {
  listing: WholeListing;
  locale: string;
  locked: boolean;
  uploads: readonly OpenUpload[];
  /** A picture that has just been taken off. */
  removed: string | undefined;
}) {
  const t = await getTranslations('studio.pictures');
  const media = await getTranslations('media.pictures');
  const room = limits.pictures - listing.pictures.length;
  const source = localeOf(listing.text.sourceLocale);
  const hangs = listing.pictures.some((picture) => picture.mediaId === removed);
  return (
    <section id="pictures" aria-labelledby="pictures-title" className="scroll-mt-6">
      <h2 id="pictures-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 max-w-[64ch] text-muted text-small">
        {listing.pictures.length === 0 ? t('none') : `${t('first')} ${locked ? '' : media('how')}`}
      </p>
      {removed && !locked && uuidPattern.test(removed) && !hangs && (
        <Removed listingId={listing.id} mediaId={removed} />
      )}
      {listing.pictures.length > 0 && (
        <PictureBoard
          listingId={listing.id}
          pictures={await boardPictures(listing, locale)}
          lang={source}
          locked={locked}
          action={boardAction}
          orderAction={orderAction}
          words={{
            cover: media('cover'),
            earlier: t('earlier'),
            later: t('later'),
            remove: t('remove'),
            edit: media('edit'),
            grab: media('grab'),
            moved: media('moved', { number: '{number}', place: '{place}', total: '{total}' }),
            alt: media('alt', { language: languageName(source, locale) }),
            save: media('save_words'),
          }}
        />
      )}
      {!locked && room > 0 && (
        <Upload
          action="/api/studio/pictures"
          field="pictures"
          purpose="picture"
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
          unfinished={
            <Unfinished uploads={uploads.filter(({ purpose }) => purpose === 'picture')} listingId={listing.id} />
          }
        />
      )}
    </section>
  );
}

async function boardPictures(listing: WholeListing, locale: string): Promise<BoardPicture[]> {
  const t = await getTranslations('studio.pictures');
  const media = await getTranslations('media.pictures');
  const source = localeOf(listing.text.sourceLocale);
  const others = listing.text.translations.map((translation) => translation.locale).filter((each) => each !== source);
  return listing.pictures.map((picture, index) => {
    const label = t('picture', { number: index + 1 });
    const { name, position, placeholder } = pictureView(picture, {
      sourceLocale: source,
      locale: source,
      otherwise: '',
    });
    const alt = altTexts(picture.alt);
    const missing = missingAlt(alt, others).length;
    return {
      mediaId: picture.mediaId,
      href: `/${locale}/studio/listings/${listing.id}/pictures/${picture.mediaId}`,
      name,
      position,
      placeholder,
      label,
      alt: alt[source] ?? '',
      note: missing > 0 ? media('alt_missing', { count: missing }) : '',
    };
  });
}

/** A picture was taken off, and can be hung back. */
async function Removed({ listingId, mediaId }: { listingId: string; mediaId: string }) {
  const t = await getTranslations('media.pictures');
  return (
    <div className="mb-4 max-w-[640px]">
      <Notice role="status">
        <Form action={restoreAction} className="flex flex-wrap items-baseline gap-x-4">
          <input type="hidden" name="listingId" value={listingId} />
          <input type="hidden" name="mediaId" value={mediaId} />
          <span>{t('removed')}</span>
          <Submit kind="text">{t('undo')}</Submit>
        </Form>
      </Notice>
    </div>
  );
}
