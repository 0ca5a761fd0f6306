import { certificateDocument } from '#lib/enterprises/index.ts';
import { store } from '#lib/media/index.ts';

/** The PDF of a certificate that a public storefront shows; to be kept, never run inside the site. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ slug: string; id: string }> },
): Promise<Response> {
  const { slug, id } = await params;
  const document = await certificateDocument(id);
  const stream = document ? await (await store()).stream(document.storageKey) : null;
  if (!document || !stream)
    return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  return new Response(stream, {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(document.bytes),
      'content-disposition': `attachment; filename="${slug.replace(/[^a-z0-9-]/g, '')}-certificate.pdf"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=300',
    },
  });
}
