import { type Range, rangeOf } from '#app/api/ranges.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { store } from '#lib/media/index.ts';
import { type DownloadFile, openDownload } from '#lib/ordering/index.ts';

async function send(file: DownloadFile, range: Range | undefined): Promise<Response> {
  const body = await (await store()).stream(file.storageKey, range);
  if (!body) return new Response('Not found', { status: 404 });
  const headers = new Headers({
    'content-type': file.contentType,
    'content-length': String(range ? range.end - range.start + 1 : file.bytes),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-store',
  });
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** A bought file, through a signed link, with ranges so that a broken download goes on. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const query = new URL(request.url).searchParams;
  try {
    if (!uuidPattern.test(id)) throw new DomainError('ordering.unknown');
    const file = await openDownload(id, query.get('expires'), query.get('signature'));
    // A stretch that is not there reads as the whole.
    return await send(file, rangeOf(request.headers.get('range'), file.bytes) ?? undefined);
  } catch (error) {
    if (error instanceof DomainError)
      return new Response('Not found', { status: error.code === 'ordering.link_expired' ? 410 : 404 });
    throw error;
  }
}
