import { cellsOf, columnsOf, freeze, hierarchies, type Terms, type WrittenScope } from '#lib/rights/index.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, WorkData } from './format.ts';
import { stableId } from './ids.ts';
import { addMedia, type Files } from './media.ts';
import { userId } from './people.ts';
import { type Context, dayAfter, fits, owned } from './rights.ts';
import type { Rows } from './rows.ts';
import { addSignedLicence } from './signed.ts';
import { addText } from './texts.ts';

const languages = { include: ['all', 'zxx', 'mis'] };

/** The smallest paper that every reader opens. */
const paper = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

function addPaper(rows: Rows, files: Files, key: string, owner: string, fileName: string, createdAt: Date): string {
  return addMedia(rows, files, {
    key: `title ${key}`,
    enterpriseId: owner,
    kind: 'document',
    contentType: 'application/pdf',
    fileName,
    storageKey: 'seed/title-paper.pdf',
    bytes: () => paper,
    createdAt,
  });
}

interface Step {
  readonly kind: 'creation' | 'assignment' | 'employment';
  readonly from: string;
  readonly to: string;
  readonly day: string;
}

function addChain(
  rows: Rows,
  files: Files,
  workSlug: string,
  owner: string,
  steps: readonly Step[],
  today: Date,
): void {
  const workId = stableId('work', workSlug);
  for (const [position, { kind, from, to, day }] of steps.entries()) {
    const stepId = stableId('title step', workSlug, position);
    rows.add('title_step', {
      id: stepId,
      work_id: workId,
      position,
      kind,
      from_party: from,
      to_party: to,
      happened_on: day,
      note: '',
    });
    rows.add('title_document', {
      id: stableId('title document', workSlug, position),
      step_id: stepId,
      media_id: addPaper(rows, files, `${workSlug} ${position}`, owner, `${kind}-${position + 1}.pdf`, today),
    });
  }
}

function chainOf(work: WorkData, enterprise: EnterpriseData): Step[] {
  const [creator] = work.creators;
  const made = `${work.year}-03-01`;
  if (!creator || creator === enterprise.legalName)
    return [{ kind: 'creation', from: '', to: enterprise.legalName, day: made }];
  return [
    { kind: 'creation', from: '', to: creator, day: made },
    {
      kind: work.year % 2 === 0 ? 'employment' : 'assignment',
      from: creator,
      to: enterprise.legalName,
      day: `${work.year}-05-20`,
    },
  ];
}

/** Chains of title for every work, one that waits for staff, a licence whose checklist is open, a product under its licence. */
export function addWorks(
  { rows, files, today }: { rows: Rows; files: Files; today: Date },
  context: Context,
  enterprises: readonly EnterpriseData[],
): void {
  for (const enterprise of enterprises)
    for (const work of enterprise.works)
      addChain(rows, files, work.slug, enterpriseId(enterprise.slug), chainOf(work, enterprise), today);
  const holder = enterprises.find(({ slug }) => slug === 'huxin-animation');
  const licensee = enterprises.find(({ slug }) => slug === 'hracky-dubanek');
  if (!holder || !licensee) return;
  addWaiting(rows, files, holder, today);
  addSigned(context, holder, licensee);
  showSome(rows);
  addLicensedListing(rows, today.toISOString().slice(0, 10));
}

/** A work that staff has before it: the lantern fox of the studio in Hangzhou. */
function addWaiting(rows: Rows, files: Files, holder: EnterpriseData, today: Date): void {
  const slug = 'hxa-lantern-fox';
  const id = stableId('work', slug);
  const owner = enterpriseId(holder.slug);
  const [like] = rows.of('work_picture').filter((row) => row['work_id'] === stableId('work', 'hxa-lianpeng'));
  const textId = addText(rows, `work ${slug}`, 'zh-CN', {
    title: { 'zh-CN': '灯狐', en: 'The lantern fox' },
    summary: { 'zh-CN': '守夜提灯的小狐狸', en: 'A little fox who keeps the night watch' },
    description: {
      'zh-CN': '灯狐住在西湖边的戏楼里，入夜提灯，为迷路的人照亮回家的桥。适用于玩具、文具与绘本。',
      en: 'The lantern fox lives in a theatre by the West Lake and lights the bridge for whoever is lost. Made for toys, stationery and picture books.',
    },
  });
  rows.add('work', {
    id,
    slug,
    enterprise_id: owner,
    kind: 'character',
    status: 'in_review',
    text_id: textId,
    year: 2026,
    creators: ['林悦', '沈知微'],
    languages: [],
    ai_share: 10,
    popularity: 0,
    created_at: today,
  });
  rows.add('work_identifier', { work_id: id, scheme: 'copyright_registration', value: '国作登字-2026-F-00120451' });
  if (like) rows.add('work_picture', { work_id: id, media_id: like['media_id'] ?? '', position: 0, alt: {} });
  const written: WrittenScope = {
    rights: { include: ['all'] },
    territories: { include: ['world'] },
    languages,
    term: { start: '2026-02-01', end: null },
  };
  const { rights, territories, languages: leaves } = columnsOf(freeze(written, hierarchies), hierarchies);
  rows.add('holding', {
    id: stableId('holding', slug),
    work_id: id,
    enterprise_id: owner,
    kind: 'ownership',
    ...owned,
    scope: written,
    rights,
    territories,
    languages: leaves,
    starts_on: '2026-02-01',
    ends_on: null,
  });
  addChain(
    rows,
    files,
    slug,
    owner,
    [
      { kind: 'creation', from: '', to: '林悦', day: '2026-02-01' },
      { kind: 'employment', from: '林悦', to: holder.legalName, day: '2026-02-01' },
    ],
    today,
  );
  rows.add('work_review', {
    id: stableId('work review', slug),
    work_id: id,
    number: 1,
    submitted_by_id: userId(`owner.${holder.slug}@demo.ambersilk.example`),
    submitted_at: new Date(today.getTime() - 20 * 3_600_000),
    decision: 'pending',
  });
}

const tried = [['HU', 'PL'], ['RO', 'BG'], ['HR', 'SI'], ['EE', 'LV', 'LT'], ['GR']] as const;
const number = 'ASL-26-DEMO-CHEK';

/** Signed, and not begun: what the law asks for first is open. */
function addSigned(context: Context, holder: EnterpriseData, licensee: EnterpriseData): void {
  const { rows, today } = context;
  const work = holder.works.find(({ slug }) => slug === 'hxa-lianpeng');
  if (!work) return;
  for (const territories of tried) {
    const written = {
      rights: { include: ['toys'] },
      territories: { include: [...territories] },
      languages,
      term: { start: dayAfter(today, 30), end: dayAfter(today, 4 * 365) },
    };
    const scope = freeze(written, hierarchies);
    if (!fits(context, work.slug, 'non_exclusive', licensee.slug, scope)) continue;
    const terms: Terms = {
      scope: written,
      exclusivity: 'non_exclusive',
      advanceMinor: '450000',
      currency: 'EUR',
      royalty: 900,
    };
    const signedAt = new Date(today.getTime() - 3 * 86_400_000);
    const [dealId, offerId, licenceId] = ['deal', 'offer', 'licence'].map((what) => stableId('checklist', what));
    if (!dealId || !offerId || !licenceId) return;
    const parties = { holder_id: enterpriseId(holder.slug), licensee_id: enterpriseId(licensee.slug) };
    rows.add('deal', {
      id: dealId,
      number: 'ASD-26-DEMO-CHEK',
      ...parties,
      status: 'licensed',
      created_at: signedAt,
      updated_at: signedAt,
    });
    rows.add('deal_work', { deal_id: dealId, work_id: stableId('work', work.slug) });
    rows.add('offer', {
      id: offerId,
      deal_id: dealId,
      version: 1,
      enterprise_id: parties.licensee_id,
      status: 'accepted',
      terms,
      valid_until: new Date(signedAt.getTime() + 60 * 86_400_000),
      created_at: signedAt,
    });
    const signers = [holder, licensee].map(({ slug, displayName: signs }) => ({ slug, signs }));
    const ids = { licenceId, dealId, offerId };
    addSignedLicence(rows, { ...ids, number, status: 'signed', terms, signedAt, activatedAt: null, signers });
    rows.add('rights_grant', {
      id: stableId('checklist', 'grant'),
      work_id: stableId('work', work.slug),
      ...parties,
      licence_id: licenceId,
      offer_id: offerId,
      exclusivity: 'non_exclusive',
      state: 'in_force',
      scope: written,
      ...columnsOf(scope, hierarchies),
      cells: cellsOf(scope, hierarchies),
      created_at: signedAt,
      note: '',
    });
    rows.add('compliance_tick', {
      licence_id: licenceId,
      item_code: 'residence-certificate',
      outcome: 'done',
      note: '《中国税收居民身份证明》2026年度, 编号 3301-26-00718',
      media_id: null,
      item_version: 1,
      user_id: userId(`owner.${holder.slug}@demo.ambersilk.example`),
      ticked_at: new Date(today.getTime() - 86_400_000),
    });
    return;
  }
}

const mostShown = 8;

/** Some holders show what they gave. */
function showSome(rows: Rows): void {
  const works = new Map(rows.of('deal_work').map((row) => [row['deal_id'], row['work_id']]));
  const given = rows.of('licence').filter(({ status }) => status === 'active' || status === 'expired');
  for (const licence of given.slice(0, mostShown)) {
    const workId = works.get(licence['deal_id']);
    if (workId) rows.add('shown_licence', { work_id: workId, licence_id: licence['id'] ?? '' });
  }
}

/** Workshops of the demo make things for the home. */
const use = 'home';

/** One product on sale names the licence that its maker took. What it names is written when the licences are there. */
function addLicensedListing(rows: Rows, today: string): void {
  const deals = new Map(rows.of('deal').map((row) => [row['id'], row]));
  const grants = Map.groupBy(rows.of('rights_grant'), (row) => row['licence_id']);
  const day = (value: unknown) => (typeof value === 'string' ? value : '');
  for (const licence of rows.of('licence')) {
    if (licence['status'] !== 'active' || day(licence['starts_on']) > today) continue;
    const deal = deals.get(licence['deal_id']);
    const rights = grants.get(licence['id'])?.[0]?.['rights'];
    const leaves = Array.isArray(rights)
      ? rights.flatMap((id) => (typeof id === 'number' ? hierarchies.rights.leaf(id) : []))
      : [];
    const listing = rows
      .of('listing')
      .filter(
        (row) =>
          row['enterprise_id'] === deal?.['licensee_id'] && row['kind'] === 'physical' && row['status'] === 'live',
      )
      .at(-1);
    if (!leaves.includes(use) || !listing) continue;
    rows.add('licensed_listing', { listing_id: listing['id'] ?? '', licence_id: licence['id'] ?? '' });
    rows.add('listing_use', { listing_id: listing['id'] ?? '', right: use });
    return;
  }
}
