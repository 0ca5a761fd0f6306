import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { altTexts, isApproved, missingAlt, type WholeListing } from '#lib/catalogue/index.ts';
import { type Locale, locale as localeOf, locales } from '#lib/languages/index.ts';
import { frameOf } from '#lib/media/index.ts';
import { StudioDoor } from '../../../../_parts/door.tsx';
import { EditHead } from '../../edit-head.tsx';
import { editedListing } from '../../edited.ts';
import { savePictureAction } from '../../media-actions.ts';
import { FrameEditor } from './frame-editor.tsx';
import { wholePicture } from './frame-geometry.ts';

type Props = { params: Promise<{ locale: string; id: string; media: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('media.picture');
  return { title: t('title'), robots: { index: false } };
}

/** One picture of a listing: what of it is shown, and what it says to those who do not see it. */
export default async function EditPicture({ params }: Props) {
  const locale = await pageLocale(params);
  const { id, media } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { listing, locked } = edited;
  const index = listing.pictures.findIndex((picture) => picture.mediaId === media);
  const picture = listing.pictures[index];
  if (!picture) notFound();
  const t = await getTranslations('media.picture');
  const studio = await getTranslations('studio');
  const life = await getTranslations('life');
  const { focal, crop } = frameOf(picture);
  return (
    <>
      <EditHead listing={listing} title={studio('pictures.picture', { number: index + 1 })} lead={t('lead')} />
      {locked ? (
        <Notice>{isApproved(listing.status) ? life('proposal.locked') : studio('editor.locked')}</Notice>
      ) : (
        <Form action={savePictureAction} className="grid gap-10 pb-10">
          <input type="hidden" name="listingId" value={listing.id} />
          <input type="hidden" name="mediaId" value={picture.mediaId} />
          <Words listing={listing} alt={altTexts(picture.alt)} locale={locale} />
          <section aria-labelledby="frame-title">
            <h2 id="frame-title" className="mb-3 text-large">
              {t('frame')}
            </h2>
            <FrameEditor
              mediaId={picture.mediaId}
              size={{ width: picture.media.width ?? 800, height: picture.media.height ?? 1000 }}
              placeholder={picture.media.placeholder}
              frame={{
                focalX: focal?.x ?? 500,
                focalY: focal?.y ?? 500,
                ...(crop
                  ? { left: crop.x, top: crop.y, right: crop.x + crop.width, bottom: crop.y + crop.height }
                  : wholePicture),
              }}
              focal={focal !== null}
              crop={crop !== null}
              words={await frameWords()}
            />
          </section>
          <div>
            <Submit pending={studio('editor.saving')}>{studio('editor.save')}</Submit>
            {isApproved(listing.status) && <p className="mt-3 text-muted text-small">{t('live_note')}</p>}
          </div>
        </Form>
      )}
    </>
  );
}

async function frameWords() {
  const t = await getTranslations('media.frame');
  return {
    keepFocal: t('keep_focal'),
    keepCrop: t('keep_crop'),
    focalX: t('focal_x'),
    focalY: t('focal_y'),
    left: t('left'),
    top: t('top'),
    right: t('right'),
    bottom: t('bottom'),
    point: t('point'),
    pointAt: t('point_at', { x: '{x}', y: '{y}' }),
    shapes: t('shapes'),
    whole: t('whole'),
    square: t('square'),
    tall: t('tall'),
    wide: t('wide'),
    preview: t('preview'),
    help: t('help'),
  };
}

/** The words of a picture: in the language of the listing, in those it is translated into, and in all others behind a fold. */
async function Words({
  listing,
  alt,
  locale,
}: {
  listing: WholeListing;
  alt: Readonly<Record<string, string>>;
  locale: Locale;
}) {
  const t = await getTranslations('media.picture');
  const source = localeOf(listing.text.sourceLocale);
  const own = listing.text.translations.map((translation) => translation.locale);
  const translated = locales.filter((each) => each !== source && own.includes(each));
  const others = locales.filter((each) => each !== source && !own.includes(each));
  const missing = missingAlt(alt, translated).length;
  const field = (each: Locale, hint?: string) => (
    <TextInput
      key={each}
      name={`alt.${each}`}
      label={languageName(each, locale)}
      lang={each}
      defaultValue={alt[each] ?? ''}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <section aria-labelledby="words-title" className="max-w-[720px]">
      <h2 id="words-title" className="text-large">
        {t('words')}
      </h2>
      <p className="mt-1 mb-4 text-muted text-small">{t('words_help')}</p>
      {field(source, t('words_example'))}
      {translated.length > 0 && (
        <>
          <h3 className="mt-6 mb-3 font-medium font-sans text-base tracking-normal">
            {missing === 0 ? t('translated_all') : t('translated_missing', { count: missing })}
          </h3>
          <div className="grid gap-4 sm:grid-cols-2">{translated.map((each) => field(each))}</div>
        </>
      )}
      <details className="mt-5">
        <summary className="link inline-flex min-h-11 items-center text-small">{t('other_languages')}</summary>
        <div className="mt-2 grid gap-4 sm:grid-cols-2">{others.map((each) => field(each))}</div>
      </details>
    </section>
  );
}
