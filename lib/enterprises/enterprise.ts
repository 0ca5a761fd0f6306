import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currencies } from '#lib/core/currency.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import { EnterpriseKind } from '#lib/db/generated/enums.ts';
import { announceChange, prisma, transaction } from '#lib/db/index.ts';
import { isLocale, slug, withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { sellingCountry } from './countries.ts';
import { defaultShippingRates } from './shipping.ts';

const latin = /^[\p{Script=Latin}\p{N}\p{P}\p{Zs}\p{M}&+]+$/u;

export const foundSchema = z.object({
  country: z.string().refine(sellingCountry, { error: 'choose' }),
  kind: z.enum(EnterpriseKind, { error: 'choose' }),
  legalName: text(160, 2),
  legalNameLatin: text(160, 2).refine((value) => latin.test(value), { error: 'latin_only' }),
  displayName: text(80, 2),
  registrationNumber: text(40, 4),
  vatNumber: optionalText(20),
  sourceLocale: z.string().refine(isLocale, { error: 'choose' }),
  currency: z.enum(currencies as [string, ...string[]], { error: 'choose' }),
  city: text(80),
  story: optionalText(2_000),
});

/** A free slug made from the name in Latin letters. */
async function freeSlug(name: string): Promise<string> {
  const base = slug(name, 'en', 60) || 'enterprise';
  const taken = await prisma().enterprise.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } });
  const names = new Set(taken.map((each) => each.slug));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? base : `${base}-${number}`;
    if (!names.has(candidate)) return candidate;
  }
}

/** Founds an enterprise; the founder becomes its owner, and staff verifies it. Throws `enterprises.registered_already`. */
export async function foundEnterprise(
  actor: Actor,
  input: z.output<typeof foundSchema>,
): Promise<{ id: string; slug: string }> {
  authorize(actor, 'enterprise.found');
  const { userId } = person(actor);
  const free = await freeSlug(input.legalNameLatin);
  try {
    return await transaction(async (tx) => {
      const fields = { city: input.city, story: input.story, tagline: '' };
      const written = await tx.text.create({
        data: {
          sourceLocale: input.sourceLocale,
          translations: { create: { locale: input.sourceLocale, fields, state: 'source', authorId: userId } },
        },
      });
      const enterprise = await tx.enterprise.create({
        data: {
          slug: free,
          country: input.country,
          kind: input.kind,
          legalName: input.legalName,
          legalNameLatin: input.legalNameLatin,
          displayName: input.displayName,
          registrationNumber: input.registrationNumber,
          vatNumber: input.vatNumber || null,
          sourceLocale: input.sourceLocale,
          currency: input.currency,
          textId: written.id,
          memberships: { create: { userId, role: 'owner' } },
          shippingProfiles: {
            create: {
              name: 'Standard',
              isDefault: true,
              rates: { create: defaultShippingRates(input.country, input.currency) },
            },
          },
        },
      });
      await audit(tx, actor, { action: 'enterprise.found', subjectType: 'enterprise', subjectId: enterprise.id });
      return { id: enterprise.id, slug: enterprise.slug };
    });
  } catch (error) {
    if (hasSqlState(error, '23505', 'P2002'))
      throw new DomainError('enterprises.registered_already', {}, 'registrationNumber');
    throw error;
  }
}

/** The enterprises a person belongs to. */
export async function enterprisesOf(actor: Actor) {
  const { memberships } = person(actor);
  return prisma().enterprise.findMany({
    where: { id: { in: memberships.map((each) => each.enterpriseId) } },
    include: { text: withTranslations },
    orderBy: { createdAt: 'asc' },
  });
}

export const verifySchema = z.object({ enterpriseId: id });

/** Staff has checked the papers: the enterprise's listings can become public. */
export async function verifyEnterprise(actor: Actor, input: z.output<typeof verifySchema>): Promise<void> {
  authorize(actor, 'enterprise.verify');
  await transaction(async (tx) => {
    const enterprise = await tx.enterprise.update({
      where: { id: input.enterpriseId },
      data: { status: 'verified', verifiedAt: new Date() },
    });
    await audit(tx, actor, { action: 'enterprise.verify', subjectType: 'enterprise', subjectId: enterprise.id });
    await announceChange(tx, { kind: 'enterprise', slug: enterprise.slug });
  });
}

/** Slugs of all public storefronts, a thousand at a time. */
export async function publicStorefronts(after: string): Promise<string[]> {
  const rows = await prisma().enterprise.findMany({
    where: { status: 'verified', slug: { gt: after } },
    select: { slug: true },
    orderBy: { slug: 'asc' },
    take: 1000,
  });
  return rows.map((row) => row.slug);
}
