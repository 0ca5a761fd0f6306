import type { Person } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

const lifetime = 30 * day;

/** Opens a session on a device; its id goes into the signed cookie. */
export async function openSession(userId: string, userAgent: string): Promise<string> {
  const session = await prisma().session.create({
    data: { userId, userAgent: userAgent.slice(0, 300), expiresAt: new Date(now().getTime() + lifetime) },
  });
  return session.id;
}

const withPowers = { memberships: true, translatorGrants: true } as const satisfies Prisma.UserInclude;

function personFrom(user: Prisma.UserGetPayload<{ include: typeof withPowers }>): Person {
  return {
    type: 'person',
    userId: user.id,
    email: user.email,
    name: user.name,
    locale: user.locale,
    staffRoles: user.staffRoles,
    memberships: user.memberships.map(({ enterpriseId, role }) => ({ enterpriseId, role })),
    translates: user.translatorGrants.map(({ locale, role }) => ({ locale, role })),
  };
}

/** The person signed in with this session, or null when it is unknown, ended, revoked or its person suspended. */
export async function personOfSession(sessionId: string): Promise<Person | null> {
  const session = await prisma().session.findUnique({
    where: { id: sessionId },
    include: { user: { include: withPowers } },
  });
  if (!session || session.revokedAt || session.expiresAt < now() || session.user.suspendedAt) return null;
  return personFrom(session.user);
}

/** Who a job acts for, with what they may do now; null when they are gone or suspended. */
export async function personOfUser(userId: string): Promise<Person | null> {
  const user = await prisma().user.findUnique({ where: { id: userId }, include: withPowers });
  return user && !user.suspendedAt ? personFrom(user) : null;
}

/** Ends one of the person's sessions; the device is signed out with its next request. */
export async function revokeSession(actor: Person, sessionId: string): Promise<void> {
  await prisma().session.updateMany({ where: { id: sessionId, userId: actor.userId }, data: { revokedAt: now() } });
}

/** The person's open sessions, newest first. */
export async function openSessions(actor: Person) {
  return prisma().session.findMany({
    where: { userId: actor.userId, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: { createdAt: 'desc' },
    take: 50,
  });
}
