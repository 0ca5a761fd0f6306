import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import { likePicturesElsewhere, type WholeListing } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';

/** Pictures of other enterprises that look like this listing's, side by side with them; nothing where there are none. */
export async function LikePictures({ actor, listing }: { actor: Actor; listing: WholeListing }) {
  const found = await likePicturesElsewhere(actor, listing);
  if (found.length === 0) return null;
  const t = await getTranslations('admin.like');
  return (
    <section aria-labelledby="like-title" className="border-cinnabar border-l-3 bg-silk px-5 py-4">
      <h2 id="like-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 text-small">{t('text')}</p>
      <ul className="mt-4 grid gap-4">
        {found.map((like) => (
          <li key={`${like.likeTo} ${like.mediaId} ${like.listingId}`} className="grid grid-cols-[auto_1fr] gap-x-4">
            <span className="flex gap-1.5">
              {[like.likeTo, like.mediaId].map((mediaId, at) => (
                <span key={mediaId} className="block size-16 overflow-hidden rounded-sm bg-card">
                  <Picture mediaId={mediaId} alt={t(at === 0 ? 'here' : 'there')} sizes="64px" maxWidth={320} />
                </span>
              ))}
            </span>
            <span className="min-w-0 text-small">
              <Link href={`/studio/listings/${like.listingId}/preview`} className="link" lang={like.titleLocale}>
                {like.title}
              </Link>
              <span className="block text-muted">
                {like.maker} · {like.distance === 0 ? t('same') : t('near')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
