import { DomainError } from '#lib/core/errors.ts';
import type { PaperFile } from '#lib/invoicing/index.ts';

/** Sends a paper as a download of its own name; who may not see it learns only that it is not there. */
export async function sendPaper(make: () => Promise<PaperFile>): Promise<Response> {
  try {
    const { fileName, contentType, bytes } = await make();
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': contentType,
        'content-length': String(bytes.length),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
