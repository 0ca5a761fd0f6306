import { beginListingUpload } from '#lib/catalogue/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { beginUploadSchema, dropUpload, speakTus } from '#lib/media/index.ts';
import { answerUpload } from './answer.ts';

/** tus metadata: pairs of a name and a value in base64, with commas between them. */
function metadata(header: string | null): Record<string, string> {
  const pairs = (header ?? '').split(',').map((pair) => pair.trim().split(' '));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, Buffer.from(value, 'base64').toString()]));
}

/** Begins an upload (tus: creation). Its length is announced and refused here, before a byte of the file is sent. */
export function POST(request: Request): Promise<Response> {
  return answerUpload(request, async (actor) => {
    const length = request.headers.get('upload-length') ?? '';
    const input = beginUploadSchema.safeParse({
      ...metadata(request.headers.get('upload-metadata')),
      bytes: /^\d{1,15}$/.test(length) ? Number(length) : Number.NaN,
    });
    if (!input.success) throw new DomainError('core.unexpected');
    const upload = await beginListingUpload(actor, input.data);
    const answer = await speakTus(request, upload);
    if (!answer.ok) await dropUpload(actor, { uploadId: upload.id });
    return answer;
  });
}
