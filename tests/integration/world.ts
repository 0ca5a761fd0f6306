import pg from 'pg';
import type { Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { defaultShippingRates } from '#lib/enterprises/index.ts';
import { seedReference } from '#seed/reference.ts';

/** Fills the test's database with what every installation has: categories, VAT rates, exchange rates. */
export async function referenceData(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  await seedReference(client);
  await client.end();
}

/** A signed-in person who may do nothing but what `parts` says. */
export function personOf(userId: string, parts: Partial<Person> = {}): Person {
  return {
    type: 'person',
    userId,
    email: '',
    name: 'A',
    locale: 'en',
    staffRoles: [],
    memberships: [],
    translates: [],
    ...parts,
  };
}

/** The owner of an enterprise. */
export function ownerOf(userId: string, enterpriseId: string): Person {
  return personOf(userId, { memberships: [{ enterpriseId, role: 'owner' }] });
}

let counter = 0;

/** For a process that adds to what others have made in the same database: its numbers begin here. */
export function countFrom(number: number): void {
  counter = number;
}

/** A verified enterprise with an owner. */
export async function makeEnterprise({ country = 'BG', currency = 'EUR', locale = 'bg' } = {}) {
  counter += 1;
  const number = counter;
  const user = await prisma().user.create({ data: { email: `owner${number}@example.com`, name: 'Owner', locale } });
  const text = await prisma().text.create({
    data: { sourceLocale: locale, translations: { create: { locale, fields: { story: 'Story' }, state: 'source' } } },
  });
  const enterprise = await prisma().enterprise.create({
    data: {
      slug: `maker-${number}`,
      country,
      kind: 'workshop',
      status: 'verified',
      legalName: 'Майстор ООД',
      legalNameLatin: 'Maystor OOD',
      displayName: 'Майстор',
      registrationNumber: `${100_000_000 + number}`,
      sourceLocale: locale,
      currency,
      textId: text.id,
      memberships: { create: { userId: user.id, role: 'owner' } },
      shippingProfiles: {
        create: { name: 'Standard', isDefault: true, rates: { create: defaultShippingRates(country, currency) } },
      },
    },
  });
  return { enterprise, user };
}

/** A live listing with one variant. */
export async function makeListing(
  enterpriseId: string,
  { price = 4_800n, currency = 'EUR', stock = 5 as number | null, kind = 'physical' as 'physical' | 'download' } = {},
) {
  counter += 1;
  const number = counter;
  const text = await prisma().text.create({
    data: {
      sourceLocale: 'bg',
      translations: {
        create: [
          {
            locale: 'bg',
            fields: { title: 'Троянска чиния', summary: 'Ръчно рисувана', description: 'Глина' },
            state: 'source',
          },
          {
            locale: 'pl',
            fields: { title: 'Talerz z Trojanu', summary: 'Ręcznie malowany', description: 'Glina' },
            state: 'reviewed',
          },
        ],
      },
    },
  });
  const listing = await prisma().listing.create({
    data: {
      enterpriseId,
      slug: `plate-${number}`,
      kind,
      status: 'live',
      categorySlug: 'interior',
      textId: text.id,
      priceMinor: price,
      currency,
      originCountry: 'BG',
      hsCode: '691200',
      weightGrams: 900,
      variants: { create: { priceMinor: price, stockOnHand: kind === 'physical' ? stock : null } },
    },
    include: { variants: true },
  });
  const variant = listing.variants[0];
  if (!variant) throw new Error('a listing has a variant');
  return { listing, variant };
}
