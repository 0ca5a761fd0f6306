import { fromElsewhere, localeFrom, notKept, seeOther, wantsJson } from '#app/_lists/own-site.ts';
import { currentKeeper, newKeeper } from '#app/_session/keeper.ts';
import { DomainError } from '#lib/core/errors.ts';
import { saveListing, saveSchema, unsaveListing } from '#lib/lists/index.ts';

/** Saves a listing, or takes it off the lists (`on=0`). A plain form of every page; a script gets an answer instead of a page. */
export async function POST(request: Request): Promise<Response> {
  if (fromElsewhere(request)) return new Response('Forbidden', { status: 403 });
  const form = await request.formData();
  const locale = localeFrom(form.get('locale'));
  const parsed = saveSchema.safeParse({ listingId: form.get('listingId') });
  if (!parsed.success) return Response.json({ error: 'invalid' }, { status: 422 });
  const on = form.get('on') !== '0';
  try {
    if (on) await saveListing(await newKeeper(), locale, parsed.data);
    else {
      const keeper = await currentKeeper();
      if (keeper) await unsaveListing(keeper, parsed.data.listingId);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return wantsJson(request)
      ? Response.json({ error: error.code }, { status: 422 })
      : seeOther(locale, `/lists?error=${error.code === 'lists.full' ? 'full' : 'gone'}`);
  }
  return wantsJson(request) ? Response.json({ on }, { headers: notKept }) : seeOther(locale, '/lists?done=saved');
}
