import { randomUUID } from 'node:crypto';
import type { Person } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import {
  acceptOffer,
  askForLicence,
  askSchema,
  columnsOf,
  complianceBlocks,
  concludeDeal,
  freeze,
  hierarchies,
  readDeal,
  termsHash,
  termsSchema,
} from '#lib/rights/index.ts';
import { makeEnterprise, ownerOf } from '../world.ts';

async function makeWork(holderId: string) {
  const text = await prisma().text.create({
    data: {
      sourceLocale: 'en',
      translations: { create: { locale: 'en', fields: { title: 'Lotus' }, state: 'source' } },
    },
  });
  const work = await prisma().work.create({
    data: {
      slug: `work-${randomUUID()}`,
      enterpriseId: holderId,
      kind: 'character',
      status: 'verified',
      textId: text.id,
      year: 2020,
      creators: [],
      languages: [],
    },
  });
  const written = {
    rights: { include: ['merchandising'] },
    territories: { include: ['world'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: '2020-01-01', end: null },
  };
  const { rights, territories, languages } = columnsOf(freeze(written, hierarchies), hierarchies);
  await prisma().holding.create({
    data: {
      workId: work.id,
      enterpriseId: holderId,
      kind: 'ownership',
      scope: written,
      rights: [...rights],
      territories: [...territories],
      languages: [...languages],
      startsOn: new Date('2020-01-01'),
    },
  });
  return work;
}

export interface Parties {
  readonly number: string;
  readonly licenceId: string;
  readonly holder: Person;
  readonly licensee: Person;
  readonly licenseeId: string;
  readonly holderId: string;
  readonly workId: string;
}

/** A licence for toys in Czechia and Slovakia, 8 % and an advance of 50 euros, that began in January 2026. */
export async function makeLicence(
  over: {
    readonly advance?: string;
    readonly startsOn?: string;
    readonly endsOn?: string;
    readonly territories?: readonly string[];
    /** Left as it is after the signature. */
    readonly signedOnly?: boolean;
    /** Who gives it, where that is known already. */
    readonly holder?: { readonly enterprise: { readonly id: string }; readonly user: { readonly id: string } };
  } = {},
): Promise<Parties> {
  const [holder, licensee] = await Promise.all([
    over.holder ?? makeEnterprise({ country: 'CN', currency: 'CNY', locale: 'zh-CN' }),
    makeEnterprise({ country: 'CZ', locale: 'cs' }),
  ]);
  const work = await makeWork(holder.enterprise.id);
  const [giver, taker] = [
    ownerOf(holder.user.id, holder.enterprise.id),
    ownerOf(licensee.user.id, licensee.enterprise.id),
  ];
  const { number } = await askForLicence(
    taker,
    askSchema.parse({
      rights: ['toys'],
      territories: over.territories ?? ['CZ', 'SK'],
      startsOn: over.startsOn ?? '2026-01-10',
      endsOn: over.endsOn ?? '2030-01-01',
      exclusivity: 'exclusive',
      advance: over.advance ?? '50',
      currency: 'EUR',
      royalty: '8',
      note: '',
      workId: work.id,
      enterpriseId: licensee.enterprise.id,
    }),
  );
  const { deal } = await readDeal(giver, number);
  const offer = deal.offers[0];
  if (!offer) throw new Error('a deal has a version');
  const accept = { offerId: offer.id, termsHash: termsHash(termsSchema.parse(offer.terms)), signedName: 'Somebody' };
  // The contract between them is of lib/contracts and takes a while to print: here what both accepted is simply signed.
  const noContract = async () => undefined;
  await acceptOffer(giver, { ...accept, enterpriseId: holder.enterprise.id }, noContract);
  await acceptOffer(taker, { ...accept, enterpriseId: licensee.enterprise.id }, noContract);
  const { id: licenceId, number: certificate } = await transaction((tx) => concludeDeal(tx, offer.id));
  // What the law asks first has been seen to.
  await prisma().complianceTick.createMany({
    data: (await complianceBlocks(prisma(), licenceId)).map((itemCode) => ({
      licenceId,
      itemCode,
      outcome: 'done',
      note: 'Seen to before signing',
      itemVersion: 1,
      userId: licensee.user.id,
    })),
  });
  // Its life and its payments are of lib/licensing: here it is simply in use.
  const licence = await prisma().licence.update({
    where: { number: certificate },
    data: over.signedOnly ? {} : { status: 'active', activatedAt: now() },
  });
  return {
    number: licence.number,
    licenceId: licence.id,
    holder: giver,
    licensee: taker,
    holderId: holder.enterprise.id,
    licenseeId: licensee.enterprise.id,
    workId: work.id,
  };
}

/** A file of sales as a spreadsheet writes it. */
export function csv(...rows: string[]): Uint8Array {
  return Buffer.from(`\ufeff${['product,territory,currency,units,receipts,deductions', ...rows].join('\r\n')}\r\n`);
}
