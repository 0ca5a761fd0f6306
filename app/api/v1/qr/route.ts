import QRCode from 'qrcode';
import { config } from '#lib/core/config.ts';

/** Pages of ours that are shared: nobody gets codes that lead elsewhere. */
const shared = /^\/[a-z]{2}(?:-[A-Za-z]{2,4})?\/[lew]\/[\p{L}\p{N}-]{1,160}$/u;

/** The address of a page of ours as a QR code (`?path=/bg/l/…`), for telephones that scan it from this screen. */
export async function GET(request: Request): Promise<Response> {
  const path = new URL(request.url).searchParams.get('path') ?? '';
  if (!shared.test(path)) return new Response('Not found', { status: 404 });
  const svg = await QRCode.toString(config().SITE_URL + encodeURI(path), {
    type: 'svg',
    margin: 2,
    errorCorrectionLevel: 'M',
  });
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=2592000' },
  });
}
