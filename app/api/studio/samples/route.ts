import { addListingSample } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { uploadSample } from '#lib/media/index.ts';
import { receive } from '../upload.ts';

/** Sounds and films for a listing from a form without script. */
export function POST(request: Request): Promise<Response> {
  return receive(request, {
    field: 'samples',
    maxBody: limits.formBody,
    tooLarge: 'media.together_too_large',
    keep: async (actor, listing, fileName, bytes) => {
      await addListingSample(actor, listing.id, await uploadSample(actor, listing.enterpriseId, fileName, bytes));
    },
  });
}
