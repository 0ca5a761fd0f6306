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
  for (const { work, enterprise } of works.filter((_, at) => at % 3 === 0).slice(0, 12))
    addStandardOffer(rows, today, work, enterprise);
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
