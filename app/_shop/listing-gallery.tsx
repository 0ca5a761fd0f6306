import { getTranslations } from 'next-intl/server';
import { Picture } from '#app/_ui/picture.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { ChosenPicture } from './chosen.tsx';

/** The pictures of a listing: the first large, the others beneath; each opens in full without any script. */
export async function ListingGallery({ listing, title }: { listing: WholeListing; locale: string; title: string }) {
  const t = await getTranslations('shop.listing');
  const [first, ...rest] = listing.pictures;
  if (!first) return <div className="aspect-square rounded-md bg-silk" />;
  const alt = (index: number) => `${title} · ${t('picture', { number: index + 1, total: listing.pictures.length })}`;
  return (
    <div className="grid content-start gap-2.5">
      <ChosenPicture
        pictures={listing.pictures.map((picture, index) => ({
          mediaId: picture.mediaId,
          alt: alt(index),
          width: picture.media.width ?? 800,
          height: picture.media.height ?? 1000,
        }))}
      />
      {rest.length > 0 && (
        <ul className="grid grid-cols-4 gap-2.5">
          {rest.map((picture, index) => (
            <li key={picture.mediaId}>
              <a
                href={`/media/${picture.mediaId}/1600.webp`}
                className="block aspect-square overflow-hidden rounded-md bg-silk"
              >
                <Picture
                  mediaId={picture.mediaId}
                  alt={alt(index + 1)}
                  sizes="(max-width: 760px) 23vw, 12vw"
                  maxWidth={800}
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
