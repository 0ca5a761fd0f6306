import type { z } from 'zod';
import { fromElsewhere, notKept } from '#app/_lists/own-site.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
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

/** A script's JSON, from our own pages alone; null for anything else. What is larger than the desk ever sends is answered at once. */
export async function ownJson(request: Request, answer: (asked: unknown) => Promise<Response>): Promise<Response> {
  if (Number(request.headers.get('content-length')) > limits.deskBody) return refused('too_long', 413);
  if (fromElsewhere(request) || !request.headers.get('content-type')?.startsWith('application/json'))
    return answer(null);
  return answer(await request.json().catch(() => null));
}

function refused(code: string, status = 422): Response {
  return Response.json({ code: `validation.${code}`, params: {} }, { status, headers: notKept });
}

/** What was sent is not what may be sent: the first rule's own code, where it has one. */
export function invalid(error?: z.ZodError): Response {
  const code = error?.issues[0]?.message ?? '';
  return refused(/^[a-z_]+$/.test(code) ? code : 'invalid');
}
