import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { openWorkSample } from '#lib/rights/index.ts';
import { sendFile } from '../../../../../ranged.ts';

type Context = { params: Promise<{ work: string; media: string }> };

/** A sound or a film of a work: of a verified one for everybody. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { work, media } = await params;
  try {
    const file = await openWorkSample(currentActor, work, media);
    return await sendFile(
      request,
      { ...file, bytes: Number(file.bytes) },
      { disposition: 'inline', cache: 'private, max-age=600' },
    );
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
