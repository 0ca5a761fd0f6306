import { store } from '#lib/media/index.ts';

export interface StoredFile {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangeOf(header: string | null, bytes: number): Range | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, bytes - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  return start <= end && start < bytes ? { start, end } : undefined;
}

/** Sends a stored file, or the part of it that was asked for: a broken download goes on, a player jumps. */
export async function sendFile(
  request: Request,
  file: StoredFile,
  { disposition, cache }: { disposition: 'attachment' | 'inline'; cache: string },
): Promise<Response> {
  const range = rangeOf(request.headers.get('range'), file.bytes);
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
