import { cellsOf, columnsOf, type Exclusivity, freeze, hierarchies, type WrittenScope } from '#lib/rights/index.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, WorkData } from './format.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import { type Context, dayAfter, fits } from './rights.ts';

interface Declared {
  readonly exclusivity: Exclusivity;
  readonly territories: readonly string[];
  /** Years from today. */
  readonly years: number;
  /** Whom it was given to outside the platform. */
  readonly outside: string;
}

const declared: readonly Declared[] = [
  { exclusivity: 'own_use', territories: ['CN', 'PL'], years: 4, outside: '' },
  { exclusivity: 'holdback', territories: ['HU', 'SK'], years: 2, outside: '' },
  { exclusivity: 'exclusive', territories: ['RO', 'BG'], years: 3, outside: 'Editura Luceafărul' },
  { exclusivity: 'non_exclusive', territories: ['cee'], years: 5, outside: 'Stock of patterns' },
];

/** What holders use themselves, hold back, or gave elsewhere before they came, wherever nothing is in the way. */
export function addDeclared(context: Context, works: readonly { work: WorkData; enterprise: EnterpriseData }[]): void {
  for (const [n, { work, enterprise }] of works.entries()) {
    const drawn = declared[n % 6];
    const right = work.rights.find((each) => hierarchies.rights.leavesOf(each).length > 0);
    if (drawn && right) addOne(context, n, work, enterprise, right, drawn);
  }
  context.rows.add('saved_ask', {
    id: stableId('saved ask', 'toys'),
    user_id: userId('owner.hracky-dubanek@demo.ambersilk.example'),
    name: 'Toys · CZ, SK',
    address: `right=toys&territory=CZ,SK&from=${dayAfter(context.today, 0)}&to=${dayAfter(context.today, 3 * 365)}&exclusivity=exclusive`,
    locale: 'cs',
    frequency: 'weekly',
  });
}

function addOne(
  context: Context,
  n: number,
  work: WorkData,
  enterprise: EnterpriseData,
  right: string,
  { exclusivity, territories, years, outside }: Declared,
): void {
  const owned = hierarchies.territories.meaning({ include: work.territories });
  const written: WrittenScope = {
    rights: { include: [right] },
    territories: {
      include: territories.filter((code) =>
        hierarchies.territories.leavesOf(code).every((leaf) => owned.includes(leaf)),
      ),
    },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: dayAfter(context.today, -200), end: dayAfter(context.today, years * 365) },
  };
  if (written.territories.include.length === 0) return;
  const scope = freeze(written, hierarchies);
  if (!fits(context, work.slug, exclusivity, outside === '' ? enterprise.slug : outside, scope)) return;
  context.rows.add('rights_grant', {
    id: stableId('declared', n),
    work_id: stableId('work', work.slug),
    holder_id: enterpriseId(enterprise.slug),
    licensee_id: enterpriseId(enterprise.slug),
    licence_id: null,
    offer_id: null,
    exclusivity,
    state: 'declared',
    scope: written,
    ...columnsOf(scope, hierarchies),
    cells: cellsOf(scope, hierarchies),
    created_at: context.today,
    note: outside,
  });
}
