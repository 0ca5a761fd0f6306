import { previewTerms } from '#app/_rights/deals/preview.ts';
import { currentActor } from '#app/_session/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';

const headers = { 'cache-control': 'private, no-store' };

/** What a form of terms is told while it is filled in: what is free, and what it would cost. For people who are signed in. */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor.type !== 'person') return Response.json({ error: 'identity.sign_in_required' }, { status: 401, headers });
  if (Number(request.headers.get('content-length') ?? 0) > limits.formPost)
    return Response.json({ error: 'core.too_large' }, { status: 413, headers });
  const form = await request.formData().catch(() => null);
  if (!form) return Response.json({ error: 'core.unreadable' }, { status: 400, headers });
  const fields = Object.fromEntries(
    [...new Set(form.keys())].map((name) => [
      name.replace(/\[\]$/, ''),
      name.endsWith('[]') ? form.getAll(name) : form.getAll(name).at(-1),
    ]),
  );
  const locale = String(fields['locale'] ?? '');
  return Response.json(await previewTerms(actor, fields, isLocale(locale) ? locale : defaultLocale), { headers });
}
