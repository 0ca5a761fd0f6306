import { store } from '#lib/media/index.ts';
import { rangeOf } from './ranges.ts';

export interface StoredFile {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** Sends a stored file, or the part of it that was asked for: a broken download goes on, a player jumps. */
export async function sendFile(
  request: Request,
  file: StoredFile,
  { disposition, cache }: { disposition: 'attachment' | 'inline'; cache: string },
): Promise<Response> {
  // A stretch that is not there reads as the whole.
  const range = rangeOf(request.headers.get('range'), file.bytes) ?? undefined;
  const body = await (await store()).stream(file.storageKey, range);
  if (!body) return new Response('Not found', { status: 404 });
  const headers = new Headers({
    'content-type': file.contentType,
    'content-length': String(range ? range.end - range.start + 1 : file.bytes),
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    'accept-ranges': 'bytes',
    'cache-control': cache,
  });
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  return new Response(body, { status: range ? 206 : 200, headers });
}
