import { getTranslations } from 'next-intl/server';
import { Picture } from '#app/_ui/picture.tsx';
import { type PictureView, pictureView, type WholeListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { ChosenPicture } from './chosen.tsx';
import { Gallery } from './gallery.tsx';

/** A listing's pictures as its page shows them; what nobody has described is said by the title and its number. */
export async function galleryPictures(listing: WholeListing, locale: Locale, title: string): Promise<PictureView[]> {
  const t = await getTranslations('shop.listing');
  const total = listing.pictures.length;
  return listing.pictures.map((picture, index) =>
    pictureView(picture, {
      sourceLocale: listing.text.sourceLocale,
      locale,
      otherwise: `${title} · ${t('picture', { number: index + 1, total })}`,
    }),
  );
}

/** The pictures of a listing: the first large, the others beneath; each opens over the whole window, or in full without any script. */
export async function ListingGallery({
  listing,
  locale,
  title,
}: {
  listing: WholeListing;
  locale: Locale;
  title: string;
}) {
  const t = await getTranslations('shop.listing');
  const g = await getTranslations('media.gallery');
  const pictures = await galleryPictures(listing, locale, title);
  if (pictures.length === 0) return <div className="aspect-square rounded-md bg-silk" />;
  return (
    <Gallery
      pictures={pictures}
      words={{
        title: g('title'),
        close: g('close'),
        previous: g('previous'),
        next: g('next'),
        larger: g('larger'),
        smaller: g('smaller'),
        counter: t('picture', { number: '{number}', total: '{total}' }),
      }}
    >
      <ChosenPicture pictures={pictures} />
      {pictures.length > 1 && (
        <ul className="grid grid-cols-4 gap-2.5">
          {pictures.slice(1).map((picture) => (
            <li key={picture.mediaId}>
              <a
                href={`/media/${picture.name}/1600.webp`}
                data-picture={picture.mediaId}
                className="block aspect-square cursor-zoom-in overflow-hidden rounded-md bg-silk"
              >
                <Picture
                  mediaId={picture.name}
                  alt={picture.alt}
                  lang={picture.lang}
                  position={picture.position}
                  placeholder={picture.placeholder}
                  sizes="(max-width: 760px) 23vw, 12vw"
                  maxWidth={800}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Gallery>
  );
}
