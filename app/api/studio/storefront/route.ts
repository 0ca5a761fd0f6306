import { currentActor } from '#app/_session/actor.ts';
import { isSlotProblem } from '#app/[locale]/studio/storefront/_parts/slot-problem.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { id } from '#lib/core/validation.ts';
import { hangPicture, slotSchema } from '#lib/enterprises/index.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { uploadFile, uploadPicture } from '#lib/media/index.ts';
import { fromOwnPage } from '../upload.ts';

/** Takes one picture (or a certificate's PDF) of a plain form and hangs it in its place of the storefront's draft. */
async function keep(request: Request): Promise<void> {
  const form = await request.formData();
  const enterpriseId = id.parse(form.get('enterpriseId'));
  const slot = slotSchema.parse(form.get('slot'));
  const actor = await currentActor();
  authorize(actor, 'storefront.edit', { enterpriseId });
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) throw new DomainError('enterprises.nothing_chosen');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isPdf = slot.startsWith('certificate:') && new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
  if (isPdf && bytes.byteLength > limits.certificateBytes)
    throw new DomainError('enterprises.certificate_too_large', { megabytes: limits.certificateBytes / 2 ** 20 });
  const media = await (isPdf ? uploadFile : uploadPicture)(actor, enterpriseId, file.name, bytes);
  await hangPicture(actor, enterpriseId, slot, media.id);
}

export async function POST(request: Request): Promise<Response> {
  if (!fromOwnPage(request)) return new Response('Forbidden', { status: 403 });
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return new Response('Length required', { status: 411 });
  const query = new URL(request.url).searchParams;
  const named = query.get('locale') ?? '';
  const back = (result: string) => {
    const at = new URLSearchParams({
      enterprise: query.get('enterprise') ?? '',
      language: query.get('language') ?? '',
    });
    const location = `/${isLocale(named) ? named : defaultLocale}/studio/storefront?${at}&${result}`;
    return new Response(null, { status: 303, headers: { location } });
  };
  if (length > limits.formBody) return back('problem=media.too_large');
  try {
    await keep(request);
    return back('done=uploaded');
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error }, 'upload for a storefront failed');
    const known = error instanceof DomainError && isSlotProblem(error.code);
    return back(`problem=${known ? error.code : 'core.unexpected'}`);
  }
}
