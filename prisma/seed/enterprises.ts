import { isCounted } from '#lib/catalogue/index.ts';
import { defaultShippingRates } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { draw } from './art/index.ts';
import { attributeRow } from './attributes.ts';
import { downloadFile } from './downloads.ts';
import type { Art, EnterpriseData, ListingData, OptionData, VariantData, WorkData } from './format.ts';
import { pick, randomFrom, stableId } from './ids.ts';
import { contentOfRows } from './life.ts';
import { addMedia, type Files } from './media.ts';
import { reducedBasisPoints } from './reductions.ts';
import type { Rows } from './rows.ts';
import { addText } from './texts.ts';
import { variantWord } from './variant-word.ts';

const day = 86_400_000;
const decisions = { in_review: 'pending', changes_requested: 'changes_requested', live: 'approved' } as const;

export interface Context {
  readonly rows: Rows;
  readonly files: Files;
  /** The demo's today: seeding on another day gives another world only in its dates. */
  readonly today: Date;
}

/** A drawing as a picture of the world; the same drawing is kept once. */
export function addPicture(
  { rows, files, today }: Context,
  enterpriseId: string,
  { motif, palette, seed }: Art,
): string {
  const name = `${motif}-${palette}-${seed}`;
  return addMedia(rows, files, {
    key: `${enterpriseId} ${name}`,
    enterpriseId,
    kind: 'picture',
    contentType: 'image/svg+xml',
    fileName: `${name}.svg`,
    storageKey: `drawn/${name}.svg`,
    width: 800,
    height: 1000,
    bytes: () => Buffer.from(draw(motif, palette, seed)),
    createdAt: today,
  });
}

export function enterpriseId(slug: string): string {
  return stableId('enterprise', slug);
}

/** An enterprise with its shipping, works and listings. */
export function addEnterprise(context: Context, data: EnterpriseData): void {
  const { rows, today } = context;
  const id = enterpriseId(data.slug);
  const textId = addText(rows, `enterprise ${data.slug}`, data.sourceLocale, {
    tagline: data.tagline,
    story: data.story,
    city: data.city,
  });
  const random = randomFrom(`enterprise ${data.slug}`);
  const createdAt = new Date(today.getTime() - Math.floor((400 + random() * 700) * day));
  rows.add('enterprise', {
    id,
    slug: data.slug,
    country: data.country,
    kind: data.kind,
    status: 'verified',
    legal_name: data.legalName,
    legal_name_latin: data.legalNameLatin,
    display_name: data.displayName,
    names: data.names,
    registration_number: data.registrationNumber,
    vat_number: data.vatNumber ?? null,
    source_locale: data.sourceLocale,
    currency: data.currency,
    founded_year: data.founded,
    text_id: textId,
    commission_plan_id: 'standard',
    payout_rail: 'bank_transfer',
    verified_at: createdAt,
    created_at: createdAt,
  });
  rows.add('banner', { enterprise_id: id, media_id: addPicture(context, id, data.art) });
  const profileId = stableId('shipping', data.slug);
  rows.add('shipping_profile', {
    id: profileId,
    enterprise_id: id,
    name: 'Standard',
    handling_days_min: 1,
    handling_days_max: 3,
    is_default: true,
  });
  for (const [step, rate] of defaultShippingRates(data.country, data.currency).entries()) {
    rows.add('shipping_rate', {
      id: stableId('rate', data.slug, step),
      profile_id: profileId,
      countries: rate.countries,
      max_weight_grams: rate.maxWeightGrams,
      price_minor: rate.priceMinor,
      currency: rate.currency,
      days_min: rate.daysMin,
      days_max: rate.daysMax,
      free_above_minor: null,
      service: 'standard',
    });
  }
  for (const work of data.works) addWork(context, id, data, work, createdAt);
  for (const [index, listing] of data.listings.entries()) addListing(context, id, data, listing, index, createdAt);
}

function addWork(context: Context, owner: string, enterprise: EnterpriseData, work: WorkData, since: Date): void {
  const { rows } = context;
  const id = stableId('work', work.slug);
  const textId = addText(rows, `work ${work.slug}`, enterprise.sourceLocale, {
    title: work.title,
    summary: work.summary,
    description: work.description,
    terms: work.preferredTerms,
  });
  const random = randomFrom(`work ${work.slug}`);
  rows.add('work', {
    id,
    slug: work.slug,
    enterprise_id: owner,
    kind: work.kind,
    status: 'verified',
    text_id: textId,
    year: work.year,
    creators: work.creators,
    languages: work.languages,
    ai_share: 0,
    popularity: Math.floor(random() * 1000),
    created_at: since,
  });
  for (const { scheme, value } of work.identifiers) rows.add('work_identifier', { work_id: id, scheme, value });
  for (const [position, art] of work.art.entries())
    rows.add('work_picture', { work_id: id, media_id: addPicture(context, owner, art), position, alt: {} });
}

/** What is chosen by, and the variants: a single name is the only option's value. */
function offer({ options, variants, priceMinor, stock = 0 }: ListingData): {
  options: readonly OptionData[];
  variants: readonly VariantData[];
} {
  if (!variants) return { options: [], variants: [{ values: [], priceMinor, stock }] };
  if (options) return { options, variants };
  const values = variants.flatMap((variant) => variant.name ?? []);
  return {
    options: [{ name: variantWord, values }],
    variants: variants.map((variant, at) => ({ ...variant, values: [at] })),
  };
}

function addOptions(rows: Rows, slug: string, sourceLocale: Locale, options: readonly OptionData[]): void {
  for (const [position, { name, values }] of options.entries()) {
    const optionId = stableId('option', slug, position);
    rows.add('listing_option', {
      id: optionId,
      listing_id: stableId('listing', slug),
      position,
      text_id: addText(rows, `option ${slug} ${position}`, sourceLocale, { name }),
    });
    for (const [at, value] of values.entries())
      rows.add('option_value', {
        id: stableId('value', slug, position, at),
        option_id: optionId,
        position: at,
        text_id: addText(rows, `value ${slug} ${position} ${at}`, sourceLocale, { name: value }),
      });
  }
}

/** A listing with its pictures, options, variants, file and revision. */
export function addListing(
  context: Context,
  owner: string,
  enterprise: EnterpriseData,
  listing: ListingData,
  index: number,
  since: Date,
): void {
  const { rows, today } = context;
  const id = stableId('listing', listing.slug);
  const random = randomFrom(`listing ${listing.slug}`);
  const tags = Object.fromEntries(
    Object.entries(listing.tags).map(([locale, words]) => [locale, words?.join(', ') ?? '']),
  );
  const textId = addText(rows, `listing ${listing.slug}`, enterprise.sourceLocale, {
    title: listing.title,
    summary: listing.summary,
    description: listing.description,
    technique: listing.technique,
    care: listing.care,
    tags,
  });
  // A few wait for the moderator, since some day of this week.
  const status = listing.status ?? (index > 1 && random() < 0.06 ? 'in_review' : 'live');
  const live = status === 'live';
  const span = Math.max(today.getTime() - since.getTime() - 30 * day, day);
  const publishedAt = new Date(
    index === 0 || !live
      ? today.getTime() - Math.floor(random() * 6 * day)
      : since.getTime() + Math.floor(random() * span),
  );
  const { options, variants } = offer(listing);
  const listingRow = {
    id,
    enterprise_id: owner,
    slug: listing.slug,
    kind: listing.kind,
    status,
    category_slug: listing.category,
    text_id: textId,
    price_minor: Math.min(...variants.map((variant) => variant.priceMinor)),
    currency: enterprise.currency,
    origin_country: listing.originCountry,
    hs_code: listing.hsCode ?? null,
    weight_grams: listing.weightGrams ?? null,
    materials: listing.materials,
    ai_assisted: listing.aiAssisted,
    reduced_basis_points: live ? reducedBasisPoints(listing.slug) : 0,
    ...attributeRow(listing),
    shipping_profile_id: null,
    work_id: listing.work ? stableId('work', listing.work) : null,
    popularity: Math.floor(random() ** 3 * 10_000),
    submitted_at: status === 'draft' ? null : publishedAt,
    published_at: live ? publishedAt : null,
    created_at: publishedAt,
    updated_at: publishedAt,
  };
  rows.add('listing', listingRow);
  const pictures = listing.pictures.map((art) => addPicture(context, owner, art));
  for (const [position, mediaId] of pictures.entries())
    rows.add('listing_picture', { listing_id: id, media_id: mediaId, position, alt: listing.title });
  addOptions(rows, listing.slug, enterprise.sourceLocale, options);
  for (const [position, variant] of variants.entries()) {
    const variantId = stableId('variant', listing.slug, position);
    const stock = isCounted(listing.kind) ? variant.stock : null;
    rows.add('variant', {
      id: variantId,
      listing_id: id,
      position,
      value_ids: variant.values.map((value, option) => stableId('value', listing.slug, option, value)),
      sku: `${pick(['A', 'B', 'C'], random)}${1000 + Math.floor(random() * 9000)}`,
      price_minor: variant.priceMinor,
      approved_price_minor: live ? variant.priceMinor : null,
      prior_price_minor: reducedBasisPoints(listing.slug) > 0 ? variant.priceMinor : null,
      stock_on_hand: stock,
      stock_reserved: 0,
      low_stock_below: variant.lowStockBelow ?? null,
      weight_grams: variant.weightGrams ?? null,
      picture_id: variant.picture === undefined ? null : (pictures[variant.picture] ?? null),
    });
    if (stock)
      rows.add('stock_movement', {
        id: stableId('opening', variantId),
        variant_id: variantId,
        place_id: stableId('place', enterprise.slug),
        delta: stock,
        reason: 'opening',
        created_at: publishedAt,
      });
  }
  if (listing.kind === 'download') {
    const mediaId = addMedia(rows, context.files, {
      ...downloadFile(listing, enterprise),
      enterpriseId: owner,
      createdAt: publishedAt,
    });
    rows.add('listing_file', {
      id: stableId('file', listing.slug),
      listing_id: id,
      media_id: mediaId,
      version: 1,
      created_at: publishedAt,
    });
  }
  if (status === 'draft') return;
  rows.add('listing_revision', {
    id: stableId('revision', listing.slug),
    listing_id: id,
    number: 1,
    snapshot: contentOfRows(rows, listingRow),
    submitted_at: publishedAt,
    decision: decisions[status],
    decided_at: status === 'in_review' ? null : publishedAt,
    reason: listing.reason ?? null,
  });
}
