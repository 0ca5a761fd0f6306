import { getTranslations } from 'next-intl/server';
import { shownParams } from '#app/_forms/form-action.ts';
import { currentActor } from '#app/_session/actor.ts';
import { viewListing, type WholeListing } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';

const megabyte = 2 ** 20;

/** What can go wrong with an upload, with what its sentence needs. Nothing else that an address may name is ever shown. */
const failures: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'media.not_a_picture': {},
  'media.too_large': { size: limits.pictureBytes },
  'media.file_too_large': { size: limits.formFileBytes },
  'media.too_many_pixels': { megapixels: limits.picturePixels / 1_000_000 },
  'media.damaged': {},
  'media.file_kind': {},
  'media.not_a_sample': {},
  'media.sample_too_long': { minutes: limits.sampleSeconds / 60 },
  'media.sample_damaged': {},
  'media.model_damaged': {},
  'media.model_outside': {},
  'media.model_packed': {},
  'media.model_too_fine': { points: limits.modelPoints, pixels: limits.modelPixels },
  'media.model_too_large': { megabytes: limits.modelBytes / megabyte },
  'media.empty': {},
  'media.too_many_uploads': {},
  'media.upload_unknown': {},
  'media.not_arrived': {},
  'media.together_too_large': { megabytes: limits.formBody / megabyte },
  'media.nothing_chosen': {},
  'catalogue.too_many_pictures': { limit: limits.pictures },
  'catalogue.too_many_samples': { limit: limits.samples },
  'catalogue.in_review': {},
  'catalogue.not_a_film': {},
  'catalogue.unknown': {},
  'identity.not_allowed': {},
  'identity.sign_in_required': {},
  'core.unexpected': {},
};

/** Codes that have their sentence in the studio's own strings. */
const own: Readonly<Record<string, string>> = {
  'media.together_too_large': 'together_too_large',
  'media.nothing_chosen': 'nothing_chosen',
};

/** The sentence of a failed upload in a language; null for a code that is none of ours. `known` is what this case knows better than its code. */
export async function uploadFailure(
  code: string,
  locale: string,
  known: Readonly<Record<string, number>> = {},
): Promise<string | null> {
  const usual = Object.hasOwn(failures, code) ? failures[code] : undefined;
  if (!usual) return null;
  const params = shownParams({ ...usual, ...known }, locale);
  if (own[code]) return (await getTranslations({ locale, namespace: 'studio.upload' }))(own[code], params);
  const t = await getTranslations({ locale, namespace: 'errors' });
  return t(code === 'media.file_too_large' ? 'media.too_large' : code, params);
}

/** Answers an upload: JSON for the page's script, for a plain form the way back to the listing. */
async function respond(
  request: Request,
  locale: string,
  listingId: string,
  code: string,
  file: string,
): Promise<Response> {
  if (request.headers.get('accept')?.includes('application/json')) {
    const message = code === '' ? '' : ((await uploadFailure(code, locale)) ?? '');
    return Response.json({ message }, { status: code === '' ? 200 : 422, headers: { 'cache-control': 'no-store' } });
  }
  const query = code === '' ? 'done=uploaded' : `problem=${code}&file=${encodeURIComponent(file)}`;
  const location = listingId === '' ? `/${locale}/studio/listings` : `/${locale}/studio/listings/${listingId}?${query}`;
  return new Response(null, { status: 303, headers: { location } });
}

export interface UploadKind {
  /** Name of the form's file field. */
  readonly field: string;
  /** The largest body that is read at all. */
  readonly maxBody: number;
  readonly tooLarge: string;
  /** Keeps one file for the listing. */
  readonly keep: (actor: Actor, listing: WholeListing, fileName: string, bytes: Uint8Array) => Promise<void>;
}

/** Whether a page of ours sent this: the browser says so in Origin, or, where it leaves that out, in Sec-Fetch-Site. */
export function fromOwnPage(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin === null
    ? request.headers.get('sec-fetch-site') === 'same-origin'
    : origin === new URL(config().SITE_URL).origin;
}

/**
 * Takes files of a form for a listing. Only a form of our own page is read, only for people who may see the
 * listing, and each file is kept by an operation that authorises again. The first file that cannot be kept ends it; those before it stay.
 */
export async function receive(request: Request, { field, maxBody, tooLarge, keep }: UploadKind): Promise<Response> {
  if (!fromOwnPage(request)) return new Response('Forbidden', { status: 403 });
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return new Response('Length required', { status: 411 });
  const query = new URL(request.url).searchParams;
  const named = query.get('locale') ?? '';
  if (length > maxBody)
    return respond(request, isLocale(named) ? named : defaultLocale, query.get('listing') ?? '', tooLarge, '');
  const form = await request.formData();
  const given = String(form.get('locale') ?? '');
  const locale = isLocale(given) ? given : defaultLocale;
  const listingId = String(form.get('listingId') ?? '');
  let fileName = '';
  try {
    const actor = await currentActor();
    const listing = await viewListing(actor, listingId);
    const files = form.getAll(field).filter((each) => each instanceof File && each.size > 0);
    if (files.length === 0) throw new DomainError('media.nothing_chosen');
    for (const file of files) {
      if (!(file instanceof File)) continue;
      fileName = file.name;
      await keep(actor, listing, file.name, new Uint8Array(await file.arrayBuffer()));
    }
    return await respond(request, locale, listing.id, '', '');
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error, listingId }, 'upload failed');
    const code = error instanceof DomainError && Object.hasOwn(failures, error.code) ? error.code : 'core.unexpected';
    const known = code === 'catalogue.unknown' || code.startsWith('identity.') ? '' : listingId;
    return respond(request, locale, known, code, fileName);
  }
}
