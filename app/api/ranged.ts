import { store } from '#lib/media/index.ts';
import { type Range, rangeOf } from './ranges.ts';

interface StoredBytes {
  readonly storageKey: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** Sends a stretch of stored bytes, or all of them; null where they are not there. `disposition` is the whole header. */
export async function sendStretch(
  file: StoredBytes,
  range: Range | undefined,
  { disposition, cache }: { disposition: string; cache: string },
): Promise<Response | null> {
  const body = await (await store()).stream(file.storageKey, range);
  if (!body) return null;
  const headers = new Headers({
    'content-type': file.contentType,
    'content-length': String(range ? range.end - range.start + 1 : file.bytes),
    'content-disposition': disposition,
    'accept-ranges': 'bytes',
    'cache-control': cache,
  });
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** The answer to whoever asks for a stretch that is not there: how much there is. */
export function noSuchStretch(bytes: number): Response {
  return new Response(null, {
    status: 416,
    headers: { 'content-range': `bytes */${bytes}`, 'cache-control': 'no-store' },
  });
}

/** Sends a stored file, or the part of it that was asked for: a broken download goes on, a player jumps. */
export async function sendFile(
  request: Request,
  file: StoredBytes & { readonly fileName: string },
  { disposition, cache }: { disposition: 'attachment' | 'inline'; cache: string },
): Promise<Response> {
  const range = rangeOf(request.headers.get('range'), file.bytes);
  if (range === null) return noSuchStretch(file.bytes);
  const sent = await sendStretch(file, range, {
    disposition: `${disposition}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    cache,
  });
  return sent ?? new Response('Not found', { status: 404 });
}
