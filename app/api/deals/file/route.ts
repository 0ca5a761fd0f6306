import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { dealFile } from '#lib/rights/index.ts';
import { sendFile } from '../../ranged.ts';

/** A file that one side of a deal sent the other, for the two of them. */
export async function GET(request: Request): Promise<Response> {
  try {
    const file = await dealFile(await currentActor(), new URL(request.url).searchParams.get('id') ?? '');
    return await sendFile(request, file, { disposition: 'attachment', cache: 'private, no-store' });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
