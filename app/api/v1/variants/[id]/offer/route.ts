import { currentActor } from '#app/_session/actor.ts';
import { preferences } from '#app/_session/preferences.ts';
import { offerOf } from '#app/_shop/offer.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';

/** Price, delivery and stock of a variant for this visitor, as they are now. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const asked = new URL(request.url).searchParams.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const { country, currency } = await preferences(locale);
  const offer = uuidPattern.test(id) ? await offerOf(id, locale, country, currency, await currentActor()) : null;
  return offer
    ? Response.json(offer, { headers: { 'cache-control': 'private, no-store' } })
    : Response.json({ error: 'not_found' }, { status: 404 });
}
