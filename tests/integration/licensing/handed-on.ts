import { acceptAndDraft } from '#lib/contracts/index.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { startLicence } from '#lib/licensing/index.ts';
import {
  askForLicence,
  askSchema,
  complianceBlocks,
  makeSublicensable,
  offerSublicences,
  readDeal,
  sublicenceDesk,
  termsHash,
  termsSchema,
  withoutMoney,
} from '#lib/rights/index.ts';
import { type Made, owner } from '../rights/world.ts';
import { makeLicence, type Parties } from '../royalties/parties.ts';
import { signAll } from '../signed.ts';

/** What is asked for: toys in Czechia, inside what `above` makes. */
export const form = {
  rights: ['toys'],
  territories: ['CZ'],
  startsOn: '2027-01-01',
  endsOn: '2029-01-01',
  exclusivity: 'exclusive',
  advance: '70',
  currency: 'EUR',
  royalty: '12',
  note: 'Only between us',
};

/** A licence for toys in Czechia and Slovakia that its licensee may hand on. */
export async function above(onEnd: 'ends' | 'assigns' = 'ends'): Promise<Parties> {
  const parties = await makeLicence({ advance: '0' });
  await transaction((tx) => makeSublicensable(tx, parties.licenceId, onEnd));
  return parties;
}

export async function linkOf(parties: Parties): Promise<string> {
  await offerSublicences(parties.licensee, { number: parties.number });
  const { licence } = await sublicenceDesk(parties.licensee, parties.number);
  return licence.sublicenceOffers[0]?.token ?? '';
}

export async function ask(
  parties: Parties,
  token: string,
  by: Made,
  over: Partial<typeof form> & { readonly works?: string[] } = {},
): Promise<string> {
  const asked = { ...form, ...over, workId: parties.workId, enterpriseId: by.enterprise.id, offer: token };
  return (await askForLicence(owner(by), askSchema.parse(asked))).number;
}

export type Actors = readonly (readonly [Parties['holder'], string])[];

/** Each accepts what is open; who consents as the holder above has not seen the money. The contract's number, when it is drawn. */
export async function accept(number: string, by: Made, actors: Actors, ...aboveIds: string[]): Promise<string> {
  const offer = (await readDeal(owner(by), number)).deal.offers.at(-1);
  const terms = termsSchema.parse(offer?.terms);
  let drawn: string | null = null;
  for (const [actor, enterpriseId] of actors) {
    const hash = termsHash(aboveIds.includes(enterpriseId) ? withoutMoney(terms) : terms);
    const input = { offerId: offer?.id ?? '', enterpriseId, termsHash: hash, signedName: 'Somebody' };
    drawn = (await acceptAndDraft(actor, input)).contract;
  }
  return drawn ?? '';
}

export const everybody = (parties: Parties, by: Made): Actors => [
  [owner(by), by.enterprise.id],
  [parties.licensee, parties.licenseeId],
  [parties.holder, parties.holderId],
];

/** Asked, accepted by both, consented to by whoever stands above (the holder, else those named), signed and without a fee: a sublicence in use. */
export async function sublicence(
  parties: Parties,
  by: Made,
  over: Parameters<typeof ask>[3] = {},
  consenters: Actors = [[parties.holder, parties.holderId]],
): Promise<Parties> {
  const number = await ask(parties, await linkOf(parties), by, { advance: '0', ...over });
  const sides = everybody(parties, by).slice(0, 2);
  const contract = await accept(number, by, [...sides, ...consenters], ...consenters.map(([, id]) => id));
  return signed(parties, by, contract);
}

/** The contract of a sublicence is signed by its two sides, and what the law asks has been seen to. */
export async function signed(parties: Parties, by: Made, contract: string): Promise<Parties> {
  const signers = [
    { actor: owner(by), enterpriseId: by.enterprise.id },
    { actor: parties.licensee, enterpriseId: parties.licenseeId },
  ];
  const licence = await prisma().licence.findUniqueOrThrow({ where: { number: await signAll(contract, signers) } });
  await prisma().complianceTick.createMany({
    data: (await complianceBlocks(prisma(), licence.id)).map((itemCode) => ({
      licenceId: licence.id,
      itemCode,
      outcome: 'done',
      note: 'Seen to before signing',
      itemVersion: 1,
      userId: by.user.id,
    })),
  });
  await startLicence(licence.id);
  return {
    number: licence.number,
    licenceId: licence.id,
    holder: parties.licensee,
    holderId: parties.licenseeId,
    licensee: { ...owner(by), email: 'payer@example.com' },
    licenseeId: by.enterprise.id,
    workId: parties.workId,
  };
}
