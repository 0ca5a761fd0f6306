import { fromElsewhere, notKept } from '#app/_lists/own-site.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';

const statuses: Readonly<Record<string, number>> = { 'identity.sign_in_required': 401, 'identity.not_allowed': 403 };

/** What the workbench's scripts get: the answer, or the code of what went wrong with its parameters. */
export async function answered(run: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await run(), { headers: notKept });
  } catch (error) {
    if (error instanceof DomainError)
      return Response.json(
        { code: error.code, params: error.params },
        { status: statuses[error.code] ?? 422, headers: notKept },
      );
    log.error({ err: error }, 'workbench failed');
    return Response.json({ code: 'core.unexpected', params: {} }, { status: 500, headers: notKept });
  }
}

/** A script's JSON, from our own pages alone; null for anything else. */
export async function ownJson(request: Request): Promise<unknown> {
  if (fromElsewhere(request) || !request.headers.get('content-type')?.startsWith('application/json')) return null;
  return request.json().catch(() => null);
}

export function invalid(): Response {
  return Response.json({ code: 'validation.invalid', params: {} }, { status: 422, headers: notKept });
}
