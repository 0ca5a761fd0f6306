import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { hour, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { countryCode, id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import type { DownloadFile } from './download.ts';
import { isBuyer } from './read.ts';
import { mayWatchIn, passState } from './rental.ts';

/** Gives the buyer of a paid line the right to watch, once. */
export async function grantPass(
  tx: Tx,
  line: { readonly id: string; readonly listingId: string; readonly variantId: string },
): Promise<void> {
  const offer = await tx.streamOffer.findUniqueOrThrow({ where: { listingId: line.listingId } });
  await tx.streamPass.createMany({
    data: [
      {
        orderLineId: line.id,
        listingId: line.listingId,
        mode: line.variantId === offer.rentVariantId ? 'rent' : 'buy',
        territories: offer.territories,
        paidAt: now(),
      },
    ],
    skipDuplicates: true,
  });
}

const whole = {
  orderLine: { include: { sellerOrder: { include: { order: true } } } },
  listing: {
    include: {
      text: withTranslations,
      enterprise: true,
      stream: true,
      pictures: { orderBy: { position: 'asc' }, take: 1 },
      files: {
        where: { media: { contentType: 'video/mp4' } },
        include: { media: true },
        orderBy: { version: 'desc' },
        take: 1,
      },
    },
  },
} as const satisfies Prisma.StreamPassInclude;

export type WholePass = Prisma.StreamPassGetPayload<{ include: typeof whole }>;

/** Whether the order behind a right to watch still stands. */
function stands(pass: WholePass): boolean {
  return !['refunded', 'cancelled'].includes(pass.orderLine.sellerOrder.status);
}

/** The rights to watch of order lines; the caller has found the order for whoever may see it. */
export async function passesOfLines(orderLineIds: readonly string[]) {
  return prisma().streamPass.findMany({
    where: { orderLineId: { in: [...orderLineIds] } },
    include: { listing: { select: { slug: true } } },
    take: limits.cartLines,
  });
}

/**
 * The best right somebody has to watch a film: signed in, of all they bought; with a pass named and the key of its order, that one.
 * Null where there is none that ever was good.
 */
export async function passFor(
  actor: Actor,
  slug: string,
  given: { pass: string | undefined; key: string | undefined },
): Promise<WholePass | null> {
  if (given.pass && uuidPattern.test(given.pass)) {
    const pass = await prisma().streamPass.findFirst({ where: { id: given.pass, listing: { slug } }, include: whole });
    return pass && stands(pass) && isBuyer(actor, pass.orderLine.sellerOrder.order, given.key) ? pass : null;
  }
  const buyerId = actorId(actor);
  if (!buyerId) return null;
  const passes = await prisma().streamPass.findMany({
    where: { listing: { slug }, orderLine: { sellerOrder: { order: { buyerId } } } },
    include: whole,
    orderBy: { paidAt: 'desc' },
    take: limits.page,
  });
  const good = passes.filter(stands);
  return good.find((pass) => passState(pass, now()).is !== 'over') ?? good[0] ?? null;
}

/** Where a viewer is: where they say, or where they were when they bought. */
export function viewedIn(pass: WholePass, declared: string | null): string {
  return declared ?? pass.orderLine.sellerOrder.order.country;
}

/**
 * What keeps a right to watch from being used here and now. Throws `ordering.watch_over` and `ordering.watch_not_here`.
 */
export function requirePlayable(pass: WholePass, here: string): void {
  const state = passState(pass, now());
  if (state.is === 'over') throw new DomainError('ordering.watch_over');
  if (!mayWatchIn(pass.territories, pass.orderLine.sellerOrder.order.country, here))
    throw new DomainError('ordering.watch_not_here', { country: [here] });
}

export const startWatchingSchema = z.object({ passId: id, key: z.string().max(100).default('') });

/** Begins a rental: its forty-eight hours run from now. Pressing twice begins it once. Throws `ordering.unknown` and what keeps it from being watched. */
export async function startWatching(
  actor: Actor,
  input: z.output<typeof startWatchingSchema>,
  declared: string | null,
): Promise<WholePass> {
  return transaction(async (tx) => {
    await tx.$queryRaw`select id from stream_pass where id = ${input.passId}::uuid for update`;
    const pass = await tx.streamPass.findUnique({ where: { id: input.passId }, include: whole });
    if (!pass || !stands(pass) || !isBuyer(actor, pass.orderLine.sellerOrder.order, input.key || undefined))
      throw new DomainError('ordering.unknown');
    requirePlayable(pass, viewedIn(pass, declared));
    if (!pass.firstPlayedAt) await tx.streamPass.update({ where: { id: pass.id }, data: { firstPlayedAt: now() } });
    return pass;
  });
}

const linkLasts = 6 * hour;

function signature(passId: string, here: string, expires: number): string {
  return createHmac('sha256', config().AUTH_SECRET).update(`watch ${passId} ${here} ${expires}`).digest('base64url');
}

/** Where a player fetches the film, for six hours and from the country its viewer says to be in. */
export function watchLink(passId: string, here: string): string {
  const expires = now().getTime() + linkLasts;
  return `/api/watch/${passId}?in=${here}&expires=${expires}&signature=${signature(passId, here, expires)}`;
}

/**
 * The film behind a player's link, each time a part of it is asked for: what was bought is looked at again, so that a rental ends when
 * it ends. Throws `ordering.unknown`, `ordering.link_expired` and what keeps it from being watched.
 */
export async function openWatch(
  passId: string,
  given: { in: string | null; expires: string | null; signature: string | null },
): Promise<DownloadFile> {
  const here = countryCode.safeParse(given.in);
  const until = Number(given.expires);
  const expected = Buffer.from(signature(passId, here.data ?? '', until));
  const actual = Buffer.from(given.signature ?? '');
  if (!here.success || expected.length !== actual.length || !timingSafeEqual(expected, actual))
    throw new DomainError('ordering.unknown');
  if (until < now().getTime()) throw new DomainError('ordering.link_expired');
  const pass = await prisma().streamPass.findUnique({ where: { id: passId }, include: whole });
  const film = pass?.listing.files[0]?.media;
  if (!pass || !film || !stands(pass)) throw new DomainError('ordering.unknown');
  requirePlayable(pass, here.data);
  if (passState(pass, now()).is === 'waiting') throw new DomainError('ordering.watch_not_begun');
  return {
    storageKey: film.storageKey,
    fileName: film.fileName,
    contentType: film.contentType,
    bytes: Number(film.bytes),
  };
}
