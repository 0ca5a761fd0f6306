import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import type { NamedListing } from '#lib/insights/index.ts';

/** A listing of the enterprise's own, leading to its place at the desk. */
export function ListingName({ listing, variant }: { listing: NamedListing | undefined; variant?: string | undefined }) {
  if (!listing) return null;
  return (
    <Link href={`/studio/listings/${listing.id}`} className="group flex min-h-11 min-w-0 items-center gap-3">
      <span className="block h-11 w-9 shrink-0 overflow-hidden rounded-sm bg-silk">
        {listing.pictureId && <Picture mediaId={listing.pictureId} alt="" sizes="36px" maxWidth={320} />}
      </span>
      <span className="min-w-0 group-hover:underline group-hover:underline-offset-4" lang={listing.title?.locale}>
        {listing.title?.value}
        {variant && <span className="text-muted"> · {variant}</span>}
      </span>
    </Link>
  );
}
