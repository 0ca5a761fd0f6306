import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { titleDocument } from '#lib/rights/index.ts';
import { sendFile } from '../../../../ranged.ts';

/** A document of a chain of title, for the holder's people and for staff. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const file = await titleDocument(await currentActor(), (await params).id);
    return await sendFile(
      request,
      { ...file, bytes: Number(file.bytes) },
      { disposition: 'attachment', cache: 'private, no-store' },
    );
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
