import type { Person } from '#lib/core/actor.ts';
import { transaction } from '#lib/db/index.ts';
import {
  type Accepted,
  acceptOffer,
  askForLicence,
  askSchema,
  concludeDeal,
  readDeal,
  termsHash,
  termsSchema,
} from '#lib/rights/index.ts';
import { makeEnterprise } from '../world.ts';
import { type Made, makeWork, owner } from './world.ts';

export const form = {
  rights: ['toys'],
  territories: ['CZ', 'SK'],
  startsOn: '2031-01-01',
  endsOn: '2034-01-01',
  exclusivity: 'exclusive',
  advance: '5000',
  currency: 'EUR',
  royalty: '8',
  note: '',
};

export interface Talk {
  readonly number: string;
  readonly dealId: string;
  readonly works: readonly { readonly id: string; readonly slug: string }[];
  readonly holder: Made;
  readonly licensee: Made;
  readonly giver: Person;
  readonly taker: Person;
}

/** A licensee of its own has asked a holder for one work or several. */
export async function ask(
  over: Record<string, unknown> = {},
  { count = 1, holder, works }: { count?: number; holder?: Made; works?: Talk['works'] } = {},
): Promise<Talk> {
  const giver = holder ?? (await makeEnterprise({ country: 'CN', currency: 'CNY', locale: 'zh-CN' }));
  const licensee = await makeEnterprise({ country: 'CZ', locale: 'cs' });
  const own = works ?? (await Promise.all(Array.from({ length: count }, () => makeWork(giver.enterprise.id))));
  const [first, ...more] = own;
  const { number } = await askForLicence(
    owner(licensee),
    askSchema.parse({
      ...form,
      ...over,
      workId: first?.id,
      works: more.map(({ id }) => id),
      enterpriseId: licensee.enterprise.id,
    }),
  );
  const { deal } = await readDeal(owner(licensee), number);
  return { number, dealId: deal.id, works: own, holder: giver, licensee, giver: owner(giver), taker: owner(licensee) };
}

/** Somebody accepts the newest version for an enterprise. */
export async function accept({ number, taker }: Talk, by: Made): Promise<Accepted> {
  const offer = (await readDeal(taker, number)).deal.offers.at(-1);
  const accepted = {
    offerId: offer?.id ?? '',
    enterpriseId: by.enterprise.id,
    termsHash: termsHash(termsSchema.parse(offer?.terms)),
    signedName: 'Somebody',
  };
  return acceptOffer(owner(by), accepted, noContract);
}

/** Where the contract is not what is looked at. */
export async function noContract(): Promise<void> {}

/** Both sides accept, and what they sign is signed. */
export async function conclude(talk: Talk): Promise<string> {
  await accept(talk, talk.holder);
  await accept(talk, talk.licensee);
  const offer = (await readDeal(talk.taker, talk.number)).deal.offers.at(-1);
  return (await transaction((tx) => concludeDeal(tx, offer?.id ?? ''))).number;
}
