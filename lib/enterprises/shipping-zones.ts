import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { deliveryCountries, sides } from './countries.ts';
import { unionCountries } from './shipping.ts';
import { editableShipping, requireFreshShipping, writeZones } from './shipping-profiles.ts';
import { overlapping, serviceOf, services, zonesOf } from './shipping-table.ts';

/** Countries that a zone may name. */
export const zoneCountries: readonly string[] = [...new Set([...deliveryCountries, ...unionCountries])];

export type CountryGroup = 'union' | 'cee' | 'china';

/** Countries that are picked together. */
export const countryGroups: Readonly<Record<CountryGroup, readonly string[]>> = {
  union: unionCountries,
  cee: sides.cee,
  china: sides.china,
};

const zoneNumber = z
  .string()
  .regex(/^(new|\d{1,2})$/)
  .transform((value) => (value === 'new' ? null : Number(value)));

export const saveZoneSchema = z
  .object({
    profileId: id,
    version: integer(1, 1_000_000_000),
    zone: zoneNumber,
    /** How fast: the same country may be in a zone of each. */
    service: z.enum(services).default('standard'),
    /** Everywhere the other zones do not name. */
    rest: z.literal('on').optional(),
    groups: z.array(z.enum(['union', 'cee', 'china'])).default([]),
    countries: z.array(z.string()).default([]),
    /** The zone whose prices a new one begins with. */
    like: z.union([z.literal('').transform(() => 0), integer(0, limits.shippingZones)]).default(0),
  })
  .transform(({ groups, countries, rest, ...input }) => {
    const picked = [
      ...countries.filter((country) => zoneCountries.includes(country)),
      ...groups.flatMap((group) => countryGroups[group]),
    ];
    return { ...input, rest: rest === 'on', groups, named: countries, countries: [...new Set<string>(picked)].sort() };
  });

export const removeZoneSchema = z.object({
  profileId: id,
  version: integer(1, 1_000_000_000),
  zone: integer(0, limits.shippingZones),
});

/**
 * Says where a zone of a shipping table is, or adds one with the prices of another. A country that was picked by its group goes to the
 * zone that names it already; one that was picked by name in two zones is told. Throws `enterprises.zones_overlap`,
 * `enterprises.zone_empty`, `enterprises.rest_twice`.
 */
export async function saveZone(actor: Actor, input: z.output<typeof saveZoneSchema>): Promise<void> {
  await transaction(async (tx) => {
    const profile = await editableShipping(tx, actor, input.profileId);
    requireFreshShipping(profile, input.version);
    const zones = zonesOf(profile.rates);
    const left = zones.filter((_, at) => at !== input.zone);
    const others = left.filter((zone) => serviceOf(zone) === input.service);
    if (input.zone !== null && !zones[input.zone]) throw new DomainError('enterprises.shipping_edited_meanwhile');
    if (input.zone === null && zones.length >= limits.shippingZones)
      throw new DomainError('enterprises.too_many_zones', { limit: limits.shippingZones });
    const shared = overlapping(input.named, others);
    if (!input.rest && shared.length > 0)
      throw new DomainError('enterprises.zones_overlap', { countries: shared }, 'countries');
    const taken = overlapping(input.countries, others);
    const countries = input.rest ? [] : input.countries.filter((country) => !taken.includes(country));
    if (!input.rest && countries.length === 0) throw new DomainError('enterprises.zone_empty', {}, 'countries');
    if (input.rest && others.some((zone) => zone.countries.length === 0))
      throw new DomainError('enterprises.rest_twice', {}, 'rest');
    const model = zones[input.zone ?? input.like] ?? zones[0];
    const zone = model
      ? { ...model, countries, service: input.service }
      : {
          countries,
          service: input.service,
          daysMin: 3,
          daysMax: 7,
          freeAboveMinor: null,
          steps: [{ grams: 2_000, minor: 1_000n }],
        };
    await writeZones(tx, profile, [...left, zone]);
  });
}

/** Takes a zone off a table. Throws `enterprises.last_zone`. */
export async function removeZone(actor: Actor, input: z.output<typeof removeZoneSchema>): Promise<void> {
  await transaction(async (tx) => {
    const profile = await editableShipping(tx, actor, input.profileId);
    requireFreshShipping(profile, input.version);
    const zones = zonesOf(profile.rates);
    const left = zones.filter((_, at) => at !== input.zone);
    if (left.length === 0) throw new DomainError('enterprises.last_zone');
    await writeZones(tx, profile, left);
  });
}
