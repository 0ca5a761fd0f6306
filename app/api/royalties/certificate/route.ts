import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { taxCertificate } from '#lib/royalties/index.ts';
import { sendFile } from '../../ranged.ts';

/** A tax office's certificate, for the two sides of its licence and for staff. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  try {
    const file = await taxCertificate(await currentActor(), query.get('number') ?? '', query.get('period') ?? '');
    return await sendFile(request, file, { disposition: 'attachment', cache: 'private, no-store' });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
