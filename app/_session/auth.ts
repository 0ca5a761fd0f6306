import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { config, isPublicAddress } from '#lib/core/config.ts';
import { openSession, personOfSession, revokeSession, type SignedIn, signInWithPassword } from '#lib/identity/index.ts';

declare module 'next-auth' {
  interface Session {
    sessionId: string;
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string;
  }
}

const maxAge = 30 * 24 * 3600;

function secureCookies(): boolean {
  return config().SITE_URL.startsWith('https:') && isPublicAddress(config().SITE_URL);
}

function cookieName(): string {
  return secureCookies() ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/**
 * next-auth keeps a signed cookie that names a row of `session`; the row decides (revoked, expired), so a stolen or forgotten
 * cookie can be ended at once.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: config().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge },
    useSecureCookies: secureCookies(),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'password',
        credentials: { email: {}, password: {} },
        authorize: async (given, request) =>
          signInWithPassword(
            { email: given?.email ?? '', password: given?.password ?? '' },
            String(request.headers?.['x-forwarded-for'] ?? ''),
          ),
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => (user ? { ...token, sessionId: await openSession(user.id, '') } : token),
      session: ({ session, token }) => ({ ...session, sessionId: token.sessionId ?? '' }),
    },
    events: {
      signOut: async ({ token }) => {
        const person = token.sessionId ? await personOfSession(token.sessionId) : null;
        if (person && token.sessionId) await revokeSession(person, token.sessionId);
      },
    },
  };
}

/** Signs a person in on this device from a server action: the cookie is next-auth's own, so that its API sees the same session. */
export async function startSession(user: SignedIn, userAgent: string): Promise<void> {
  const sessionId = await openSession(user.id, userAgent);
  const token = await encode({
    token: { sub: user.id, name: user.name, email: user.email, sessionId },
    secret: config().AUTH_SECRET,
    maxAge,
  });
  const jar = await cookies();
  jar.set(cookieName(), token, { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies(), maxAge });
}

/** Takes the cookie away; the session's row is ended by the caller. */
export async function forgetSession(): Promise<void> {
  const jar = await cookies();
  jar.delete(cookieName());
}
