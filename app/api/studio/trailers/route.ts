import { setTrailer } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { uploadFile } from '#lib/media/index.ts';
import { receive } from '../upload.ts';

/** Room for the form around the file. */
const formOverhead = 64 * 1024;

/** What everybody may see of a film. */
export function POST(request: Request): Promise<Response> {
  return receive(request, {
    field: 'file',
    maxBody: limits.formFileBytes + formOverhead,
    tooLarge: 'media.file_too_large',
    keep: async (actor, listing, fileName, bytes) => {
      const media = await uploadFile(actor, listing.enterpriseId, fileName, bytes);
      await setTrailer(actor, listing.id, media.id);
    },
  });
}
