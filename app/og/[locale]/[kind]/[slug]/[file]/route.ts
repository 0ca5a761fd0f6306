import { drawCard } from '#app/_og/card.tsx';
import { cardFacts, cardHash, cardKinds } from '#app/_og/facts.ts';
import { isLocale } from '#lib/languages/index.ts';
import { keptBytes } from '#lib/media/index.ts';

type Params = Promise<{ locale: string; kind: string; slug: string; file: string }>;

/**
 * The picture other sites show for a page. Its name has a hash of what it shows: the same name is the same picture for a year, and an old
 * name leads to the picture as it is now.
 */
export async function GET(_request: Request, { params }: { params: Params }): Promise<Response> {
  const { locale, kind: asked, slug, file } = await params;
  const kind = cardKinds.find((each) => each === asked);
  const facts =
    kind && isLocale(locale) && /^[0-9a-f]{20}\.jpg$/.test(file) ? await cardFacts(kind, slug, locale) : null;
  if (!facts) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  const hash = cardHash(facts);
  if (file !== `${hash}.jpg`)
    return new Response(null, {
      status: 302,
      headers: {
        location: `/og/${locale}/${kind}/${encodeURIComponent(slug)}/${hash}.jpg`,
        'cache-control': 'no-store',
      },
    });
  const bytes = await keptBytes(`derived/og/${hash}.jpg`, 'image/jpeg', () => drawCard(facts));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
