import { standardHash, type Terms } from '#lib/rights/index.ts';
import { enterpriseId } from './enterprises.ts';
import type { EnterpriseData, WorkData } from './format.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Rows } from './rows.ts';

const day = 86_400_000;

/** The two sides of the demo that meet, and the language each writes in. */
const holder = 'huxin-animation';
const licensee = 'hracky-dubanek';
const potter = 'keramika-troyan';

interface Meeting {
  readonly rows: Rows;
  readonly today: Date;
  readonly works: readonly { readonly work: WorkData; readonly enterprise: EnterpriseData }[];
}

/** What the demo's two sides say to each other, what one holds for the other, and standard offers on a few works. */
export function addNegotiation({ rows, today, works }: Meeting): void {
  const meeting = works.filter(({ enterprise }) => enterprise.slug === holder);
  const [asked, offered] = meeting;
  if (asked) {
    say(rows, `waiting ${asked.work.slug}`, 0, licensee, 'cs', new Date(today.getTime() - 1.9 * day), [
      'Dobrý den, pro dřevěné hračky bychom potřebovali také balení a katalog. Je to ve vašich podmínkách zahrnuto?',
    ]);
    say(rows, `waiting ${asked.work.slug}`, 1, holder, 'zh-CN', new Date(today.getTime() - 1.5 * day), [
      '您好，包装和目录均包含在内，只需事先送样确认。',
    ]);
    rows.add('deal_option', {
      id: stableId('deal option', asked.work.slug),
      deal_id: stableId('deal', `waiting ${asked.work.slug}`),
      status: 'asked',
      days: 14,
      created_at: new Date(today.getTime() - 1.2 * day),
    });
  }
  if (offered)
    say(rows, `waiting ${offered.work.slug}`, 0, holder, 'zh-CN', new Date(today.getTime() - 1.8 * day), [
      '版税略有提高，因为我们会提供全套三维模型。',
    ]);
  const pottery = works.find(({ enterprise }) => enterprise.slug === potter);
  if (pottery) addExpired(rows, today, pottery.work);
  for (const { work, enterprise } of works.filter((_, at) => at % 3 === 0).slice(0, 12))
    addStandardOffer(rows, today, work, enterprise);
}

/** A counter-offer whose time went by unanswered: either side may make the next. */
function addExpired(rows: Rows, today: Date, work: WorkData): void {
  const dealId = stableId('deal', 'expired');
  const at = (days: number) => new Date(today.getTime() - days * day);
  const date = (days: number) => at(-days).toISOString().slice(0, 10);
  rows.add('deal', {
    id: dealId,
    number: 'ASD-26-DEMO-LAPS',
    holder_id: enterpriseId(potter),
    licensee_id: enterpriseId(licensee),
    status: 'offered',
    created_at: at(40),
    updated_at: at(33),
  });
  rows.add('deal_work', { deal_id: dealId, work_id: stableId('work', work.slug) });
  const asked: Terms = {
    scope: {
      rights: { include: ['toys'] },
      territories: { include: ['CZ', 'SK'] },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: { start: date(60), end: date(60 + 2 * 365) },
    },
    exclusivity: 'non_exclusive',
    advanceMinor: '30000',
    currency: 'EUR',
    royalty: 600,
  };
  for (const [version, by, status, terms, made] of [
    [1, licensee, 'superseded', asked, 40],
    [2, potter, 'expired', { ...asked, royalty: 750 }, 33],
  ] as const)
    rows.add('offer', {
      id: stableId('offer', 'expired', version),
      deal_id: dealId,
      version,
      enterprise_id: enterpriseId(by),
      status,
      terms,
      valid_until: at(made - 30),
      created_at: at(made),
    });
  say(rows, 'expired', 0, potter, 'bg', at(32.9), [
    'Прилагаме сами глазурата върху дървото, затова ставката е малко по-висока.',
  ]);
}

function say(
  rows: Rows,
  deal: string,
  at: number,
  by: string,
  locale: string,
  when: Date,
  [body = '']: string[],
): void {
  rows.add('deal_message', {
    id: stableId('deal message', deal, at),
    deal_id: stableId('deal', deal),
    enterprise_id: enterpriseId(by),
    author_id: userId(`owner.${by}@demo.ambersilk.example`),
    locale,
    body,
    created_at: when,
  });
}

/** Non-exclusive, small and cheap: what a maker is asked for most. */
function addStandardOffer(rows: Rows, today: Date, work: WorkData, enterprise: EnterpriseData): void {
  const [right] = work.rights;
  const [territory] = work.territories;
  if (!right || !territory) return;
  const terms: Omit<Terms, 'scope'> & { scope: Omit<Terms['scope'], 'term'> } = {
    scope: {
      rights: { include: [right] },
      territories: { include: [territory] },
      languages: { include: ['all', 'zxx', 'mis'] },
    },
    exclusivity: 'non_exclusive',
    advanceMinor: '45000',
    currency: 'EUR',
    royalty: 0,
  };
  rows.add('standard_offer', {
    id: stableId('standard offer', work.slug),
    work_id: stableId('work', work.slug),
    enterprise_id: enterpriseId(enterprise.slug),
    terms,
    years: 2,
    published_by_id: userId(`owner.${enterprise.slug}@demo.ambersilk.example`),
    signed_name: enterprise.displayName,
    created_at: new Date(today.getTime() - 20 * day),
  });
  rows.add('standing_signature', {
    id: stableId('standing', work.slug),
    enterprise_id: enterpriseId(enterprise.slug),
    user_id: userId(`owner.${enterprise.slug}@demo.ambersilk.example`),
    signed_name: enterprise.displayName,
    subject: `standard_offer:${stableId('standard offer', work.slug)}`,
    terms_hash: standardHash({ terms, years: 2 }),
    second_factor: false,
    proof: 'mail_code',
    address: '127.0.0.1',
    user_agent: 'demo',
    given_at: new Date(today.getTime() - 20 * day),
  });
}
