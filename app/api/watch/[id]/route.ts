import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { openWatch } from '#lib/ordering/index.ts';
import { sendFile } from '../../ranged.ts';

/** A film for a player that may show it: the right to watch is looked at with every part that is asked for. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const query = new URL(request.url).searchParams;
  try {
    if (!uuidPattern.test(id)) throw new DomainError('ordering.unknown');
    const file = await openWatch(id, {
      in: query.get('in'),
      expires: query.get('expires'),
      signature: query.get('signature'),
    });
    return await sendFile(request, file, { disposition: 'inline', cache: 'private, no-store' });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const gone = error.code === 'ordering.link_expired' || error.code === 'ordering.watch_over';
    const status = error.code === 'ordering.unknown' ? 404 : gone ? 410 : 403;
    return new Response('Not available', { status, headers: { 'cache-control': 'no-store' } });
  }
}
