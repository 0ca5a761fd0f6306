import { config } from '#lib/core/config.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { isNameOrder } from '#lib/languages/index.ts';

const year = 365 * 24 * 3600;

/** Only a path of this site, never another's address. */
function backTo(path: string): string {
  return /^\/(?![/\\])[^\s]*$/.test(path) ? path : '/';
}

/** Remembers where things are to be sent, what is paid in and how names are ordered, and goes back to where the visitor was. Works without JavaScript. */
export async function POST(request: Request): Promise<Response> {
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== new URL(config().SITE_URL).origin)
    return new Response('Forbidden', { status: 403 });
  const form = await request.formData();
  const country = String(form.get('country') ?? '');
  const currency = String(form.get('currency') ?? '');
  const nameOrder = String(form.get('nameOrder') ?? '');
  const headers = new Headers({ location: backTo(String(form.get('back') ?? '/')) });
  if (/^[A-Z]{2}$/.test(country))
    headers.append('set-cookie', `country=${country}; Path=/; Max-Age=${year}; SameSite=Lax`);
  if (isCurrency(currency)) headers.append('set-cookie', `currency=${currency}; Path=/; Max-Age=${year}; SameSite=Lax`);
  if (isNameOrder(nameOrder))
    headers.append('set-cookie', `name_order=${nameOrder}; Path=/; Max-Age=${year}; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}
