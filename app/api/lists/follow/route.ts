import { fromElsewhere, localeFrom, notKept, pathFrom, seeOther, wantsJson } from '#app/_lists/own-site.ts';
import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { followEnterprise, followerCount, followSchema, unfollowEnterprise } from '#lib/lists/index.ts';

/** Follows an enterprise, or no longer (`on=0`). A plain form of every page; who is not signed in signs in first. */
export async function POST(request: Request): Promise<Response> {
  if (fromElsewhere(request)) return new Response('Forbidden', { status: 403 });
  const form = await request.formData();
  const locale = localeFrom(form.get('locale'));
  const actor = await currentActor();
  const json = wantsJson(request);
  if (actor.type !== 'person') {
    const next = `/sign-in?next=${encodeURIComponent(pathFrom(form.get('back')))}`;
    return json ? Response.json({ signIn: `/${locale}${next}` }, { status: 401 }) : seeOther(locale, next);
  }
  const parsed = followSchema.safeParse({ enterpriseId: form.get('enterpriseId') });
  if (!parsed.success) return Response.json({ error: 'invalid' }, { status: 422 });
  const on = form.get('on') !== '0';
  try {
    await (on ? followEnterprise : unfollowEnterprise)(actor, parsed.data);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return json
      ? Response.json({ error: error.code }, { status: 422 })
      : seeOther(locale, '/account/following?error=1');
  }
  if (!json) return seeOther(locale, '/account/following');
  return Response.json({ on, count: await followerCount(parsed.data.enterpriseId) }, { headers: notKept });
}
