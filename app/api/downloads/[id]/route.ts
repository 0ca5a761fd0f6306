import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { openCopy } from '#lib/library/index.ts';
import { sendFile } from '../../ranged.ts';

/** It was there, and is not any more. */
const gone = new Set(['ordering.link_expired', 'ordering.download_limit']);

/** A bought file, through a signed link, with ranges so that a broken download goes on. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const query = new URL(request.url).searchParams;
  try {
    if (!uuidPattern.test(id)) throw new DomainError('ordering.unknown');
    // A stretch from the middle goes on with a download that was counted; what is no stretch is sent whole, and counted.
    const begins = !/^bytes=[1-9]\d{0,14}-\d{0,15}$/.test(request.headers.get('range') ?? '');
    const file = await openCopy(id, query.get('expires'), query.get('signature'), begins);
    return await sendFile(request, file, { disposition: 'attachment', cache: 'private, no-store' });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: gone.has(error.code) ? 410 : 404 });
    throw error;
  }
}
