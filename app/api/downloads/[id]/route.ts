import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { openDownload } from '#lib/ordering/index.ts';
import { sendFile } from '../../ranged.ts';

/** A bought file, through a signed link, with ranges so that a broken download goes on. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const query = new URL(request.url).searchParams;
  try {
    if (!uuidPattern.test(id)) throw new DomainError('ordering.unknown');
    const file = await openDownload(id, query.get('expires'), query.get('signature'));
    return await sendFile(request, file, { disposition: 'attachment', cache: 'private, no-store' });
  } catch (error) {
    if (error instanceof DomainError)
      return new Response('Not found', { status: error.code === 'ordering.link_expired' ? 410 : 404 });
    throw error;
  }
}
