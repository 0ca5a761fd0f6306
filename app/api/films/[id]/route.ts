import { currentActor } from '#app/_session/actor.ts';
import { openFilm } from '#lib/catalogue/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { sendFile } from '../../ranged.ts';

/** The trailer of a film for everybody; the film itself for its enterprise and for staff. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const { searchParams } = new URL(request.url);
  const part = searchParams.get('part') === 'film' ? 'film' : 'trailer';
  try {
    const { storageKey, fileName, contentType, bytes } = await openFilm(currentActor, id, part, searchParams.get('of'));
    const file = { storageKey, fileName, contentType, bytes: Number(bytes) };
    return await sendFile(request, file, { disposition: 'inline', cache: 'private, max-age=600' });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
