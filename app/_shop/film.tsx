import { getTranslations } from 'next-intl/server';
import { newestFilm, type WholeListing } from '#lib/catalogue/index.ts';

/** The whole film, for its enterprise and for staff. */
export async function Film({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('kinds.stream');
  const film = newestFilm(listing.files);
  if (!film) return null;
  return (
    <figure className="mt-5">
      <figcaption className="mb-1.5 text-muted text-small">{t('film')}</figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: a film comes as its maker made it; its words are in its picture */}
      <video
        src={`/api/films/${listing.id}?part=film&of=${film.id}`}
        controls
        preload="metadata"
        className="w-full rounded-md bg-black"
      />
    </figure>
  );
}

/** What everybody may see of a film. Nothing is fetched before it is asked for. */
export async function Trailer({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('kinds.stream');
  const picture = listing.pictures[0];
  if (!listing.stream?.trailerMediaId) return null;
  return (
    <figure className="mt-4">
      <figcaption className="mb-1.5 text-muted text-small">{t('trailer')}</figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: a trailer comes as its maker made it */}
      <video
        src={`/api/films/${listing.id}?part=trailer&of=${listing.stream.trailerMediaId}`}
        poster={picture ? `/media/${picture.mediaId}/800.webp` : undefined}
        controls
        preload="none"
        playsInline
        className="aspect-video w-full rounded-md bg-black object-contain"
      />
    </figure>
  );
}
