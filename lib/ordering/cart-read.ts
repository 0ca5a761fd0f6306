import { withOptions } from '#lib/catalogue/index.ts';
import type { ListingKind, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { withAmounts } from './voucher-read.ts';

const withRates = { rates: true } as const satisfies Prisma.ShippingProfileInclude;

/** The steps that can be a country's: those that name it and those for everywhere else. */
const stepsTo = (country: string) =>
  ({
    rates: { where: { OR: [{ countries: { has: country } }, { countries: { isEmpty: true } }] } },
  }) as const satisfies Prisma.ShippingProfileInclude;

/** What of a seller decides prices delivered. */
const seller = {
  commissionPlan: true,
  holiday: true,
  shippingProfiles: { where: { isDefault: true }, include: withRates },
} as const satisfies Prisma.EnterpriseInclude;

/** What of a listing decides its price delivered. */
export const priced = {
  enterprise: { include: seller },
  shippingProfile: { include: withRates },
  event: true,
  stream: true,
} as const satisfies Prisma.ListingInclude;

const shown = {
  text: withTranslations,
  pictures: { orderBy: { position: 'asc' }, take: 1, include: { media: true } },
} as const satisfies Prisma.ListingInclude;

const withService = { text: withTranslations } as const satisfies Prisma.ServiceOfferInclude;

/** A line with all that is known of its thing. */
export type CartLineFull = Prisma.CartLineGetPayload<{
  include: {
    variant: {
      include: {
        prices: true;
        listing: {
          include: typeof priced &
            typeof shown & { service: { include: typeof withService }; options: typeof withOptions };
        };
      };
    };
  };
}>;

const contents = {
  lines: {
    include: { variant: { include: { prices: true, listing: { include: shown } } } },
    orderBy: { addedAt: 'asc' },
  },
  vouchers: true,
} as const satisfies Prisma.CartInclude;

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
const byListing = <Row extends { readonly listingId: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.listingId, row]));

/**
 * A cart with its lines and vouchers as they are now, and of shipping tables what concerns a country; null where there is none. What only some kinds of things have is asked for where there
 * is one of the kind: all in one question takes the database several times as long.
 */
export async function readContents(tx: Tx, cartId: string, country: string) {
  const cart = await tx.cart.findUnique({ where: { id: cartId }, include: contents });
  if (!cart) return null;
  const listings = cart.lines.map(({ variant }) => variant.listing);
  const of = (kind: ListingKind) => listings.filter((listing) => listing.kind === kind).map(({ id }) => id);
  const where = (ids: readonly string[]) => ({ where: { listingId: { in: [...ids] } } });
  const own = listings.flatMap(({ shippingProfileId }) => shippingProfileId ?? []);
  const chosen = cart.lines.flatMap(({ variant }) => (variant.valueIds.length > 0 ? variant.listingId : []));

  const sellers = byId(
    await tx.enterprise.findMany({
      where: { id: { in: [...new Set(listings.map(({ enterpriseId }) => enterpriseId))] } },
      include: { ...seller, shippingProfiles: { ...seller.shippingProfiles, include: stepsTo(country) } },
    }),
  );
  const profiles = byId(
    own.length > 0 ? await tx.shippingProfile.findMany({ where: { id: { in: own } }, include: stepsTo(country) }) : [],
  );
  const events = byListing(of('ticket').length > 0 ? await tx.ticketEvent.findMany(where(of('ticket'))) : []);
  const streams = byListing(of('stream').length > 0 ? await tx.streamOffer.findMany(where(of('stream'))) : []);
  const services = byListing(
    of('service').length > 0 ? await tx.serviceOffer.findMany({ ...where(of('service')), include: withService }) : [],
  );
  const options = Map.groupBy(
    chosen.length > 0 ? await tx.listingOption.findMany({ ...where(chosen), ...withOptions }) : [],
    ({ listingId }) => listingId,
  );
  const vouchers =
    cart.vouchers.length > 0
      ? await tx.voucher.findMany({
          where: { id: { in: cart.vouchers.map(({ voucherId }) => voucherId) } },
          include: withAmounts,
        })
      : [];

  const lines = cart.lines.map((line): CartLineFull => {
    const { listing, ...variant } = line.variant;
    const enterprise = sellers.get(listing.enterpriseId);
    if (!enterprise) throw new Error('a listing has an enterprise');
    return {
      ...line,
      variant: {
        ...variant,
        listing: {
          ...listing,
          enterprise,
          shippingProfile: profiles.get(listing.shippingProfileId ?? '') ?? null,
          event: events.get(listing.id) ?? null,
          stream: streams.get(listing.id) ?? null,
          service: services.get(listing.id) ?? null,
          options: options.get(listing.id) ?? [],
        },
      },
    };
  });
  return { lines, vouchers, choices: cart.choices, userId: cart.userId };
}
