import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { type Actor, guest } from '#lib/core/actor.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { personOfSession } from '#lib/identity/index.ts';
import { authOptions } from './auth.ts';

/** Who asks and with which session (empty for guests), once a request. */
export const currentSession = cache(async (): Promise<{ actor: Actor; sessionId: string }> => {
  const session = await getServerSession(authOptions());
  const sessionId = session?.sessionId ?? '';
  const person = uuidPattern.test(sessionId) ? await personOfSession(sessionId) : null;
  return person ? { actor: person, sessionId } : { actor: guest, sessionId: '' };
});

/** Who asks. */
export async function currentActor(): Promise<Actor> {
  return (await currentSession()).actor;
}
