import { type PictureFormat, pictureBytes } from '#lib/media/index.ts';

const types: Readonly<Record<PictureFormat, string>> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' };

/** A picture, or a part of one, by size and format: /media/<name>/800.avif. Its name never means other bytes, so it is kept for a year. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; file: string }> },
): Promise<Response> {
  const { id, file } = await params;
  const match = /^(\d{3,4})\.(avif|webp|jpg)$/.exec(file);
  const format = match?.[2] as PictureFormat | undefined;
  const bytes = match && format ? await pictureBytes(id, Number(match[1]), format) : null;
  if (!bytes || !format) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': types[format],
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
