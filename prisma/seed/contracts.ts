import {
  type Choices,
  type ContractLanguage,
  type ContractSubject,
  contractLanguages,
  contractNames,
  drawContract,
  firstChoices,
  firstLanguages,
  textHash,
} from '#lib/contracts/index.ts';
import { cellsOf, columnsOf, freeze, hierarchies, type Terms, termsHash } from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, WorkData } from './format.ts';
import { stableId } from './ids.ts';
import { addDeal, type Context, dayAfter, fits } from './rights.ts';
import type { Rows } from './rows.ts';
import { addAcceptances } from './signed.ts';

const day = 86_400_000;

interface Agreed {
  readonly key: string;
  readonly number: string;
  readonly holder: EnterpriseData;
  readonly licensee: EnterpriseData;
  readonly work: WorkData;
  readonly terms: Terms;
  readonly choices: readonly Choices[];
}

function titleIn({ title }: WorkData, language: ContractLanguage): string {
  return title[language] ?? title['en'] ?? '';
}

function subjectOf({ number, holder, licensee, work, terms }: Agreed): ContractSubject {
  const party = ({ legalName, legalNameLatin, registrationNumber, country }: EnterpriseData) => ({
    legalName,
    legalNameLatin,
    registrationNumber,
    country,
  });
  return {
    number,
    holder: party(holder),
    licensee: party(licensee),
    owners: [],
    above: 'none',
    works: [
      {
        id: stableId('work', work.slug),
        title: Object.fromEntries(contractLanguages.map((language) => [language, titleIn(work, language)])),
        kind: work.kind,
        year: work.year,
        creators: work.creators,
        identifiers: [],
        aiShare: 0,
      },
    ],
    terms,
    money: royaltyTermsOf(terms),
  };
}

/** The demo's contract that waits for signatures: drawn at acceptance, changed once by the licensee, so that there is a redline to see. */
export async function addContracts(context: Context, enterprises: readonly EnterpriseData[]): Promise<void> {
  const find = (slug: string) => enterprises.find((enterprise) => enterprise.slug === slug);
  const [holder, licensee] = [find('huxin-animation'), find('keramika-troyan')];
  const work = holder?.works[0];
  if (!holder || !licensee || !work) return;
  const terms: Terms = {
    scope: {
      rights: { include: ['home'] },
      territories: { include: ['BG', 'RO'] },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: { start: dayAfter(context.today, 60), end: dayAfter(context.today, 60 + 3 * 365) },
    },
    exclusivity: 'non_exclusive',
    advanceMinor: '300000',
    currency: 'EUR',
    royalty: 750,
  };
  const scope = freeze(terms.scope, hierarchies);
  if (!fits(context, work.slug, terms.exclusivity, licensee.slug, scope)) return;
  const first = firstChoices(firstLanguages(holder.sourceLocale, licensee.sourceLocale));
  const second: Choices = { ...first, forum: 'hkiac', law: 'HK', sellOffMonths: 9, without: ['publicity'] };
  await write(context, {
    key: 'contract',
    number: 'ASC-26-DEMO-0001',
    holder,
    licensee,
    work,
    terms,
    choices: [first, second],
  });
}

async function write(context: Context, agreed: Agreed): Promise<void> {
  const { rows, today } = context;
  const { key, number, holder, licensee, work, terms, choices } = agreed;
  const at = new Date(today.getTime() - 2 * day);
  const offerId = addDeal(context, key, work, holder, licensee, [terms], 'agreed', at);
  const dealId = stableId('deal', key);
  const signers = [holder, licensee].map(({ slug, displayName: signs }) => ({ slug, signs }));
  addAcceptances(rows, { offerId, terms, signedAt: at, signers });
  addOption(rows, agreed, offerId, at);
  const contractId = stableId('contract', key);
  rows.add('contract', { id: contractId, number, deal_id: dealId, kind: 'drawn', status: 'drafting', created_at: at });
  for (const [side, enterprise] of [
    ['holder', holder],
    ['licensee', licensee],
  ] as const)
    rows.add('contract_party', { contract_id: contractId, enterprise_id: enterpriseId(enterprise.slug), side });
  const names = await contractNames();
  for (const [index, chosen] of choices.entries()) {
    const text = drawContract(subjectOf(agreed), chosen, names);
    const drawnAt = new Date(at.getTime() + index * 0.5 * day);
    rows.add('contract_draft', {
      id: stableId('draft', key, index),
      contract_id: contractId,
      version: index + 1,
      offer_id: offerId,
      terms_hash: termsHash(terms),
      choices: chosen,
      text,
      text_hash: textHash(text),
      enterprise_id: index === 0 ? null : enterpriseId(licensee.slug),
      created_at: drawnAt,
    });
    chain(rows, dealId, drawnAt, {
      contract: number,
      version: index + 1,
      terms: termsHash(terms),
      text: textHash(text),
    });
  }
}

function addOption(rows: Rows, { key, holder, licensee, work, terms }: Agreed, offerId: string, at: Date): void {
  const scope = freeze(terms.scope, hierarchies);
  // Columns are those of the first row.
  rows.change('rights_grant', (row) => ({ lapses_at: null, ...row }));
  rows.add('rights_grant', {
    id: stableId('grant', key),
    work_id: stableId('work', work.slug),
    holder_id: enterpriseId(holder.slug),
    licensee_id: enterpriseId(licensee.slug),
    offer_id: offerId,
    exclusivity: terms.exclusivity,
    state: 'option',
    lapses_at: new Date(at.getTime() + 30 * day),
    scope: terms.scope,
    ...columnsOf(scope, hierarchies),
    cells: cellsOf(scope, hierarchies),
    created_at: at,
    note: '',
  });
}

/** The database links and hashes the entry (trigger `deal_chain_link`). */
function chain(rows: Rows, dealId: string, at: Date, facts: object): void {
  const payload = JSON.stringify(facts);
  rows.add('deal_chain_entry', {
    deal_id: dealId,
    position: 0,
    kind: 'drafted',
    payload,
    previous_hash: '',
    hash: '',
    at,
  });
}
