import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseLicence, chooseLicenceSchema, reachOf, tellOfMovedLicence } from '#lib/catalogue/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { startLicence } from '#lib/licensing/index.ts';
import { addToCart, placeOrder, quoteCart } from '#lib/ordering/index.ts';
import {
  addItem,
  addItemSchema,
  complianceBlocks,
  complianceEvidence,
  complianceItem,
  complianceItems,
  readChecklist,
  retireItem,
  saveItem,
  saveItemSchema,
  tickItem,
  tickItemSchema,
  untickItem,
} from '#lib/rights/index.ts';
import { bought } from '../bought.ts';
import { filledIn, openShop, type Sandbox } from '../ordering/buying.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { makeEnterprise, makeListing, ownerOf, personOf } from '../world.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openShop();
});
afterAll(() => sandbox.close());

async function licensed(over: { startsOn?: string } = {}) {
  const parties = await makeLicence(over);
  const { listing, variant } = await makeListing(parties.licenseeId);
  const under = (licenceId: string, right = 'toys') =>
    chooseLicenceSchema.parse({ listingId: listing.id, under: `${licenceId}:${right}` });
  return { parties, listing, variant, under };
}

const barsIn = async (cartId: string, country: string) =>
  (await quoteCart(prisma(), cartId, country, 'EUR')).quote.problems.flatMap((problem) =>
    problem.kind === 'barred' ? problem.bar : [],
  );

describe('a licensed product', () => {
  test('names a licence of its own maker, for a use that is in it', async () => {
    const { parties, under } = await licensed();
    await chooseLicence(parties.licensee, under(parties.licenceId));
    await expect(chooseLicence(parties.licensee, under(parties.licenceId, 'apparel'))).rejects.toMatchObject({
      code: 'catalogue.licence_use',
      field: 'under',
    });
    const foreign = await makeLicence();
    await expect(chooseLicence(parties.licensee, under(foreign.licenceId))).rejects.toThrow(
      'catalogue.unknown_licence',
    );
    await expect(chooseLicence(parties.holder, under(parties.licenceId))).rejects.toThrow();
  });

  test('is sold inside its licence and nowhere else: in the cart, at the checkout, and in the database', async () => {
    const { parties, listing, variant, under } = await licensed();
    await chooseLicence(parties.licensee, under(parties.licenceId));
    const cartId = await addToCart(null, { variantId: variant.id });
    expect(await barsIn(cartId, 'CZ')).toEqual([]);
    expect(await barsIn(cartId, 'HU')).toEqual(['outside_licence']);
    await expect(
      placeOrder(
        guest,
        cartId,
        'hu',
        await filledIn(cartId, { country: 'HU', currency: 'EUR', postalCode: '1052', city: 'Budapest' }),
      ),
    ).rejects.toMatchObject({
      code: 'ordering.outside_licence',
      params: { country: ['HU'] },
    });
    await expect(bought(listing, variant.id, { country: 'HU' })).rejects.toThrow();
    await bought(listing, variant.id, { country: 'CZ' });
  });

  test('rests while its licence is suspended, and comes back by itself', async () => {
    const { parties, listing, variant, under } = await licensed();
    await chooseLicence(parties.licensee, under(parties.licenceId));
    const cartId = await addToCart(null, { variantId: variant.id });
    const move = (status: 'suspended' | 'active') =>
      prisma().licence.update({ where: { id: parties.licenceId }, data: { status } });
    await move('suspended');
    expect(await barsIn(cartId, 'CZ')).toEqual(['licence_suspended']);
    await expect(addToCart(null, { variantId: variant.id })).rejects.toThrow('ordering.licence_suspended');
    const message = await prisma().outboxMessage.findFirstOrThrow({
      where: { topic: 'licence.moved', payload: { path: ['licenceId'], equals: parties.licenceId } },
    });
    const moved = { licenceId: parties.licenceId, from: 'active', to: 'suspended', at: '1' };
    expect(message.payload).toMatchObject({ from: 'active', to: 'suspended' });
    await tellOfMovedLicence(moved);
    await tellOfMovedLicence(moved);
    expect(
      await prisma().email.count({ where: { template: 'licensed_listings', cause: { contains: parties.licenceId } } }),
    ).toBe(1);
    const [entry] = await prisma().$queryRaw<
      { available: boolean }[]
    >`select listing_available(${listing.id}::uuid) as available`;
    expect(entry?.available).toBe(false);
    await move('active');
    expect(await barsIn(cartId, 'CZ')).toEqual([]);
  });

  test('is sold off for as many days as its life says', async () => {
    const { parties, variant, under } = await licensed();
    await chooseLicence(parties.licensee, under(parties.licenceId));
    const cartId = await addToCart(null, { variantId: variant.id });
    const ended = new Date(Date.now() - 10 * 86_400_000);
    const { licenceId } = parties;
    const end = async (sellOffDays: number) => {
      await prisma().licence.update({ where: { id: licenceId }, data: { status: 'expired', endsOn: ended } });
      await prisma().licenceLife.upsert({
        where: { licenceId },
        create: { licenceId, sellOffDays },
        update: { sellOffDays },
      });
    };
    await end(60);
    expect((await reachOf(prisma(), [parties.licenceId])).get(parties.licenceId)?.territories).toEqual(['CZ', 'SK']);
    expect(await barsIn(cartId, 'CZ')).toEqual([]);
    await end(5);
    expect(await barsIn(cartId, 'CZ')).toEqual(['licence_over']);
  });
});

/** The licence as it was before anything was seen to. */
async function signed(): Promise<Parties> {
  const parties = await makeLicence();
  await prisma().licence.update({ where: { id: parties.licenceId }, data: { status: 'signed', activatedAt: null } });
  await prisma().complianceTick.deleteMany({ where: { licenceId: parties.licenceId } });
  return parties;
}

const status = async ({ licenceId }: Parties) =>
  (await prisma().licence.findUniqueOrThrow({ where: { id: licenceId } })).status;

const tick = (parties: Parties, code: string, over: Record<string, unknown> = {}) =>
  tickItemSchema.parse({
    number: parties.number,
    code,
    version: '1',
    outcome: 'done',
    note: 'Importer: Hračky s.r.o., Brno',
    ...over,
  });

async function moderator(): Promise<Person> {
  const user = await prisma().user.create({ data: { email: `${randomUUID()}@example.com`, name: 'M', locale: 'en' } });
  return personOf(user.id, { staffRoles: ['moderator'] });
}

describe('a checklist', () => {
  test('holds a licence back until what the law asks first is seen to, by who has to', async () => {
    const parties = await signed();
    const blocking = ['eu-responsible-person', 'eu-toy-ce'];
    expect(await complianceBlocks(prisma(), parties.licenceId)).toEqual(blocking);
    // Its payments are written down, and made.
    await startLicence(parties.licenceId);
    await prisma().licenceDue.updateMany({ where: { licenceId: parties.licenceId }, data: { paidAt: new Date() } });
    await startLicence(parties.licenceId);
    expect(await status(parties)).toBe('signed');
    await expect(tickItem(parties.holder, tick(parties, 'eu-toy-ce'))).rejects.toThrow('rights.not_your_item');
    await expect(tickItem(parties.licensee, tick(parties, 'eu-toy-ce', { note: '' }))).rejects.toThrow(
      'rights.proof_needed',
    );
    const evidence = new File(['%PDF-1.4\n%%EOF'], 'declaration.pdf');
    await tickItem(parties.licensee, tick(parties, 'eu-toy-ce', { note: '', evidence }));
    await tickItem(parties.licensee, tick(parties, 'eu-responsible-person'));
    expect((await complianceEvidence(parties.holder, parties.number, 'eu-toy-ce')).fileName).toBe('declaration.pdf');
    expect(await complianceBlocks(prisma(), parties.licenceId)).toEqual([]);
    await startLicence(parties.licenceId);
    expect(await status(parties)).toBe('active');
    await expect(untickItem(parties.licensee, { number: parties.number, code: 'eu-toy-ce' })).rejects.toThrow(
      'rights.begun_already',
    );
  });

  test('is nobody else’s', async () => {
    const parties = await signed();
    const { enterprise, user } = await makeEnterprise();
    const stranger = ownerOf(user.id, enterprise.id);
    for (const actor of [guest, stranger]) {
      await expect(readChecklist(actor, parties.number)).rejects.toThrow('rights.unknown');
      await expect(complianceEvidence(actor, parties.number, 'eu-toy-ce')).rejects.toThrow('rights.unknown');
      await expect(tickItem(actor, tick(parties, 'eu-toy-ce'))).rejects.toThrow('rights.unknown');
    }
  });

  test('takes up an item that staff writes, for the licences that it concerns, and until it is taken out of use again', async () => {
    const [parties, staff] = [await signed(), await moderator()];
    const words = ['en', 'zh-CN', 'bg', 'pl'].flatMap((locale) => [
      [`title:${locale}`, 'Label of origin'],
      [`what:${locale}`, 'Say on the box where the toy was made.'],
    ]);
    const written = (over: object) =>
      addItemSchema.parse({
        ...Object.fromEntries(words),
        direction: 'cn_to_cee',
        rights: ['merchandising'],
        territories: ['visegrad'],
        who: 'licensee',
        when: 'before_activation',
        blocks: 'on',
        sourceName: 'A regulation of next year',
        sourceUrl: 'https://example.com/regulation',
        doubt: '',
        reason: 'In force from January on.',
        ...over,
      });
    await expect(addItem(parties.holder, written({}))).rejects.toThrow('identity.not_allowed');
    expect(addItemSchema.safeParse({ ...written({}), territories: ['atlantis'] }).success).toBe(false);
    const code = await addItem(staff, written({}));
    const other = [
      await addItem(staff, written({ kinds: ['book'] })),
      await addItem(staff, written({ territories: ['BG'] })),
      await addItem(staff, written({ minAge: '200' })),
    ];
    const blocking = await complianceBlocks(prisma(), parties.licenceId);
    expect(blocking).toContain(code);
    for (const each of other) expect(blocking).not.toContain(each);
    const { item, revisions } = await complianceItem(staff, code);
    expect([item.version, item.rights.includes('toys'), revisions.length]).toEqual([1, true, 1]);
    await retireItem(staff, { code });
    expect(await complianceBlocks(prisma(), parties.licenceId)).not.toContain(code);
  });

  test('items are edited by staff alone; what was said stays in the history, and ticks say that they are older', async () => {
    const parties = await signed();
    const staff = await moderator();
    const code = 'eu-packaging';
    await tickItem(parties.licensee, tick(parties, code));
    await expect(complianceItems(parties.licensee)).rejects.toThrow('identity.not_allowed');
    const { item } = await complianceItem(staff, code);
    const words = Object.fromEntries(
      Object.entries(item.words).flatMap(([locale, [title, what]]) => [
        [`title:${locale}`, title],
        [`what:${locale}`, `${what} +`],
      ]),
    );
    const input = saveItemSchema.parse({
      ...words,
      code,
      version: String(item.version),
      who: item.who,
      when: item.when,
      sourceName: item.source.name,
      sourceUrl: item.source.url,
      doubt: '',
      confirmed: 'on',
      reason: 'The register was confirmed.',
    });
    const both = await Promise.allSettled([saveItem(staff, input), saveItem(staff, input)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { item: after, revisions } = await complianceItem(staff, code);
    expect([after.version, after.source.confirmed, revisions.length]).toEqual([item.version + 1, true, 2]);
    await expect(prisma().complianceRevision.deleteMany({ where: { itemCode: code } })).rejects.toThrow();
    const { items } = await readChecklist(parties.licensee, parties.number);
    expect(items.find((each) => each.code === code)).toMatchObject({ changed: true, tick: { itemVersion: 1 } });
    await expect(tickItem(parties.licensee, tick(parties, code))).rejects.toThrow('rights.item_changed');
  });
});
