import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { pool } from '#lib/db/index.ts';

/** A picture that looks like another one, and a listing that shows it. */
export interface LikePicture {
  /** The picture it was looked for with. */
  readonly likeTo: string;
  readonly mediaId: string;
  readonly listingId: string;
  readonly title: string;
  readonly titleLocale: string;
  readonly maker: string;
  /** In how many of 64 bits the two differ. */
  readonly distance: number;
}

/** Candidates share one byte of eight (index media_likeness); of these the bits are counted. The nearest first. */
const question = `
  select asked.id as "likeTo", other.id as "mediaId", l.id as "listingId", near.distance, e.display_name as maker,
    t.source_locale as "titleLocale", coalesce(tr.title, '') as title
  from media asked
  join media other on other.likeness is not null
    and likeness_bytes(other.likeness) && likeness_bytes(asked.likeness) and other.id <> asked.id
  cross join lateral (select bit_count((other.likeness # asked.likeness)::bit(64))::int as distance) near
  join listing_picture p on p.media_id = other.id
  join listing l on l.id = p.listing_id
  join enterprise e on e.id = l.enterprise_id
  join texts t on t.id = l.text_id
  left join translation tr on tr.text_id = t.id and tr.locale = t.source_locale
  where asked.id = any ($1::uuid[]) and near.distance <= $2 and (l.enterprise_id = $3::uuid) = $4
  order by near.distance, other.id, l.id
  limit $5`;

async function find(mediaIds: readonly string[], enterpriseId: string, own: boolean): Promise<LikePicture[]> {
  if (mediaIds.length === 0) return [];
  const values = [mediaIds, limits.likenessBits, enterpriseId, own, limits.likePictures];
  return (await pool().query<LikePicture>({ name: 'like-pictures', text: question, values })).rows;
}

/** The listing of the same enterprise that shows nearly this picture already; null where there is none. */
export async function likeOwnPicture(
  actor: Actor,
  media: { id: string; enterpriseId: string },
): Promise<LikePicture | null> {
  authorize(actor, 'media.upload', media);
  return (await find([media.id], media.enterpriseId, true))[0] ?? null;
}

/** Pictures of other enterprises that look like a listing's: copied, perhaps, by one or the other. */
export async function likePicturesElsewhere(
  actor: Actor,
  listing: { enterpriseId: string; pictures: readonly { mediaId: string }[] },
): Promise<LikePicture[]> {
  authorize(actor, 'listing.moderate');
  const mediaIds = listing.pictures.map((picture) => picture.mediaId);
  return find(mediaIds, listing.enterpriseId, false);
}
