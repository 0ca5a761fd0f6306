import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addListingPicture,
  archiveListing,
  cellName,
  decide,
  discardProposal,
  duplicateListing,
  type FieldName,
  followSchedules,
  listingHistory,
  optionsMark,
  readListing,
  removeListingPicture,
  reopenListing,
  restoreRevision,
  saveListing,
  saveListingSchema,
  saveOptions,
  saveOptionsSchema,
  saveVariants,
  saveVariantsSchema,
  scheduleListing,
  setListingFile,
  submitForReview,
  syncListing,
  syncSchema,
  unshelveListing,
  viewListing,
} from '#lib/catalogue/index.ts';
import type { Person } from '#lib/core/actor.ts';
import { hour, now, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { addToCart, quoteVariant } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

let owner: Person;
let colleague: Person;
let stranger: Person;
let moderator: Person;
let enterpriseId: string;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  owner = ownerOf(own.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, other.enterprise.id);
  const user = await prisma().user.create({ data: { email: 'mira@example.com', name: 'Mira', locale: 'bg' } });
  colleague = personOf(user.id, { memberships: [{ enterpriseId, role: 'editor' }] });
  const staff = await prisma().user.create({
    data: { email: 'mo@example.com', name: 'Mo', staffRoles: ['moderator'] },
  });
  moderator = personOf(staff.id, { staffRoles: ['moderator'] });
});

async function media(of = enterpriseId): Promise<string> {
  const made = await prisma().media.create({
    data: {
      enterpriseId: of,
      kind: 'picture',
      contentType: 'image/webp',
      bytes: 1n,
      sha256: '',
      storageKey: 'pictures/x.webp',
      fileName: 'x',
    },
  });
  return made.id;
}

/** A live listing with a picture, approved at its price. */
async function live() {
  const { listing, variant } = await makeListing(enterpriseId, { price: 1_000n });
  await prisma().variant.update({ where: { id: variant.id }, data: { approvedPriceMinor: 1_000n } });
  await prisma().listing.update({ where: { id: listing.id }, data: { materials: [] } });
  await prisma().listingPicture.create({ data: { listingId: listing.id, mediaId: await media(), position: 0 } });
  return { id: listing.id, slug: listing.slug, variantId: variant.id };
}

function typed(field: FieldName, base: string, value: string) {
  return { field, base, value };
}

async function type(actor: Person, listingId: string, ...changes: ReturnType<typeof typed>[]) {
  return syncListing(actor, syncSchema.parse({ listingId, here: true, changes }));
}

const titles = async (listingId: string) => {
  const listing = await viewListing(owner, listingId);
  const title = (of: typeof listing.approved) => of && writtenText(of.text, 'title');
  return { proposed: title(listing), shown: title(listing.approved) };
};

describe('a live listing', () => {
  let id: string;
  let slug: string;
  let variantId: string;
  beforeEach(async () => {
    ({ id, slug, variantId } = await live());
  });

  test('stays as approved for everybody while a change of it waits, and is the change once that is approved', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Зелена купа'), typed('weightGrams', '900', '950'));
    await submitForReview(owner, { listingId: id });
    const shown = await readListing(slug);
    expect(shown).toMatchObject({ status: 'live', weightGrams: 950 });
    expect(shown && writtenText(shown.text, 'title')).toBe('Троянска чиния');
    expect(await quoteVariant(variantId, 'BG', 'EUR')).not.toBeNull();
    expect(await titles(id)).toEqual({ proposed: 'Зелена купа', shown: 'Троянска чиния' });

    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    const after = await readListing(slug);
    expect(after && writtenText(after.text, 'title')).toBe('Зелена купа');
    expect(await titles(id)).toEqual({ proposed: 'Зелена купа', shown: null });
    expect(await prisma().searchWord.count({ where: { word: 'купа', locale: 'bg' } })).toBe(1);
  });

  test('keeps the ids of its variants through a change of its options: carts, stock and reservations stay', async () => {
    await addToCart(null, { variantId });
    await prisma().variant.update({ where: { id: variantId }, data: { stockReserved: 2 } });
    const { version } = await prisma().listing.findUniqueOrThrow({ where: { id } });
    await saveOptions(
      owner,
      saveOptionsSchema.parse({ listingId: id, version: `${version}`, name0: 'Размер', add0: 'малка, голяма' }),
    );
    expect((await readListing(slug))?.variants).toHaveLength(1);
    await submitForReview(owner, { listingId: id });
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    const variants = (await readListing(slug))?.variants ?? [];
    expect(variants).toHaveLength(2);
    expect(variants[0]).toMatchObject({ id: variantId, stockOnHand: 5, stockReserved: 2 });
    expect(await prisma().cartLine.count({ where: { variantId } })).toBe(1);
  });

  test('a change that is refused leaves it alone, says why, can be put right and be thrown away', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Евтино!!!'));
    await submitForReview(owner, { listingId: id });
    await decide(moderator, { listingId: id, decision: 'changes_requested', reason: 'No shouting, please.' });
    expect((await readListing(slug))?.status).toBe('live');
    expect(await titles(id)).toEqual({ proposed: 'Евтино!!!', shown: 'Троянска чиния' });
    const [mail] = await prisma().email.findMany({ where: { template: 'change_declined' } });
    expect(mail?.params).toMatchObject({ reason: 'No shouting, please.' });
    await discardProposal(owner, { listingId: id });
    expect(await titles(id)).toEqual({ proposed: 'Троянска чиния', shown: null });
    // Thrown away by mistake: the history has it.
    const [last] = (await listingHistory(owner, { id, enterpriseId })).items;
    await restoreRevision(owner, { listingId: id, number: last?.number ?? 0 });
    expect(await titles(id)).toEqual({ proposed: 'Евтино!!!', shown: 'Троянска чиния' });
  });

  test('typed back to what was approved, nothing is proposed any more', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    await expect(submitForReview(owner, { listingId: id })).resolves.toBeUndefined();
    await reopenListing(owner, { listingId: id });
    await type(owner, id, typed('title', 'Купа', 'Троянска чиния'));
    expect(await prisma().listingDraft.count({ where: { listingId: id } })).toBe(0);
    await expect(submitForReview(owner, { listingId: id })).rejects.toThrow('catalogue.nothing_to_submit');
  });

  test('what staff looks at stays what it is, while stock, weight and small prices go on', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    await submitForReview(owner, { listingId: id });
    await expect(type(owner, id, typed('title', 'Купа', 'Друго'))).rejects.toThrow('catalogue.in_review');
    await expect(addListingPicture(owner, id, await media())).rejects.toThrow('catalogue.in_review');
    await type(owner, id, typed('price', '10.00', '11'), typed('stock', '5', '9'));
    expect(await readListing(slug)).toMatchObject({ priceMinor: 1_100n, variants: [{ stockOnHand: 9 }] });
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    expect(await readListing(slug)).toMatchObject({ priceMinor: 1_100n });
  });

  test('two of staff at once: one decision; and a revision that is not the one that was looked at is not decided', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    await submitForReview(owner, { listingId: id });
    await expect(decide(moderator, { listingId: id, revision: 7, decision: 'approved', reason: '' })).rejects.toThrow(
      'catalogue.decided_already',
    );
    const answers = await Promise.allSettled([
      decide(moderator, { listingId: id, revision: 1, decision: 'approved', reason: '' }),
      decide(moderator, { listingId: id, revision: 1, decision: 'refused', reason: 'A copy of another.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma().listingRevision.count({ where: { listingId: id, decidedAt: { not: null } } })).toBe(1);
  });

  test('pictures wait, the picture of a variant that goes with them leaves it; a new file is sold at once', async () => {
    const [old] = (await viewListing(owner, id)).pictures;
    const added = await media();
    await addListingPicture(owner, id, added);
    await removeListingPicture(owner, id, old?.mediaId ?? '');
    await setListingFile(owner, id, await media());
    const shown = await readListing(slug);
    expect(shown?.pictures.map(({ mediaId }) => mediaId)).toEqual([old?.mediaId]);
    expect(shown?.files).toHaveLength(1);
    expect((await viewListing(owner, id)).pictures.map(({ mediaId }) => mediaId)).toEqual([added]);
  });

  test('put away and brought back it is on sale again, with its proposal; changed meanwhile it is not', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    await archiveListing(owner, { listingId: id });
    expect(await readListing(slug)).toBeNull();
    await unshelveListing(owner, { listingId: id });
    expect((await readListing(slug))?.status).toBe('live');
    expect((await titles(id)).proposed).toBe('Купа');
    await archiveListing(owner, { listingId: id });
    await type(owner, id, typed('summary', 'Ръчно рисувана', 'Нова'));
    await expect(unshelveListing(owner, { listingId: id })).rejects.toThrow('catalogue.changed_since');
    await reopenListing(owner, { listingId: id });
    expect(await viewListing(owner, id)).toMatchObject({ status: 'draft', approved: null });
    expect((await titles(id)).proposed).toBe('Купа');
  });

  test('is nobody else’s to change', async () => {
    for (const act of [archiveListing, reopenListing, unshelveListing, discardProposal, duplicateListing])
      await expect(act(stranger, { listingId: id })).rejects.toThrow('identity.not_allowed');
    await expect(type(stranger, id)).rejects.toThrow('identity.not_allowed');
    await expect(restoreRevision(stranger, { listingId: id, number: 1 })).rejects.toThrow('identity.not_allowed');
    await expect(listingHistory(stranger, { id, enterpriseId })).rejects.toThrow('identity.not_allowed');
  });

  test('a proposal beside a draft is nothing the database takes', async () => {
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    await expect(prisma().listing.update({ where: { id }, data: { status: 'draft' } })).rejects.toThrow(
      'has a proposal',
    );
  });
});

describe('two people at one draft', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await live());
    await prisma().listing.update({ where: { id }, data: { status: 'draft' } });
  });

  test('different fields merge, the same text merges by words, the same words are for them to choose', async () => {
    await type(owner, id, typed('description', 'Глина', 'Глина от Троян, рисувана на ръка.'));
    const before = 'Глина от Троян, рисувана на ръка.';
    await type(
      owner,
      id,
      typed('title', 'Троянска чиния', 'Купа'),
      typed('description', before, `Бяла глина от Троян, рисувана на ръка.`),
    );
    const merged = await type(
      colleague,
      id,
      typed('care', '', 'Мие се на ръка'),
      typed('description', before, 'Глина от Троян, рисувана с рог.'),
      typed('title', 'Троянска чиния', 'Паница'),
    );
    expect(merged.fields).toMatchObject({
      care: 'Мие се на ръка',
      title: 'Купа',
      description: 'Бяла глина от Троян, рисувана с рог.',
    });
    expect(merged.conflicts).toEqual([{ field: 'title', theirs: 'Купа' }]);
    // Chosen: mine, knowing theirs.
    expect((await type(colleague, id, typed('title', 'Купа', 'Паница'))).fields.title).toBe('Паница');
  });

  test('words saved meanwhile do not stop who edits options or variants; the same cells do', async () => {
    const before = await viewListing(owner, id);
    const [variant] = before.variants;
    const cells = { price: cellName('price', variant?.id ?? ''), sku: cellName('sku', variant?.id ?? '') };
    const table = (sku: string) =>
      saveVariants(
        owner,
        saveVariantsSchema.parse({
          listingId: id,
          version: `${before.version}`,
          base: JSON.stringify({ [cells.price]: '10.00', [cells.sku]: '' }),
          [cells.price]: '10.00',
          [cells.sku]: sku,
        }),
      );
    await type(colleague, id, typed('title', 'Троянска чиния', 'Купа'));
    await table('K-1');
    await expect(table('K-2')).rejects.toThrow('catalogue.edited_meanwhile');
    const size = { listingId: id, version: `${before.version}`, name0: 'Размер', add0: 'малка, голяма' };
    await saveOptions(owner, saveOptionsSchema.parse({ ...size, seen: optionsMark(before.content) }));
    await expect(
      saveOptions(owner, saveOptionsSchema.parse({ ...size, seen: optionsMark(before.content) })),
    ).rejects.toThrow('catalogue.edited_meanwhile');
  });

  test('saving at the same moment loses nothing', async () => {
    await Promise.all([
      type(owner, id, typed('care', '', 'Мие се на ръка')),
      type(colleague, id, typed('technique', '', 'Рисуване с рог')),
      type(owner, id, typed('tags', '', 'чиния')),
    ]);
    expect((await type(owner, id)).fields).toMatchObject({
      care: 'Мие се на ръка',
      technique: 'Рисуване с рог',
      tags: 'чиния',
    });
  });

  test('what is wrong with one field is said there, and the others are saved', async () => {
    const answer = await type(
      owner,
      id,
      typed('price', '10.00', 'двадесет'),
      typed('care', '', 'Сухо'),
      typed('hsCode', '691200', '12'),
    );
    expect(answer.problems.map(({ field }) => field)).toEqual(['price', 'hsCode']);
    expect(answer.fields).toMatchObject({ price: '10.00', care: 'Сухо', hsCode: '691200' });
  });

  test('each sees who else is there, for half a minute, and what is missing', async () => {
    await type(owner, id);
    expect((await type(colleague, id)).others).toEqual(['Owner']);
    expect((await type(owner, id)).others).toEqual(['Mira']);
    await syncListing(colleague, { listingId: id, here: false, changes: [] });
    expect((await type(owner, id)).others).toEqual([]);
    await type(colleague, id);
    await prisma().$executeRaw`update listing_presence set seen_at = now() - interval '31 seconds'`;
    expect((await type(owner, id)).others).toEqual([]);
    expect((await type(owner, id, typed('summary', 'Ръчно рисувана', ''))).missing).toEqual(['summary']);
  });

  test('a page that is closed still says what was typed', async () => {
    const changes = [typed('care', '', 'Казано на тръгване')];
    await syncListing(owner, syncSchema.parse({ listingId: id, here: false, changes }));
    expect((await type(colleague, id)).fields.care).toBe('Казано на тръгване');
  });

  test('a plain form that says what it was made of writes what was touched and tells of what somebody else changed', async () => {
    const { fields, version } = await type(owner, id);
    const form = (change: Record<string, string>) =>
      saveListingSchema.parse({
        listingId: id,
        version: `${version}`,
        base: JSON.stringify(fields),
        ...fields,
        aiAssisted: undefined,
        materials: [],
        ...change,
      });
    await type(colleague, id, typed('title', 'Троянска чиния', 'Купа'));
    await saveListing(owner, form({ care: 'Сухо' }));
    expect((await type(owner, id)).fields).toMatchObject({ title: 'Купа', care: 'Сухо' });
    await expect(saveListing(owner, form({ title: 'Паница', care: 'Друго' }))).rejects.toMatchObject({
      all: [
        { code: 'catalogue.field_changed', field: 'title', params: { theirs: 'Купа' } },
        { code: 'catalogue.field_changed', field: 'care' },
      ],
    });
    expect((await type(owner, id)).fields).toMatchObject({ title: 'Купа', care: 'Сухо' });
  });
});

describe('time', () => {
  afterEach(() => shiftClock(0));

  test('an approved listing is shown when its time has come and put away when it is over, each once', async () => {
    const { id, slug } = await live();
    await prisma().listing.update({ where: { id }, data: { status: 'draft' } });
    const at = (hours: number) => new Date(now().getTime() + hours * hour);
    await expect(scheduleListing(owner, { listingId: id, publishAt: at(-1), endsAt: null })).rejects.toMatchObject({
      code: 'catalogue.schedule_past',
      field: 'publishAt',
    });
    await expect(scheduleListing(owner, { listingId: id, publishAt: at(3), endsAt: at(2) })).rejects.toMatchObject({
      code: 'catalogue.schedule_order',
      field: 'endsAt',
    });
    await scheduleListing(owner, { listingId: id, publishAt: at(2), endsAt: at(5) });
    await submitForReview(owner, { listingId: id });
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    const status = async () => (await viewListing(owner, id)).status;
    expect(await status()).toBe('scheduled');
    expect(await readListing(slug)).toBeNull();
    await followSchedules();
    expect(await status()).toBe('scheduled');
    shiftClock(3 * hour);
    await Promise.all([followSchedules(), followSchedules()]);
    expect(await status()).toBe('live');
    expect(await readListing(slug)).not.toBeNull();
    shiftClock(6 * hour);
    await followSchedules();
    expect(await status()).toBe('archived');
    await unshelveListing(owner, { listingId: id });
    await followSchedules();
    expect(await status()).toBe('live');
  });

  test('taken off a waiting listing, it is shown now', async () => {
    const { id } = await live();
    await prisma().listing.update({ where: { id }, data: { status: 'draft' } });
    await scheduleListing(owner, { listingId: id, publishAt: new Date(now().getTime() + hour), endsAt: null });
    await submitForReview(owner, { listingId: id });
    await decide(moderator, { listingId: id, decision: 'approved', reason: '' });
    await scheduleListing(owner, { listingId: id, publishAt: null, endsAt: null });
    expect((await viewListing(owner, id)).status).toBe('live');
  });
});

describe('history', () => {
  test('an earlier revision comes back as a draft, with options and variants that were taken off', async () => {
    const { id, variantId } = await live();
    await prisma().listing.update({ where: { id }, data: { status: 'draft' } });
    const options = async (fields: Record<string, string>) => {
      const { version } = await prisma().listing.findUniqueOrThrow({ where: { id } });
      await saveOptions(owner, saveOptionsSchema.parse({ listingId: id, version: `${version}`, ...fields }));
    };
    await options({ name0: 'Размер', add0: 'малка, голяма' });
    await submitForReview(owner, { listingId: id });
    await reopenListing(owner, { listingId: id });
    const [size] = (await viewListing(owner, id)).options;
    await options({ id0: size?.id ?? '', name0: '' });
    await type(owner, id, typed('title', 'Троянска чиния', 'Купа'));
    expect((await viewListing(owner, id)).variants.map((variant) => variant.id)).toEqual([variantId]);
    await restoreRevision(owner, { listingId: id, number: 1 });
    const after = await viewListing(owner, id);
    expect(writtenText(after.text, 'title')).toBe('Троянска чиния');
    expect(after.options).toMatchObject([{ id: size?.id }]);
    expect(after.variants).toMatchObject([{ id: variantId, stockOnHand: 5 }, { stockOnHand: 0 }]);
    await expect(restoreRevision(owner, { listingId: id, number: 99 })).rejects.toThrow('catalogue.unknown');
  });

  test('a revision from before contents were kept whole can be seen and not be restored', async () => {
    const { id } = await live();
    await prisma().listingRevision.create({
      data: { listingId: id, number: 1, snapshot: { title: 'Old' }, decision: 'approved' },
    });
    expect((await listingHistory(owner, { id, enterpriseId })).items).toMatchObject([{ number: 1, content: null }]);
    await expect(restoreRevision(owner, { listingId: id, number: 1 })).rejects.toThrow('catalogue.revision_too_old');
  });
});

test('a duplicate says the same in all its languages, with pictures, and has neither stock nor key', async () => {
  const { id, slug } = await live();
  await prisma().listing.update({ where: { id }, data: { importKey: 'plate' } });
  const { version } = await prisma().listing.findUniqueOrThrow({ where: { id } });
  await saveOptions(
    owner,
    saveOptionsSchema.parse({ listingId: id, version: `${version}`, name0: 'Размер', add0: 'малка, голяма' }),
  );
  const copy = await viewListing(owner, (await duplicateListing(owner, { listingId: id })).id);
  expect(copy).toMatchObject({
    status: 'draft',
    importKey: null,
    weightGrams: 900,
    kind: 'physical',
    priceMinor: 1_000n,
  });
  expect(copy.slug).not.toBe(slug);
  expect(copy.variants).toMatchObject([{ stockOnHand: 0 }, { stockOnHand: 0 }]);
  expect(copy.pictures).toMatchObject([{ mediaId: (await viewListing(owner, id)).pictures[0]?.mediaId }]);
  expect(copy.text.translations.map(({ locale, state }) => `${locale} ${state}`).sort()).toEqual([
    'bg source',
    'pl reviewed',
  ]);
});
