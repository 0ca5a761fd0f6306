import { currentActor } from '#app/_session/actor.ts';
import type { Actor } from '#lib/core/actor.ts';
import { personOfToken, type TokenRight } from '#lib/identity/index.ts';

export interface Access {
  readonly actor: Actor;
  readonly may: (right: TokenRight) => boolean;
}

/** Who asks: the bearer of a token, or whoever is signed in and only reads. Null for a token that is none. */
export async function accessOf(request: Request): Promise<Access | null> {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return { actor: await currentActor(), may: (right) => right === 'read' };
  const found = await personOfToken(token);
  return found && { actor: found.actor, may: (right) => found.rights.includes(right) };
}

/** An error as programs read it: the code, its parameters and an English sentence. */
export function problem(
  status: number,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
  message = '',
): Response {
  return Response.json({ error: { code, params, message } }, { status, headers: { 'cache-control': 'no-store' } });
}
