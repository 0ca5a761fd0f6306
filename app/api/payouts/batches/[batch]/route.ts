import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { batchFile } from '#lib/payouts/index.ts';

/** The file of an exported batch for the bank. */
export async function GET(_request: Request, { params }: { params: Promise<{ batch: string }> }): Promise<Response> {
  const { batch } = await params;
  if (!uuidPattern.test(batch)) return new Response('Not found', { status: 404 });
  try {
    const { name, content } = await batchFile(await currentActor(), batch);
    return new Response(content, {
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
