import { beforeAll, describe, expect, test } from 'vitest';
import {
  addListingPicture,
  adjustStock,
  adjustStockSchema,
  cellName,
  lowStockCount,
  readListing,
  saveOptions,
  saveOptionsSchema,
  saveVariants,
  saveVariantsSchema,
  setLowStock,
  stockHistory,
  stockList,
  type VariantColumn,
  variantName,
  viewListing,
  viewStock,
} from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { DomainErrors } from '#lib/core/errors.ts';
import { prisma } from '#lib/db/index.ts';
import { addToCart, quoteVariant } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

let owner: Person;
let stranger: Person;
let enterpriseId: string;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  owner = ownerOf(own.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, other.enterprise.id);
});

async function versionOf(listingId: string): Promise<string> {
  return String((await prisma().listing.findUniqueOrThrow({ where: { id: listingId } })).version);
}

async function options(listingId: string, fields: Record<string, string>) {
  return saveOptions(owner, saveOptionsSchema.parse({ listingId, version: await versionOf(listingId), ...fields }));
}

/** A draft with sizes and colours: four variants. */
async function sizeAndColour({ stock = 5 } = {}): Promise<string> {
  const { listing } = await makeListing(enterpriseId, { stock });
  await prisma().listing.update({ where: { id: listing.id }, data: { status: 'draft' } });
  await options(listing.id, { name0: 'Размер', add0: 'малка, голяма', name1: 'Цвят', add1: 'синя\nчервена' });
  return listing.id;
}

async function named(listingId: string) {
  const listing = await viewListing(owner, listingId);
  return Object.fromEntries(
    listing.variants.map((variant) => [variantName(variant, listing.options, 'bg'), variant] as const),
  );
}

async function cell(listingId: string, name: string, column: VariantColumn): Promise<string> {
  const variant = (await named(listingId))[name];
  if (!variant) throw new Error(`no variant ${name}`);
  return cellName(column, variant.id);
}

async function save(listingId: string, cells: Record<string, string>, version?: string) {
  return saveVariants(
    owner,
    saveVariantsSchema.parse({ listingId, version: version ?? (await versionOf(listingId)), ...cells }),
  );
}

/** As if somebody had bought so many. */
async function order(variantId: string, listingId: string): Promise<void> {
  const { id } = await prisma().order.create({
    data: {
      number: crypto.randomUUID(),
      placementKey: crypto.randomUUID(),
      status: 'paid',
      email: 'b@example.com',
      locale: 'bg',
      currency: 'EUR',
      subtotalMinor: 4_800n,
      shippingMinor: 0n,
      taxMinor: 0n,
      totalMinor: 4_800n,
      country: 'BG',
      accessTokenHash: crypto.randomUUID(),
      expiresAt: new Date(),
      sellerOrders: {
        create: {
          number: crypto.randomUUID(),
          enterpriseId,
          subtotalMinor: 4_800n,
          shippingMinor: 0n,
          taxMinor: 0n,
          totalMinor: 4_800n,
          commissionMinor: 0n,
          currency: 'EUR',
          taxRule: 'domestic',
          lines: {
            create: {
              listingId,
              variantId,
              kind: 'physical',
              quantity: 1,
              unitPriceMinor: 4_800n,
              totalMinor: 4_800n,
              taxMinor: 0n,
              taxRate: 0,
              sourcePriceMinor: 4_800n,
              sourceCurrency: 'EUR',
              exchangeRate: 1,
              titleForBuyer: 'Чиния',
              titleForSeller: 'Чиния',
              variantForBuyer: 'голяма · синя',
            },
          },
        },
      },
    },
  });
  expect(id).toBeTruthy();
}

describe('options', () => {
  test('make every combination a variant; the old one stays the first and keeps its stock; of a live one they wait', async () => {
    const { listing, variant } = await makeListing(enterpriseId);
    const saved = await options(listing.id, {
      name0: 'Размер',
      add0: 'малка, голяма',
      name1: 'Цвят',
      add1: 'синя, червена',
    });
    expect(saved.status).toBe('live');
    expect((await readListing(listing.slug))?.options).toEqual([]);
    const variants = await named(listing.id);
    expect(Object.keys(variants)).toEqual(['малка · синя', 'малка · червена', 'голяма · синя', 'голяма · червена']);
    expect(variants['малка · синя']).toMatchObject({ id: variant.id, stockOnHand: 5 });
    expect(variants['голяма · червена']).toMatchObject({ stockOnHand: 0, priceMinor: 4_800n });
  });

  test('a renamed value is the same variant, and its translations know that they are stale', async () => {
    const id = await sizeAndColour();
    const { options: before } = await viewListing(owner, id);
    const [size, colour] = before;
    const fields: Record<string, string> = {};
    for (const [at, option] of [size, colour].entries()) {
      if (!option) throw new Error('two options');
      fields[`id${at}`] = option.id;
      fields[`name${at}`] = at === 0 ? 'Размер' : 'Цвят';
      for (const [index, value] of option.values.entries())
        fields[`value${at}:${value.id}`] = at === 0 && index === 0 ? 'съвсем малка' : `дума ${at}${index}`;
    }
    const ids = (await viewListing(owner, id)).variants.map((variant) => variant.id);
    await options(id, fields);
    const after = await viewListing(owner, id);
    expect(after.variants.map((variant) => variant.id)).toEqual(ids);
    expect(Object.keys(await named(id))[0]).toBe('съвсем малка · дума 10');
    expect(after.options[0]?.values[0]?.text.revision).toBe(2);
  });

  test('a removed value takes its variants off: who was ordered is archived, who was not is deleted', async () => {
    const id = await sizeAndColour();
    const before = await named(id);
    const [ordered, never] = [before['голяма · синя'], before['голяма · червена']];
    if (!ordered || !never) throw new Error('four variants');
    await order(ordered.id, id);
    const { options: present } = await viewListing(owner, id);
    const [size, colour] = present;
    if (!size || !colour) throw new Error('two options');
    await options(id, {
      id0: size.id,
      name0: 'Размер',
      [`value0:${size.values[0]?.id}`]: 'малка',
      [`value0:${size.values[1]?.id}`]: '',
      id1: colour.id,
      name1: 'Цвят',
      ...Object.fromEntries(colour.values.map((value, at) => [`value1:${value.id}`, ['синя', 'червена'][at] ?? ''])),
    });
    expect(Object.keys(await named(id))).toEqual(['малка · синя', 'малка · червена']);
    expect(await prisma().variant.findUnique({ where: { id: never.id } })).toBeNull();
    const kept = await prisma().variant.findUniqueOrThrow({ where: { id: ordered.id } });
    expect(kept.archivedAt).not.toBeNull();
    await prisma().listing.update({ where: { id }, data: { status: 'live' } });
    expect(await quoteVariant(ordered.id, 'BG', 'EUR')).toBeNull();
    await expect(addToCart(null, { variantId: ordered.id })).rejects.toThrow('ordering.not_for_sale');
    const line = await prisma().orderLine.findFirstOrThrow({ where: { variantId: ordered.id } });
    expect(line.variantForBuyer).toBe('голяма · синя');
  });

  test('what a buyer has reserved cannot be taken off, and nothing is half changed', async () => {
    const id = await sizeAndColour();
    await prisma().variant.updateMany({ where: { listingId: id, position: 0 }, data: { stockReserved: 1 } });
    await expect(options(id, { name0: 'Издание', add0: 'първо' })).resolves.toMatchObject({ id });
    const [edition] = (await viewListing(owner, id)).options;
    await expect(options(id, { id0: edition?.id ?? '', name0: 'Издание', add0: 'второ' })).rejects.toThrow(
      'catalogue.variant_reserved',
    );
    expect(Object.keys(await named(id))).toEqual(['първо']);
  });

  test('the database takes no combination of another listing, and none twice', async () => {
    const [one, other] = [await sizeAndColour(), await sizeAndColour()];
    const [variant] = Object.values(await named(one));
    const [foreign] = Object.values(await named(other));
    await expect(
      prisma().variant.update({ where: { id: variant?.id ?? '' }, data: { valueIds: foreign?.valueIds ?? [] } }),
    ).rejects.toThrow(/variant_combines_options|combination/);
    await expect(
      prisma().variant.create({ data: { listingId: one, priceMinor: 1n, valueIds: variant?.valueIds ?? [] } }),
    ).rejects.toThrow();
  });
});

describe('the table', () => {
  test('is saved as one, and the lowest price is the listing’s', async () => {
    const id = await sizeAndColour();
    const cells = {
      [await cell(id, 'малка · синя', 'price')]: '20',
      [await cell(id, 'голяма · синя', 'price')]: '31,50',
      [await cell(id, 'голяма · синя', 'stock')]: '12',
      [await cell(id, 'голяма · синя', 'sku')]: 'BIG-BLUE',
      [await cell(id, 'голяма · синя', 'weight')]: '1400',
    };
    const saved = await save(id, cells);
    expect(saved.priceMinor).toBe(2_000n);
    expect((await named(id))['голяма · синя']).toMatchObject({
      priceMinor: 3_150n,
      stockOnHand: 12,
      sku: 'BIG-BLUE',
      weightGrams: 1400,
    });
  });

  test('says everything that is wrong together, and stores nothing', async () => {
    const id = await sizeAndColour();
    await prisma().variant.updateMany({ where: { listingId: id, position: 0 }, data: { stockReserved: 3 } });
    const wrong = await save(id, {
      [await cell(id, 'малка · синя', 'stock')]: '2',
      [await cell(id, 'малка · червена', 'price')]: 'безплатно',
      [await cell(id, 'голяма · синя', 'sku')]: 'OK',
    }).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(DomainErrors);
    expect(wrong instanceof DomainErrors && wrong.all.map((error) => error.code)).toEqual([
      'catalogue.stock_reserved',
      'money.not_an_amount',
    ]);
    expect((await named(id))['голяма · синя']?.sku).toBeNull();
  });

  test('two editors at once: one saves, the other is told', async () => {
    const id = await sizeAndColour();
    const version = await versionOf(id);
    const price = await cell(id, 'малка · синя', 'price');
    const answers = await Promise.allSettled(['21', '22'].map((typed) => save(id, { [price]: typed }, version)));
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toMatchObject({ code: 'catalogue.edited_meanwhile' });
    expect(await versionOf(id)).toBe(String(Number(version) + 1));
  });

  test('a price near the approved one is live at once, a far one waits for staff, stock never does', async () => {
    const { listing, variant } = await makeListing(enterpriseId, { price: 1_000n });
    await prisma().variant.update({ where: { id: variant.id }, data: { approvedPriceMinor: 1_000n } });
    const price = cellName('price', variant.id);
    expect(await save(listing.id, { [price]: '13', [cellName('stock', variant.id)]: '900' })).toMatchObject({
      status: 'live',
    });
    expect((await readListing(listing.slug))?.priceMinor).toBe(1_300n);
    await save(listing.id, { [price]: '13,01', [cellName('sku', variant.id)]: 'B' });
    expect((await readListing(listing.slug))?.variants).toMatchObject([{ priceMinor: 1_300n, sku: 'B' }]);
    expect((await viewListing(owner, listing.id)).variants).toMatchObject([{ priceMinor: 1_301n, sku: 'B' }]);
  });

  test('shows pictures of its own listing only, and a picture that goes leaves the variant', async () => {
    const id = await sizeAndColour();
    const media = await prisma().media.create({
      data: {
        enterpriseId,
        kind: 'picture',
        contentType: 'image/webp',
        bytes: 1n,
        sha256: '',
        storageKey: 'x',
        fileName: 'x',
      },
    });
    const picture = await cell(id, 'малка · синя', 'picture');
    await expect(save(id, { [picture]: media.id })).rejects.toThrow('validation.choose');
    await addListingPicture(owner, id, media.id);
    await save(id, { [picture]: media.id });
    expect((await named(id))['малка · синя']?.pictureId).toBe(media.id);
    await prisma().listingPicture.deleteMany({ where: { listingId: id } });
    expect((await named(id))['малка · синя']?.pictureId).toBeNull();
  });

  test('is closed to others', async () => {
    const id = await sizeAndColour();
    const input = saveVariantsSchema.parse({ listingId: id, version: '2' });
    await expect(saveVariants(stranger, input)).rejects.toThrow('identity.not_allowed');
  });
});

describe('stock', () => {
  const adjust = (variantId: string, way: string, amount: string, reason: string, note = '') =>
    adjustStock(owner, adjustStockSchema.parse({ variantId, way, amount, reason, note }));

  test('moves by reasons, and the history adds up to what is on hand', async () => {
    const id = await sizeAndColour({ stock: 0 });
    const variant = (await named(id))['голяма · червена'];
    if (!variant) throw new Error('four variants');
    await adjust(variant.id, 'by', '10', 'received');
    await adjust(variant.id, 'by', '-2', 'damaged', 'счупени при изпичане');
    await adjust(variant.id, 'to', '7', 'counted');
    await save(id, { [cellName('stock', variant.id)]: '9' });
    const stocked = await viewStock(owner, variant.id);
    const { items } = await stockHistory(owner, stocked);
    expect(items.map((each) => [each.delta, each.reason, each.balance])).toEqual([
      [2, 'counted', 9],
      [-1, 'counted', 7],
      [-2, 'damaged', 8],
      [10, 'received', 10],
    ]);
    expect(items.reduce((sum, each) => sum + each.delta, 0)).toBe(stocked.stockOnHand);
    expect(items[2]).toMatchObject({ note: 'счупени при изпичане', by: 'Owner' });
  });

  test('never falls below what is reserved, however many try at once', async () => {
    const { variant } = await makeListing(enterpriseId, { stock: 10 });
    await prisma().variant.update({ where: { id: variant.id }, data: { stockReserved: 4 } });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => adjust(variant.id, 'by', '-1', 'gift')));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(6);
    expect(await prisma().variant.findUniqueOrThrow({ where: { id: variant.id } })).toMatchObject({
      stockOnHand: 4,
      stockReserved: 4,
    });
    await expect(adjust(variant.id, 'to', '3', 'counted')).rejects.toMatchObject({
      code: 'catalogue.stock_reserved',
      field: 'amount',
    });
  });

  test('one mail each time it falls below the threshold', async () => {
    const { variant } = await makeListing(enterpriseId, { stock: 10 });
    const mails = () => prisma().email.count({ where: { cause: { startsWith: `low_stock:${variant.id}:` } } });
    await setLowStock(owner, { variantId: variant.id, lowStockBelow: 5 });
    expect(await mails()).toBe(0);
    await adjust(variant.id, 'to', '4', 'counted');
    await adjust(variant.id, 'by', '-1', 'gift');
    expect(await mails()).toBe(1);
    await adjust(variant.id, 'by', '20', 'received');
    await adjust(variant.id, 'to', '2', 'counted');
    expect(await mails()).toBe(2);
  });

  test('is listed low first, found by option and SKU, and counted for the desk', async () => {
    const id = await sizeAndColour();
    await save(id, { [await cell(id, 'голяма · синя', 'sku')]: 'KLADENETS-7' });
    const found = await stockList(owner, { enterpriseId, search: 'kladenets' });
    expect(found.items.map((variant) => variant.sku)).toEqual(['KLADENETS-7']);
    const blue = await stockList(owner, { enterpriseId, search: 'синя' });
    expect(blue.items.length).toBeGreaterThanOrEqual(2);
    const all = (await stockList(owner, { enterpriseId })).items;
    const low = all.map((variant) =>
      (variant.stockOnHand ?? 0) - variant.stockReserved < (variant.lowStockBelow ?? 1) ? 0 : 1,
    );
    expect(low).toEqual([...low].sort());
    const before = await lowStockCount(owner, enterpriseId);
    await prisma().listing.update({ where: { id }, data: { status: 'live' } });
    expect(await lowStockCount(owner, enterpriseId)).toBe(before + 3);
    await expect(stockList(stranger, { enterpriseId })).rejects.toThrow('identity.not_allowed');
    const [first] = all;
    await expect(viewStock(stranger, first?.id ?? '')).rejects.toThrow('catalogue.unknown');
    await expect(
      adjustStock(stranger, { variantId: first?.id ?? '', way: 'by', amount: 1, reason: 'received', note: '' }),
    ).rejects.toThrow('identity.not_allowed');
  });
});
