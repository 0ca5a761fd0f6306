import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hashToken } from '#lib/core/ids.ts';
import { addPicture, type Context, enterpriseId } from './enterprises.ts';
import type { Art, EnterpriseData, Words } from './format.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import { readData } from './reference.ts';
import { addText } from './texts.ts';

const day = 86_400_000;

interface CollectionData {
  readonly slug: string;
  readonly listings: readonly string[];
  readonly title: Words;
  readonly description: Words;
}

interface StorefrontData {
  readonly enterprise: string;
  readonly logo: Art;
  readonly people: readonly {
    readonly name: string;
    readonly art?: Art;
    readonly role: Words;
    readonly about: Words;
  }[];
  readonly certificates: readonly {
    readonly kind: string;
    readonly number: string;
    /** Days from the demo's today; null: does not expire. */
    readonly validInDays: number | null;
    readonly name: Words;
    readonly issuer: Words;
  }[];
  readonly collections: readonly CollectionData[];
}

interface HolidayData {
  readonly enterprise: string;
  /** Days from the demo's today. */
  readonly from: number;
  readonly until: number;
  readonly takesOrders: boolean;
  readonly message: Words;
}

interface Data {
  readonly storefronts: readonly StorefrontData[];
  readonly holidays: readonly HolidayData[];
  readonly collections: readonly CollectionData[];
}

/** Storefronts with everything they can show, a holiday, an invitation, and the platform's own collections. */
export async function addStorefronts(context: Context, enterprises: readonly EnterpriseData[]): Promise<void> {
  const data = await readData<Data>('storefronts.json');
  const bySlug = new Map(enterprises.map((each) => [each.slug, each]));
  for (const each of data.storefronts) {
    const enterprise = bySlug.get(each.enterprise);
    if (!enterprise) continue;
    addStorefront(context, enterprise, each);
    await addPolicies(context, enterprise);
    for (const [position, collection] of each.collections.entries())
      addCollection(context, enterprise, collection, position);
  }
  for (const each of data.holidays) {
    const enterprise = bySlug.get(each.enterprise);
    if (enterprise) addHoliday(context, enterprise, each);
  }
  for (const [position, each] of data.collections.entries()) addCollection(context, null, each, position);
  addInvitation(context);
}

function addStorefront(context: Context, enterprise: EnterpriseData, data: StorefrontData): void {
  const { rows, today } = context;
  const owner = enterpriseId(enterprise.slug);
  rows.add('logo', { enterprise_id: owner, media_id: addPicture(context, owner, data.logo) });
  for (const [position, { name, art, ...words }] of data.people.entries())
    rows.add('storefront_person', {
      id: stableId('person', enterprise.slug, position),
      enterprise_id: owner,
      position,
      name,
      media_id: art ? addPicture(context, owner, art) : null,
      text_id: addText(rows, `person ${enterprise.slug} ${position}`, enterprise.sourceLocale, words),
    });
  for (const [position, { kind, number, validInDays, ...words }] of data.certificates.entries())
    rows.add('storefront_certificate', {
      id: stableId('certificate', enterprise.slug, position),
      enterprise_id: owner,
      position,
      kind,
      number,
      valid_until: validInDays === null ? null : new Date(today.getTime() + validInDays * day),
      media_id: null,
      text_id: addText(rows, `certificate ${enterprise.slug} ${position}`, enterprise.sourceLocale, words),
    });
}

/** The usual texts of the editor, as an enterprise would take them over. */
async function addPolicies({ rows }: Context, { slug }: EnterpriseData): Promise<void> {
  const textId = stableId('text', `enterprise ${slug}`);
  for (const row of rows.of('translation')) {
    if (row['text_id'] !== textId) continue;
    const file = path.join(import.meta.dirname, `../../messages/${row['locale']}/storefront.json`);
    const { template } = JSON.parse(await readFile(file, 'utf8'));
    Object.assign(row['fields'] ?? {}, { returns: template.returns, shipping: template.shipping });
  }
}

function addHoliday({ rows, today }: Context, enterprise: EnterpriseData, data: HolidayData): void {
  rows.add('holiday', {
    enterprise_id: enterpriseId(enterprise.slug),
    from_day: new Date(today.getTime() + data.from * day),
    until_day: new Date(today.getTime() + data.until * day),
    takes_orders: data.takesOrders,
    text_id: addText(rows, `holiday ${enterprise.slug}`, enterprise.sourceLocale, { message: data.message }),
  });
}

function addCollection(
  { rows, today }: Context,
  enterprise: EnterpriseData | null,
  { slug, listings, title, description }: CollectionData,
  position: number,
): void {
  const key = `collection ${enterprise?.slug ?? ''} ${slug}`;
  const id = stableId(key);
  rows.add('collection', {
    id,
    enterprise_id: enterprise ? enterpriseId(enterprise.slug) : null,
    slug,
    text_id: addText(rows, key, enterprise?.sourceLocale ?? 'en', { title, description }),
    position,
    published_at: today,
    created_at: today,
  });
  for (const [place, listing] of listings.entries())
    rows.add('collection_listing', {
      collection_id: id,
      listing_id: stableId('listing', listing),
      position: place,
    });
}

/** One colleague of the demo's potter has not answered yet. */
function addInvitation({ rows, today }: Context): void {
  rows.add('team_invitation', {
    id: stableId('invitation', 'keramika-troyan'),
    enterprise_id: enterpriseId('keramika-troyan'),
    email: 'ivan.rabota@example.com',
    roles: ['orders'],
    locale: 'bg',
    token_hash: hashToken(crypto.randomUUID()),
    invited_by_id: userId('maria@demo.ambersilk.example'),
    created_at: new Date(today.getTime() - 2 * day),
    expires_at: new Date(today.getTime() + 5 * day),
  });
}
