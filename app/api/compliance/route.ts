import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { complianceEvidence } from '#lib/rights/index.ts';
import { sendFile } from '../ranged.ts';

/** What proves an item of a licence's checklist, for its two sides and for staff. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  try {
    const file = await complianceEvidence(await currentActor(), query.get('number') ?? '', query.get('code') ?? '');
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
