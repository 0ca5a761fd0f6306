import { setListingFile } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { uploadFile } from '#lib/media/index.ts';
import { receive } from '../upload.ts';

/** Room for the form around the file. */
const formOverhead = 64 * 1024;

/** The file that a download listing sells, from a form without script. */
export function POST(request: Request): Promise<Response> {
  return receive(request, {
    field: 'file',
    maxBody: limits.formFileBytes + formOverhead,
    tooLarge: 'media.file_too_large',
    keep: async (actor, listing, fileName, bytes) => {
      const media = await uploadFile(actor, listing.enterpriseId, fileName, bytes);
      await setListingFile(actor, listing.id, media.id);
    },
  });
}
