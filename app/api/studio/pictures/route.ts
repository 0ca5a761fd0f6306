import { addListingPicture } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { uploadPicture } from '#lib/media/index.ts';
import { receive } from '../upload.ts';

/** Pictures for a listing from a form without script, in the order in which they were chosen. */
export function POST(request: Request): Promise<Response> {
  return receive(request, {
    field: 'pictures',
    maxBody: limits.formBody,
    tooLarge: 'media.together_too_large',
    keep: async (actor, listing, fileName, bytes) => {
      const media = await uploadPicture(actor, listing.enterpriseId, fileName, bytes);
      await addListingPicture(actor, listing.id, media.id);
    },
  });
}
