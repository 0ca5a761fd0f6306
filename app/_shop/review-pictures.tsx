import { getTranslations } from 'next-intl/server';
import { Picture } from '#app/_ui/picture.tsx';
import type { GalleryPicture, ReviewPictureView } from '#lib/community/index.ts';

interface Shown {
  readonly picture: ReviewPictureView;
  readonly author: string;
  readonly lang: string;
}

/** Small pictures that open in full without any script. */
async function Pictures({ shown }: { shown: readonly Shown[] }) {
  const t = await getTranslations('reviews');
  return (
    <ul className="flex flex-wrap gap-2.5">
      {shown.map(({ picture, author, lang }, at) => (
        <li key={picture.mediaId} className="size-20 sm:size-24">
          <a
            href={`/media/${picture.mediaId}/1600.webp`}
            className="block h-full overflow-hidden rounded-md bg-silk"
            lang={picture.alt ? lang : undefined}
          >
            <Picture
              mediaId={picture.mediaId}
              alt={picture.alt || t('pictures.alt', { name: author || t('anonymous'), number: at + 1 })}
              width={picture.media.width ?? 800}
              height={picture.media.height ?? 800}
              sizes="96px"
              maxWidth={320}
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The pictures of one review. */
export function ReviewPictures({
  review,
}: {
  review: { readonly authorName: string; readonly locale: string; readonly pictures: readonly ReviewPictureView[] };
}) {
  if (review.pictures.length === 0) return null;
  return (
    <Pictures shown={review.pictures.map((picture) => ({ picture, author: review.authorName, lang: review.locale }))} />
  );
}

/** What buyers have shown of a listing, together. */
export async function ReviewGallery({ pictures }: { pictures: readonly GalleryPicture[] }) {
  if (pictures.length === 0) return null;
  const t = await getTranslations('reviews');
  return (
    <section aria-labelledby="review-pictures" className="mb-8">
      <h3 id="review-pictures" className="mb-3 font-medium font-sans text-base tracking-normal">
        {t('pictures.title')}
      </h3>
      <Pictures
        shown={pictures.map((picture) => ({ picture, author: picture.review.authorName, lang: picture.review.locale }))}
      />
    </section>
  );
}
