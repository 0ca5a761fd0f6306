import { askingLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { fromOwnPage, uploadFailure } from '../upload.ts';

/** What the page's script is told: whether it went well, and a sentence where there is one to say. */
export interface UploadAnswer {
  readonly ok: boolean;
  readonly message: string;
  /** Something to know about what was kept. */
  readonly note: string;
  /** Where what the note speaks of is; empty for nowhere. */
  readonly link: string;
}

export function respond(answer: UploadAnswer, status: number): Response {
  return Response.json(answer, { status, headers: { 'cache-control': 'no-store', 'tus-resumable': '1.0.0' } });
}

const statuses: Readonly<Record<string, number>> = {
  'identity.sign_in_required': 401,
  'identity.not_allowed': 403,
  'catalogue.unknown': 404,
  'media.upload_unknown': 404,
  'media.too_large': 413,
};

/**
 * The one way a request about an upload is answered: only from a page of our own, by who is signed in now, and with a sentence in the
 * reader's language for whatever is refused. Reading asks for nothing but to be signed in.
 */
export async function answerUpload(
  request: Request,
  work: (actor: Actor) => Promise<Response>,
  known: Readonly<Record<string, number>> = {},
): Promise<Response> {
  if (request.method !== 'HEAD' && !fromOwnPage(request)) return new Response('Forbidden', { status: 403 });
  try {
    const actor = await currentActor();
    if (actor.type === 'guest') throw new DomainError('identity.sign_in_required');
    return await work(actor);
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error }, 'upload failed');
    const code = error instanceof DomainError ? error.code : 'core.unexpected';
    const message = await uploadFailure(code, askingLocale(request), { ...numbersOf(error), ...known });
    return respond(
      { ok: false, message: message ?? '', note: '', link: '' },
      statuses[code] ?? (error instanceof DomainError ? 422 : 500),
    );
  }
}

function numbersOf(error: unknown): Record<string, number> {
  if (!(error instanceof DomainError)) return {};
  return Object.fromEntries(
    Object.entries(error.params).filter((each): each is [string, number] => typeof each[1] === 'number'),
  );
}
