import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { evidenceFile } from '#lib/ordering/index.ts';

/** A file of the evidence in a dispute, for its seller and for staff. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  if (!uuidPattern.test(file)) return new Response('Not found', { status: 404 });
  try {
    const { bytes, type, name } = await evidenceFile(await currentActor(), file);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
