import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  chainHolds,
  chainOfDeal,
  draftPdf,
  readContract,
  redraftContract,
  redraftSchema,
  sealContract,
  signContract,
  verifyPdf,
} from '#lib/contracts/index.ts';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { makeOffer, offerSchema } from '#lib/rights/index.ts';
import { asOwner } from '../owner.ts';
import { owner } from '../rights/world.ts';
import { from, givePassword, signAll, signing } from '../signed.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { acceptBoth, agreed, choices, form } from './world.ts';

// A contract is printed and sealed in most of these.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(referenceData);

describe('a contract', () => {
  test('is drawn at acceptance in the languages of both sides and English, and is read by its parties alone', async () => {
    const { contract, holder, licensee } = await agreed();
    const stranger = await makeEnterprise();
    const { contract: read } = await readContract(owner(licensee), contract);
    expect(read.drafts).toHaveLength(1);
    expect(read.drafts[0]?.text).toMatchObject({ languages: ['zh-CN', 'pl', 'en'], governing: 'en' });
    await expect(readContract(owner(stranger), contract)).rejects.toThrow('contracts.unknown');
    await expect(readContract(guest, contract)).rejects.toThrow('contracts.unknown');
    const input = await signing(owner(holder), contract, holder.enterprise.id);
    await givePassword(stranger.user.id);
    for (const enterpriseId of [holder.enterprise.id, stranger.enterprise.id])
      await expect(signContract(owner(stranger), { ...input, enterpriseId }, from)).rejects.toThrow(
        'contracts.unknown',
      );
  });

  test('becomes a licence by the last signature, sealed, and one changed byte is seen', async () => {
    const { contract, holder, licensee, workId } = await agreed();
    const licence = await signAll(contract, [
      { actor: owner(holder), enterpriseId: holder.enterprise.id },
      { actor: owner(licensee), enterpriseId: licensee.enterprise.id },
    ]);
    expect(licence).toMatch(/^ASL-/);
    expect(await prisma().licence.findUniqueOrThrow({ where: { number: licence } })).toMatchObject({
      status: 'signed',
    });
    expect(
      await prisma().rightsGrant.count({ where: { workId, state: 'in_force', licence: { number: licence } } }),
    ).toBe(1);
    const { contract: read } = await readContract(owner(holder), contract);
    const chain = await chainOfDeal(read.dealId);
    expect(chain.map((entry) => entry.kind)).toEqual(['drafted', 'signed', 'signed', 'concluded']);
    expect(chainHolds(chain)).toBe(true);

    const { bytes } = await sealContract(read.id);
    expect((await sealContract(read.id)).bytes.equals(bytes)).toBe(true);
    expect(await verifyPdf(bytes)).toMatchObject({ verdict: 'genuine', number: contract, signatures: 2, licence });
    const draft = await draftPdf(read.drafts.at(-1)?.id ?? '');
    expect(await verifyPdf(draft.bytes)).toMatchObject({ verdict: 'draft', number: contract });
    const places = Array.from({ length: 60 }, (_, at) => Math.floor((bytes.length / 60) * at) + 7);
    const verdictsFound = await Promise.all(
      places.map(async (place) => {
        const other = Buffer.from(bytes);
        other[place] = (other[place] ?? 0) ^ 1;
        return (await verifyPdf(other)).verdict;
      }),
    );
    expect(new Set(verdictsFound)).toEqual(new Set(['altered']));
    expect(await verifyPdf(Buffer.concat([bytes, Buffer.from('\n% more')]))).toMatchObject({ verdict: 'altered' });
    await expect(verifyPdf(Buffer.from('GIF89a'))).rejects.toThrow('contracts.not_a_pdf');
  });

  test('refuses a stale draft, a second signature, a wrong password and whoever has just left', async () => {
    const { contract, holder, licensee } = await agreed();
    const [giver, taker] = [owner(holder), owner(licensee)];
    const old = await signing(giver, contract, holder.enterprise.id);
    await givePassword(holder.user.id);
    await expect(signContract(giver, { ...old, password: 'something else' }, from)).rejects.toThrow(
      'identity.password_wrong',
    );
    await signContract(giver, old, from);
    await expect(signContract(giver, old, from)).rejects.toThrow('contracts.signed_already');

    const change = { ...choices, number: contract, enterpriseId: licensee.enterprise.id, base: '1' };
    await redraftContract(taker, redraftSchema.parse(change));
    await expect(redraftContract(taker, redraftSchema.parse(change))).rejects.toThrow('contracts.stale_draft');
    await expect(signContract(giver, old, from)).rejects.toThrow('contracts.stale_draft');

    const now = await signing(taker, contract, licensee.enterprise.id);
    await givePassword(licensee.user.id);
    const next = await prisma().user.create({
      data: { email: `next@${licensee.enterprise.slug}.example`, name: 'Next' },
    });
    await prisma().membership.create({
      data: { enterpriseId: licensee.enterprise.id, userId: next.id, role: 'owner' },
    });
    await prisma().membership.deleteMany({ where: { userId: licensee.user.id } });
    await expect(signContract(taker, now, from)).rejects.toThrow('contracts.no_power');
    expect(await prisma().contractSignature.count({ where: { contract: { number: contract } } })).toBe(1);
  });

  test('follows new terms with a new draft, and only that may be signed', async () => {
    const { contract, deal, holder, licensee, workId } = await agreed();
    const old = await signing(owner(holder), contract, holder.enterprise.id);
    const { dealId } = await prisma().contract.findUniqueOrThrow({ where: { number: contract } });
    await makeOffer(
      owner(holder),
      offerSchema.parse({ ...form, royalty: '9', territories: ['CZ'], dealId, enterpriseId: holder.enterprise.id }),
    );
    expect(await acceptBoth(deal, holder, licensee)).toBe(contract);
    const { contract: read } = await readContract(owner(holder), contract);
    expect(read.drafts.map((draft) => draft.version)).toEqual([1, 2]);
    expect(JSON.stringify(read.drafts[1]?.text)).toContain('9%');
    await givePassword(holder.user.id);
    await expect(signContract(owner(holder), old, from)).rejects.toThrow('contracts.stale_draft');
    const held = await prisma().rightsGrant.findMany({ where: { workId }, orderBy: { createdAt: 'asc' } });
    expect(held.map((grant) => [grant.state, grant.territories.length])).toEqual([
      ['lapsed', 2],
      ['option', 1],
    ]);
  });

  test('keeps drafts, signatures and chain as they are, whoever writes', async () => {
    const { contract, holder } = await agreed();
    await givePassword(holder.user.id);
    await signContract(owner(holder), await signing(owner(holder), contract, holder.enterprise.id), from);
    for (const sql of [
      "update contract_draft set text = '{}'",
      "update contract_signature set signed_name = 'X'",
      'delete from contract_signature',
      "update deal_chain_entry set payload = '{}'",
      'delete from deal_chain_entry',
    ])
      await expect(asOwner((client) => client.query(sql))).rejects.toThrow(/only ever/);
  });
});
