import { currentActor } from '#app/_session/actor.ts';
import { noSuchStretch, sendStretch } from '#app/api/ranged.ts';
import { rangeOf } from '#app/api/ranges.ts';
import { sampleFile } from '#lib/catalogue/index.ts';

const missing = () => new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });

/** A sound or film of a listing, by the stretch that a player asks for. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const file = await sampleFile(currentActor, id);
  if (!file) return missing();
  const range = rangeOf(request.headers.get('range'), file.bytes);
  if (range === null) return noSuchStretch(file.bytes);
  const sent = await sendStretch(file, range, {
    disposition: 'inline',
    // An hour, for a sample that is taken off is not to be heard for long.
    cache: file.isPublic ? 'public, max-age=3600' : 'private, no-store',
  });
  return sent ?? missing();
}
