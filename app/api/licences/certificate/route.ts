import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { dueCertificate } from '#lib/licensing/index.ts';
import { sendFile } from '../../ranged.ts';

/** A tax office's certificate of what was withheld of a due, for the two sides of its licence and for staff. */
export async function GET(request: Request): Promise<Response> {
  const dueId = new URL(request.url).searchParams.get('due') ?? '';
  if (!uuidPattern.test(dueId)) return new Response('Not found', { status: 404 });
  try {
    const file = await dueCertificate(await currentActor(), dueId);
    return await sendFile(request, file, { disposition: 'attachment', cache: 'private, no-store' });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
