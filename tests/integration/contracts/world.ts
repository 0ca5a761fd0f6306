import { acceptAndDraft } from '#lib/contracts/index.ts';
import { askForLicence, askSchema, readDeal, termsHash, termsSchema } from '#lib/rights/index.ts';
import { type Made, makeWork, owner } from '../rights/world.ts';
import { makeEnterprise } from '../world.ts';

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

/** The money of the same terms, as the forms of pages send it. */
export const money = {
  base: 'net_receipts',
  mode: 'marginal',
  tierBy: 'amount',
  deductionCap: '25',
  recoupable: 'on',
  guaranteePeriods: '4',
  reservePeriods: '0',
  every: 'quarter',
  dueDays: '30',
  payDays: '30',
  rate1: '8',
};

/** What the parties choose beside the terms, as the form sends it. */
export const choices = {
  language: ['zh-CN', 'en', 'pl'],
  governing: 'en',
  law: 'AT',
  forum: 'viac',
  arbitrators: '3',
  sublicensing: 'none',
  silence: 'refused',
  deliveryDays: '30',
  approvalDays: '15',
  cureDays: '30',
  firstDays: '90',
  sellOffMonths: '6',
  holdbackMonths: '0',
  auditDays: '14',
  auditTolerance: '5',
  recordYears: '5',
  capMonths: '12',
  confidentialityYears: '3',
  forceDays: '90',
  specimens: '3',
  include: ['subcontractors', 'approvals', 'samples', 'approvals_of_state', 'publicity', 'renewal', 'sell_off'],
};

export async function parties(): Promise<{ holder: Made; licensee: Made; workId: string }> {
  const holder = await makeEnterprise({ country: 'CN', currency: 'CNY', locale: 'zh-CN' });
  const licensee = await makeEnterprise({ country: 'PL', locale: 'pl' });
  const work = await makeWork(holder.enterprise.id);
  return { holder, licensee, workId: work.id };
}

/** Both sides accept the open version of a deal; the number of the contract that this draws. */
export async function acceptBoth(number: string, holder: Made, licensee: Made): Promise<string> {
  const { deal } = await readDeal(owner(holder), number);
  const offer = deal.offers.findLast((each) => each.status === 'open');
  const accept = {
    offerId: offer?.id ?? '',
    termsHash: termsHash(termsSchema.parse(offer?.terms)),
    signedName: 'Somebody',
  };
  await acceptAndDraft(owner(licensee), { ...accept, enterpriseId: licensee.enterprise.id });
  const { contract } = await acceptAndDraft(owner(holder), { ...accept, enterpriseId: holder.enterprise.id });
  return contract ?? '';
}

/** An agreed deal with its first draft. */
export async function agreed(over: Partial<typeof form> = {}) {
  const made = await parties();
  const { number } = await askForLicence(
    owner(made.licensee),
    askSchema.parse({ ...form, ...over, workId: made.workId, enterpriseId: made.licensee.enterprise.id }),
  );
  const contract = await acceptBoth(number, made.holder, made.licensee);
  return { ...made, deal: number, contract };
}
