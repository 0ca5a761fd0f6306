import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, text } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { defaultShippingRates } from './shipping.ts';
import { readShippingCells, rowsOf, type ShippingRow, type Zone, zonesOf } from './shipping-table.ts';

const name = text(limits.shortText);

export const newShippingSchema = z.object({ enterpriseId: id, name });
export const shippingSchema = z.object({ profileId: id });
export const copyShippingSchema = z.object({ profileId: id, name });
export const saveShippingSchema = z
  .object({
    profileId: id,
    version: integer(1, 1_000_000_000),
    name,
    handlingMin: integer(0, limits.shippingDays),
    handlingMax: integer(0, limits.shippingDays),
  })
  .catchall(z.unknown())
  .superRefine((input, context) => {
    if (input.handlingMax < input.handlingMin)
      context.addIssue({ code: 'custom', path: ['handlingMax'], message: 'enterprises.days' });
  })
  .transform(({ profileId, version, name, handlingMin, handlingMax, ...rest }) => {
    const cells: Record<string, string> = {};
    for (const [cell, value] of Object.entries(rest))
      if (typeof value === 'string' && cell.includes(':')) cells[cell] = value.slice(0, 100);
    return { profileId, version, name, handlingMin, handlingMax, cells };
  });

const whole = {
  rates: true,
  enterprise: true,
  _count: { select: { listings: true } },
} as const satisfies Prisma.ShippingProfileInclude;
export type ShippingProfileView = Prisma.ShippingProfileGetPayload<{ include: typeof whole }>;

/** An enterprise's shipping tables, the one that is meant where none is named first. */
export async function shippingProfiles(actor: Actor, enterpriseId: string): Promise<ShippingProfileView[]> {
  authorize(actor, 'listing.view', { enterpriseId });
  return prisma().shippingProfile.findMany({
    where: { enterpriseId },
    include: whole,
    orderBy: [{ isDefault: 'desc' }, { id: 'asc' }],
    take: limits.shippingProfiles,
  });
}

/** A shipping table for those who may see it. Throws `enterprises.unknown_shipping` for everybody else. */
export async function viewShipping(actor: Actor, profileId: string): Promise<ShippingProfileView> {
  const profile = uuidPattern.test(profileId)
    ? await prisma().shippingProfile.findUnique({ where: { id: profileId }, include: whole })
    : null;
  if (!profile || !may(actor, 'listing.view', profile)) throw new DomainError('enterprises.unknown_shipping');
  return profile;
}

function rateRows(rows: readonly ShippingRow[], code: string): Prisma.ShippingRateUncheckedCreateWithoutProfileInput[] {
  return rows.map((row) => ({ ...row, countries: [...row.countries], currency: code }));
}

async function requireRoom(tx: Tx, enterpriseId: string): Promise<void> {
  const count = await tx.shippingProfile.count({ where: { enterpriseId } });
  if (count >= limits.shippingProfiles)
    throw new DomainError('enterprises.too_many_shippings', { limit: limits.shippingProfiles });
}

/** Begins a shipping table with round prices to start from. */
export async function startShipping(actor: Actor, input: z.output<typeof newShippingSchema>): Promise<string> {
  authorize(actor, 'shipping.edit', input);
  return transaction(async (tx) => {
    await requireRoom(tx, input.enterpriseId);
    const enterprise = await tx.enterprise.findUniqueOrThrow({ where: { id: input.enterpriseId } });
    const first = (await tx.shippingProfile.count({ where: { enterpriseId: enterprise.id } })) === 0;
    const made = await tx.shippingProfile.create({
      data: {
        enterpriseId: enterprise.id,
        name: input.name,
        isDefault: first,
        rates: { create: defaultShippingRates(enterprise.country, enterprise.currency) },
      },
    });
    return made.id;
  });
}

/** A shipping table of the actor's enterprise, locked until the transaction ends. Throws `enterprises.unknown_shipping`. */
export async function editableShipping(tx: Tx, actor: Actor, profileId: string): Promise<ShippingProfileView> {
  await tx.$queryRaw`select id from shipping_profile where id = ${profileId}::uuid for update`;
  const profile = await tx.shippingProfile.findUnique({ where: { id: profileId }, include: whole });
  if (!profile) throw new DomainError('enterprises.unknown_shipping');
  authorize(actor, 'shipping.edit', profile);
  return profile;
}

/** Throws `enterprises.shipping_edited_meanwhile` when somebody else saved first. */
export function requireFreshShipping(profile: ShippingProfileView, version: number): void {
  if (profile.version !== version) throw new DomainError('enterprises.shipping_edited_meanwhile');
}

/** Writes a table whole; every delivered price of the enterprise may be another now. */
export async function writeZones(
  tx: Tx,
  profile: ShippingProfileView,
  zones: readonly Zone[],
  data: Prisma.ShippingProfileUpdateInput = {},
): Promise<void> {
  await tx.shippingRate.deleteMany({ where: { profileId: profile.id } });
  await tx.shippingProfile.update({
    where: { id: profile.id },
    data: {
      ...data,
      version: { increment: 1 },
      rates: { create: rateRows(rowsOf(zones), profile.enterprise.currency) },
    },
  });
  await announceChange(tx, { kind: 'catalogue' });
}

/** Saves name, handling days and the table of prices, all of it or nothing: everything that is wrong is told together. */
export async function saveShipping(actor: Actor, input: z.output<typeof saveShippingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const profile = await editableShipping(tx, actor, input.profileId);
    requireFreshShipping(profile, input.version);
    const { zones, errors } = readShippingCells(
      input.cells,
      zonesOf(profile.rates),
      currency(profile.enterprise.currency),
    );
    const [first, ...others] = errors;
    if (first) throw new DomainErrors([first, ...others]);
    await writeZones(tx, profile, zones, {
      name: input.name,
      handlingDaysMin: input.handlingMin,
      handlingDaysMax: input.handlingMax,
    });
  });
}

/** A table like another, to be changed. */
export async function copyShipping(actor: Actor, input: z.output<typeof copyShippingSchema>): Promise<string> {
  return transaction(async (tx) => {
    const profile = await editableShipping(tx, actor, input.profileId);
    await requireRoom(tx, profile.enterpriseId);
    const { enterpriseId, handlingDaysMin, handlingDaysMax } = profile;
    const made = await tx.shippingProfile.create({
      data: {
        enterpriseId,
        name: input.name,
        handlingDaysMin,
        handlingDaysMax,
        rates: { create: rateRows(rowsOf(zonesOf(profile.rates)), profile.enterprise.currency) },
      },
    });
    return made.id;
  });
}

/** What names no table is sent by this one from now on. */
export async function makeDefaultShipping(actor: Actor, input: z.output<typeof shippingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { id: profileId, enterpriseId } = await editableShipping(tx, actor, input.profileId);
    await tx.$queryRaw`select id from shipping_profile where enterprise_id = ${enterpriseId}::uuid order by id for update`;
    await tx.shippingProfile.updateMany({ where: { enterpriseId, isDefault: true }, data: { isDefault: false } });
    await tx.shippingProfile.update({ where: { id: profileId }, data: { isDefault: true } });
    await announceChange(tx, { kind: 'catalogue' });
  });
}

/** Takes a table off; listings that had it are sent by the default one. Throws `enterprises.shipping_is_default`. */
export async function removeShipping(actor: Actor, input: z.output<typeof shippingSchema>): Promise<string> {
  return transaction(async (tx) => {
    const profile = await editableShipping(tx, actor, input.profileId);
    if (profile.isDefault) throw new DomainError('enterprises.shipping_is_default');
    await tx.shippingProfile.delete({ where: { id: profile.id } });
    await announceChange(tx, { kind: 'catalogue' });
    return profile.enterpriseId;
  });
}
