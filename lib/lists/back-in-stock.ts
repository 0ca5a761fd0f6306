import { z } from 'zod';
import { availableOf, variantName, withOptions } from '#lib/catalogue/index.ts';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, secretToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { email, id } from '#lib/core/validation.ts';
import type { Prisma, StockRequest } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { nameFor, withName } from '#lib/enterprises/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { fieldText, type Locale, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { siteLink } from './news.ts';
import { headStart, toTell } from './rules.ts';
import { stopLinks } from './unsubscribe.ts';

export const stockRequestSchema = z.object({
  variantId: id,
  email: z.union([z.literal('').transform(() => undefined), email]).optional(),
});
export const requestIdSchema = z.object({ requestId: id });

/** An unconfirmed request is forgotten after this. */
export const confirmWithin = 2 * day;

const named = {
  listing: {
    include: {
      text: withTranslations,
      options: withOptions,
      enterprise: { select: withName },
      pictures: { orderBy: { position: 'asc' }, take: 1 },
    },
  },
} as const satisfies Prisma.VariantInclude;
export type AwaitedVariant = Prisma.VariantGetPayload<{ include: typeof named }>;

const waiting = { toldAt: null, endedAt: null } as const;

/** A variant as a reader knows it: its listing's title and what was chosen. */
export function awaitedTitle(variant: AwaitedVariant, reader: Locale): string {
  const name = variantName(variant, variant.listing.options, reader);
  const title = fieldText(variant.listing.text, 'title', reader);
  return name ? `${title} · ${name}` : title;
}

/** A variant of a live listing that somebody may wait for; null where there is none. */
export async function awaitedVariant(variantId: string): Promise<AwaitedVariant | null> {
  return prisma().variant.findFirst({
    where: { id: variantId, archivedAt: null, listing: { status: 'live' } },
    include: named,
  });
}

export function isSoldOut(variant: { stockOnHand: number | null; stockReserved: number }): boolean {
  return variant.stockOnHand !== null && availableOf(variant) <= 0;
}

/**
 * Waits for a sold-out variant: a signed-in person at once, an address when its owner has confirmed. Asking twice is asking once, and
 * nobody learns whether an address waits already. Throws `lists.unknown_listing`, `lists.in_stock`, `lists.too_many_requests`.
 */
export async function requestStock(
  actor: Actor,
  reader: Locale,
  input: z.output<typeof stockRequestSchema>,
): Promise<void> {
  const userId = actorId(actor);
  await transaction(async (tx) => {
    const variant = await tx.variant.findFirst({
      where: { id: input.variantId, archivedAt: null, listing: { status: 'live' } },
      include: named,
    });
    if (!variant) throw new DomainError('lists.unknown_listing');
    if (!isSoldOut(variant)) throw new DomainError('lists.in_stock');
    const own = userId ? (await tx.user.findUniqueOrThrow({ where: { id: userId } })).email : input.email;
    if (!own) throw new DomainError('validation.email', {}, 'email');
    if ((await tx.stockRequest.count({ where: { email: own, ...waiting } })) >= limits.stockRequests)
      throw new DomainError('lists.too_many_requests', { limit: limits.stockRequests });
    await tx.stockRequest.createMany({
      data: [{ variantId: variant.id, email: own, userId, locale: reader, createdAt: now() }],
      skipDuplicates: true,
    });
    const request = await tx.stockRequest.findFirstOrThrow({
      where: { variantId: variant.id, email: own, ...waiting },
    });
    if (request.confirmedAt) return;
    if (userId) await confirm(tx, request, userId);
    else await askToConfirm(tx, request, variant, reader);
  });
}

async function confirm(tx: Tx, request: StockRequest, userId: string | null): Promise<void> {
  await tx.stockRequest.update({
    where: { id: request.id },
    data: { confirmedAt: now(), confirmTokenHash: null, ...(userId ? { userId } : {}) },
  });
  // It may have come back while this was asked.
  await announce(tx, 'variant.back', { variantId: request.variantId });
}

/** One mail a request: who presses again does not fill a stranger's box. */
async function askToConfirm(tx: Tx, request: StockRequest, variant: AwaitedVariant, reader: Locale): Promise<void> {
  if (request.confirmTokenHash) return;
  const token = secretToken();
  await tx.stockRequest.update({ where: { id: request.id }, data: { confirmTokenHash: hashToken(token) } });
  await queueMail(tx, {
    cause: `stock_request:${request.id}:confirm`,
    template: 'stock_confirm',
    recipient: request.email,
    locale: reader,
    params: { title: awaitedTitle(variant, reader), link: siteLink(reader, `/back/confirm?token=${token}`) },
  });
}

/** The owner of an address says that it waits. Throws `lists.link_unknown` for a link that was used or is too old. */
export async function confirmStockRequest(token: string): Promise<AwaitedVariant> {
  return transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      select id from stock_request where confirm_token_hash = ${hashToken(token)} for update`;
    const request = row && (await tx.stockRequest.findUnique({ where: { id: row.id } }));
    if (!request || request.endedAt || now().getTime() - request.createdAt.getTime() > confirmWithin)
      throw new DomainError('lists.link_unknown');
    await confirm(tx, request, null);
    return tx.variant.findUniqueOrThrow({ where: { id: request.variantId }, include: named });
  });
}

/** What a person waits for, the newest first. */
export async function stockRequestsOf(actor: Actor) {
  return prisma().stockRequest.findMany({
    where: { userId: person(actor).userId, confirmedAt: { not: null }, ...waiting },
    include: { variant: { include: named } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limits.stockRequests,
  });
}

/** A person waits no longer. */
export async function endStockRequest(actor: Actor, input: z.output<typeof requestIdSchema>): Promise<void> {
  await prisma().stockRequest.updateMany({
    where: { id: input.requestId, userId: person(actor).userId, ...waiting },
    data: { endedAt: now() },
  });
}

/**
 * A variant may be there again: whoever has waited longest is told, a few for each piece, and marked in the same transaction; the others
 * after the head start, while there is any. Runs one at a time for a variant, so that a repeated job tells nobody twice.
 */
export async function tellBackInStock(variantId: string): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`stock_request:${variantId}`}, 0))`;
    const variant = await tx.variant.findFirst({
      where: { id: variantId, archivedAt: null, listing: { status: 'live' } },
      include: named,
    });
    if (!variant || isSoldOut(variant)) return;
    const lately = await tx.stockRequest.count({
      where: { variantId, toldAt: { gt: new Date(now().getTime() - headStart) } },
    });
    const count = toTell(variant.stockOnHand === null ? null : availableOf(variant), lately);
    const next = await tx.stockRequest.findMany({
      where: { variantId, confirmedAt: { not: null }, ...waiting },
      orderBy: [{ confirmedAt: 'asc' }, { id: 'asc' }],
      take: count,
    });
    for (const request of next) await tell(tx, request, variant);
  });
}

async function tell(tx: Tx, request: StockRequest, variant: AwaitedVariant): Promise<void> {
  const reader = locale(request.locale);
  const { count } = await tx.stockRequest.updateMany({
    where: { id: request.id, ...waiting },
    data: { toldAt: now() },
  });
  if (count === 0) return;
  await queueMail(tx, {
    cause: `stock_request:${request.id}:back`,
    template: 'stock_back',
    recipient: request.email,
    locale: reader,
    params: {
      title: awaitedTitle(variant, reader),
      maker: nameFor(variant.listing.enterprise, reader),
      link: siteLink(reader, `/l/${variant.listing.slug}`),
      stop: stopLinks('stock', request.id, reader),
    },
  });
}

/** The next of those who wait for what is still there when the first had their head start. */
export async function tellNextInLine(): Promise<void> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    select distinct v.id from stock_request r join variant v on v.id = r.variant_id join listing l on l.id = v.listing_id
    where r.confirmed_at is not null and r.told_at is null and r.ended_at is null and l.status = 'live' and v.archived_at is null
      and (v.stock_on_hand is null or v.stock_on_hand > v.stock_reserved) limit ${limits.newsMails}`;
  for (const { id: variantId } of rows) await tellBackInStock(variantId);
}
