import {
  type ContractSubject,
  type ContractText,
  contractNames,
  drawContract,
  firstChoices,
} from '#lib/contracts/index.ts';

/** A contract with all that there is: owners beside the holder, tiers, a guarantee, a reserve, holdback. */
export const fullSubject: ContractSubject = {
  number: 'ASC-26-7K3M-9QXD',
  holder: {
    legalName: '杭州荷心动画有限公司',
    legalNameLatin: 'Hangzhou Huxin Animation Co., Ltd.',
    registrationNumber: '91330106MA2CE0XK3T',
    country: 'CN',
  },
  licensee: {
    legalName: 'Zabawki Dąbek sp. z o.o.',
    legalNameLatin: 'Zabawki Dabek sp. z o.o.',
    registrationNumber: '0000483920',
    country: 'PL',
  },
  owners: [
    {
      legalName: '苏州工艺美术研究所',
      legalNameLatin: 'Suzhou Institute of Arts and Crafts',
      registrationNumber: '',
      country: 'CN',
    },
  ],
  above: 'none',
  works: [
    {
      id: '00000000-0000-7000-8000-000000000001',
      title: { 'zh-CN': '莲蓬', en: 'Lianpeng the Lotus Pod', bg: 'Лиенпън', pl: 'Lianpeng' },
      kind: 'character',
      year: 2021,
      creators: ['林悦', 'Zhang Wei'],
      identifiers: [{ scheme: 'copyright_registration', value: '国作登字-2021-F-00123456' }],
      aiShare: 0,
    },
  ],
  terms: {
    scope: {
      rights: { include: ['merchandising', 'publishing'], except: ['food'] },
      territories: { include: ['cee'], except: ['HU'] },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: { start: '2027-01-01', end: '2030-01-01' },
    },
    exclusivity: 'exclusive',
    advanceMinor: '1250000',
    currency: 'EUR',
    royalty: 800,
  },
  money: {
    version: 1,
    currency: 'EUR',
    base: 'net_receipts',
    mode: 'marginal',
    tierBy: 'amount',
    tiers: [
      { upTo: '10000000', rate: '2/25' },
      { upTo: null, rate: '1/10' },
    ],
    deductionCap: '1/4',
    advance: { minor: '1250000', recoupable: true },
    guarantee: { minor: '2000000', everyPeriods: 4 },
    reserve: { rate: '1/10', periods: 2, capMinor: '500000' },
    crossCollateralised: false,
    calendar: { every: 'quarter', dueDays: 30, payDays: 30 },
    lateInterest: '2/25',
    withholding: { rate: '1/10', instrument: 'CN–PL' },
  },
};

/** The text of it in these languages. */
export async function fullContract(
  languages: readonly ('zh-CN' | 'en' | 'bg' | 'pl')[] = ['zh-CN', 'en', 'pl'],
): Promise<ContractText> {
  const choices = { ...firstChoices(languages), holdbackMonths: 12, sublicensing: 'consent' as const };
  return drawContract(fullSubject, choices, await contractNames());
}
