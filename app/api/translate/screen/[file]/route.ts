import { currentActor } from '#app/_session/actor.ts';
import { screenFile } from '#lib/workbench/index.ts';

/** A picture of a page on which strings stand, for translators. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const actor = await currentActor();
  const bytes = actor.type === 'person' ? await screenFile((await params).file) : null;
  if (!bytes) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=600' },
  });
}
