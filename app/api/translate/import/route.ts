import { currentActor } from '#app/_session/actor.ts';
import { fromOwnPage } from '#app/api/studio/upload.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { defaultLocale, isLocale, previewImport } from '#lib/languages/index.ts';

const formOverhead = 64 * 1024;

/** Takes a file of translations in and leads to its preview. A plain form; what went wrong comes back in the address. */
export async function POST(request: Request): Promise<Response> {
  if (!fromOwnPage(request)) return new Response('Forbidden', { status: 403 });
  const query = new URL(request.url).searchParams;
  const named = query.get('locale') ?? '';
  const locale = isLocale(named) ? named : defaultLocale;
  const target = query.get('to') ?? '';
  const leave = (path: string) =>
    new Response(null, { status: 303, headers: { location: `/${locale}/translate/exchange${path}` } });
  const back = (code: string, params: Readonly<Record<string, unknown>> = {}) => {
    const address = new URLSearchParams({ to: target, problem: code });
    for (const [name, value] of Object.entries(params)) address.set(`p_${name}`, String(value).slice(0, 100));
    return leave(`?${address}#upload`);
  };
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return new Response('Length required', { status: 411 });
  if (!isLocale(target)) return back('core.unexpected');
  if (length > limits.translationFileBytes + formOverhead)
    return back('translation_files.too_large', { most: limits.translationFileBytes / 1024 / 1024 });
  const file = (await request.formData()).get('file');
  if (!(file instanceof File) || file.name === '') return back('translation_files.nothing_chosen');
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return leave(`/${await previewImport(await currentActor(), target, file.name, bytes)}`);
  } catch (error) {
    if (error instanceof DomainError) return back(error.code, error.params);
    log.error({ err: error }, 'import of translations failed');
    return back('core.unexpected');
  }
}
