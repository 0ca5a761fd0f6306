import { currentActor } from '#app/_session/actor.ts';
import { startImport, startImportSchema } from '#lib/catalogue/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { fromOwnPage } from '../upload.ts';

/** Room for the form around the file. */
const formOverhead = 64 * 1024;

/** Back to the form, with what was chosen and what is wrong. The file itself no browser fills in again. */
function back(locale: string, choices: Readonly<Record<string, string>>, problem: string): Response {
  const query = new URLSearchParams({ problem });
  for (const [name, value] of Object.entries(choices)) if (value !== '') query.set(name, value);
  return new Response(null, {
    status: 303,
    headers: { location: `/${locale}/studio/listings/import?${query}#upload` },
  });
}

/** Takes a file of listings in and leads to its preview. Works as a plain form. */
export async function POST(request: Request): Promise<Response> {
  if (!fromOwnPage(request)) return new Response('Forbidden', { status: 403 });
  const query = new URL(request.url).searchParams;
  const named = query.get('locale') ?? '';
  const locale = isLocale(named) ? named : defaultLocale;
  const enterprise = query.get('enterprise') ?? '';
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return new Response('Length required', { status: 411 });
  if (length > limits.importBytes + formOverhead) return back(locale, { enterprise }, 'import.too_large');
  const form = await request.formData();
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 100);
  const choices = {
    enterprise,
    category: word('category'),
    encoding: word('encoding'),
    separator: word('separator'),
  };
  const parsed = startImportSchema.safeParse({ ...choices, enterpriseId: word('enterpriseId') });
  const file = form.get('file');
  if (!parsed.success) return back(locale, { enterprise }, 'core.unexpected');
  if (!(file instanceof File) || file.name === '') return back(locale, choices, 'import.nothing_chosen');
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { id } = await startImport(await currentActor(), parsed.data, file.name, bytes);
    return new Response(null, { status: 303, headers: { location: `/${locale}/studio/listings/import/${id}` } });
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error }, 'import failed');
    return back(locale, choices, error instanceof DomainError ? error.code : 'core.unexpected');
  }
}
