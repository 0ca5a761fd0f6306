import { currency } from '#lib/core/currency.ts';
import { accountCode, type Entry } from '#lib/ledger/index.ts';
import { countedAs, divide, paidEntries, priceOf, settledEntries } from '#lib/translations/index.ts';
import { wordCount } from '#lib/workbench/index.ts';
import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Row, Rows } from './rows.ts';
import { addText } from './texts.ts';

const day = 86_400_000;
const customer = 'keramika-troyan';

interface TranslatorData {
  readonly slug: string;
  readonly name: string;
  readonly latin: string;
  readonly country: string;
  readonly locale: 'hu' | 'bg';
  readonly number: string;
  readonly email: string;
  readonly headline: string;
  readonly about: string;
  readonly fields: readonly string[];
  readonly rates: readonly (readonly [from: string, to: string, minor: bigint])[];
}

const translators: readonly TranslatorData[] = [
  {
    slug: 'szabo-forditas',
    name: 'Szabó Fordítás',
    latin: 'Szabó Eszter e.v.',
    country: 'HU',
    locale: 'hu',
    number: '57204418',
    email: 'eszter@demo.ambersilk.example',
    headline: 'Kézműves tárgyak, könyvek és múzeumok – bolgárról, angolról és kínairól',
    about:
      'Húsz éve fordítok múzeumoknak és műhelyeknek. Szeretem tudni, hogyan készül, amiről írok, ezért gyakran kérdezek. Egy nap alatt nagyjából kétezer szót vállalok.',
    fields: ['craft', 'art', 'publishing'],
    rates: [
      ['bg', 'hu', 9n],
      ['en', 'hu', 8n],
      ['zh-CN', 'hu', 6n],
      ['bg', 'pl', 10n],
    ],
  },
  {
    slug: 'stoyanova-prevodi',
    name: 'Преводи Стоянова',
    latin: 'Prevodi Stoyanova EOOD',
    country: 'BG',
    locale: 'bg',
    number: '206118843',
    email: 'owner.stoyanova-prevodi@demo.ambersilk.example',
    headline: 'Занаяти, храна и текстил на чешки, румънски и гръцки',
    about:
      'Работим трима: за всеки език има човек, който го говори от дете. Текстовете за грънци, тъкани и сладка са ни любими.',
    fields: ['craft', 'food', 'textile', 'marketing'],
    rates: [
      ['bg', 'cs', 8n],
      ['bg', 'ro', 7n],
      ['bg', 'el', 9n],
      ['bg', 'hu', 9n],
    ],
  },
];

/** Two translators, and a job at each turn: on offer, being translated, accepted and rated. */
export function addTranslations(rows: Rows, today: Date): void {
  const known = new Set(rows.of('ledger_account').map((row) => String(row['code'])));
  for (const each of translators) addTranslator(rows, each, today);
  const named = (slug: string) => rows.of('listing').find((row) => row['slug'] === slug);
  const [first, second, third] = [
    named('troyan-chiniya-kapka'),
    named('troyan-gyuveche-kapak'),
    named('troyan-stomna-troyanka'),
  ];
  const [eszter, vera] = translators;
  if (!first || !second || !third || !eszter || !vera) return;
  const world = { rows, known, today };
  addJob(world, { key: 'offered', listing: first, to: 'sl', rate: 9n, by: null, age: 2 });
  addJob(world, { key: 'taken', listing: second, to: 'hu', rate: 9n, by: eszter, age: 5 });
  addJob(world, { key: 'accepted', listing: third, to: 'ro', rate: 7n, by: vera, age: 40 });
}

function addTranslator(rows: Rows, data: TranslatorData, today: Date): void {
  const id = enterpriseId(data.slug);
  const since = new Date(today.getTime() - 300 * day);
  if (!rows.of('users').some((row) => row['email'] === data.email))
    rows.add('users', {
      id: userId(data.email),
      email: data.email,
      name: data.name,
      locale: data.locale,
      currency: 'EUR',
      country: data.country,
      email_verified_at: today,
      staff_roles: [],
      demo: true,
      created_at: since,
    });
  rows.add('enterprise', {
    id,
    slug: data.slug,
    country: data.country,
    kind: 'translator',
    status: 'verified',
    legal_name: data.latin,
    legal_name_latin: data.latin,
    display_name: data.name,
    names: {},
    registration_number: data.number,
    vat_number: null,
    source_locale: data.locale,
    currency: 'EUR',
    founded_year: 2009,
    text_id: addText(rows, `enterprise ${data.slug}`, data.locale, {
      tagline: { [data.locale]: data.headline },
      story: { [data.locale]: data.about },
    }),
    commission_plan_id: 'standard',
    payout_rail: 'bank_transfer',
    verified_at: since,
    created_at: since,
  });
  rows.add('membership', { enterprise_id: id, user_id: userId(data.email), role: 'owner', created_at: since });
  rows.add('translator_profile', {
    enterprise_id: id,
    locale: data.locale,
    headline: data.headline,
    about: data.about,
    fields: data.fields,
    available: true,
    created_at: since,
    updated_at: since,
  });
  for (const [from, to, minor] of data.rates)
    rows.add('translator_rate', {
      enterprise_id: id,
      from_locale: from,
      to_locale: to,
      price_minor: minor,
      currency: 'EUR',
    });
}

interface World {
  readonly rows: Rows;
  readonly known: Set<string>;
  readonly today: Date;
}

interface JobData {
  readonly key: string;
  readonly listing: Row;
  readonly to: string;
  readonly rate: bigint;
  readonly by: TranslatorData | null;
  /** Days since it was paid. */
  readonly age: number;
}

function addJob({ rows, known, today }: World, { key, listing, to, rate, by, age }: JobData): void {
  const code = currency('EUR');
  // What the demo has no Romanian for was not ordered.
  const units = unitsOf(rows, listing).filter(({ field }) => key !== 'accepted' || romanian[field]);
  const price = priceOf(units, rate, code);
  const taxMinor = (price.netMinor + 2n) / 5n;
  const paid = { netMinor: price.netMinor, taxMinor, currency: code };
  const owner = { enterpriseId: enterpriseId(customer), country: 'BG' };
  const [orderId, id] = [stableId('translation order', key), stableId('translation job', key)];
  const at = (days: number) => new Date(today.getTime() + (days - age) * day);
  const accepted = key === 'accepted';
  const division = accepted ? divide(paid, price.netMinor, (minor) => minor / 10n) : null;
  rows.add('translation_order', {
    id: orderId,
    number: `TO-26-DEMO-${key.toUpperCase()}`,
    enterprise_id: owner.enterpriseId,
    created_by_id: userId('maria@demo.ambersilk.example'),
    placement_key: stableId('translation placement', key),
    status: 'paid',
    currency: code,
    net_minor: price.netMinor,
    tax_minor: taxMinor,
    tax_rule: 'domestic',
    tax_rate: 2000,
    country: 'BG',
    vat_number: null,
    created_at: at(0),
    paid_at: at(0),
  });
  rows.add('translation_payment', {
    id: stableId('translation payment', key),
    translation_order_id: orderId,
    status: 'succeeded',
    amount_minor: price.netMinor + taxMinor,
    currency: code,
    method: 'card',
    created_at: at(0),
    succeeded_at: at(0),
  });
  rows.add('translation_job', {
    id,
    number: `TJ-26-DEMO-${key.toUpperCase()}`,
    order_id: orderId,
    enterprise_id: owner.enterpriseId,
    from_locale: 'bg',
    to_locale: to,
    status: accepted ? 'accepted' : by ? 'taken' : 'offered',
    rate_minor: rate,
    currency: code,
    words: price.words,
    net_minor: price.netMinor,
    tax_minor: taxMinor,
    note: 'Моля, оставете имената на глазурите както са.',
    translator_id: by ? enterpriseId(by.slug) : null,
    taken_by_id: by ? userId(by.email) : null,
    take_by: at(14),
    deliver_by: at(28),
    taken_at: by ? at(1) : null,
    delivered_at: accepted ? at(6) : null,
    settled_at: accepted ? at(7) : null,
    earned_minor: division?.earnedMinor ?? 0n,
    commission_minor: division?.commissionMinor ?? 0n,
    created_at: at(0),
  });
  for (const [position, unit] of units.entries())
    rows.add('translation_unit', {
      job_id: id,
      position,
      text_id: String(listing['text_id']),
      field: unit.field,
      kind: 'listing',
      slug: String(listing['slug']),
      source: unit.source,
      words: unit.words,
      counted: unit.counted,
      net_minor: price.parts[position] ?? 0n,
      target: accepted ? (romanian[unit.field] ?? '') : '',
      state: accepted ? 'accepted' : 'open',
      published_at: accepted ? at(7) : null,
      updated_at: at(1),
    });
  const events = ['ordered', 'paid', ...(by ? ['taken'] : []), ...(accepted ? ['delivered', 'accepted', 'rated'] : [])];
  for (const [step, kind] of events.entries())
    rows.add('translation_event', {
      id: stableId('translation event', key, kind),
      job_id: id,
      kind,
      data: {},
      words: '',
      actor_id: userId(by && (kind === 'taken' || kind === 'delivered') ? by.email : 'maria@demo.ambersilk.example'),
      created_at: new Date(at(step < 2 ? 0 : step - 1).getTime() + step * 60_000),
    });
  const book = (cause: string, kind: string, postedAt: Date, entries: readonly Entry[]) =>
    addPosting(rows, known, { cause, kind, postedAt, entries });
  book(
    `translation_order:${orderId}:paid`,
    'translation_paid',
    at(0),
    paidEntries(paid, owner, { kind: 'stripe_clearing', currency: code }),
  );
  if (!division || !by) return;
  book(
    `translation_job:${id}:settled`,
    'translation_settled',
    at(7),
    settledEntries(paid, division, owner, enterpriseId(by.slug)),
  );
  rows.add('translation_transfer', {
    id: stableId('translation transfer', key),
    translation_job_id: id,
    status: 'due',
    rail: 'bank_transfer',
    amount_minor: division.earnedMinor - division.commissionMinor,
    currency: code,
    created_at: at(7),
  });
  rows.add('translation_rating', {
    job_id: id,
    stars: 5,
    words: 'Питаха за всяка дума, която не беше ясна, и предадоха по-рано.',
    author_id: userId('maria@demo.ambersilk.example'),
    created_at: at(8),
  });
  const fields = Object.fromEntries(units.map(({ field }) => [field, romanian[field] ?? '']));
  if (!rows.of('translation').some((row) => row['text_id'] === listing['text_id'] && row['locale'] === to))
    rows.add('translation', {
      text_id: String(listing['text_id']),
      locale: to,
      fields,
      state: 'reviewed',
      origin: 'human',
      source_revision: 1,
    });
}

/** What the accepted job made of the jug. */
const romanian: Readonly<Record<string, string>> = {
  title: 'Ulcior „Troianka” pentru apă și vin',
  summary: 'Ulcior înalt, cu gât îngust și cioc, care ține apa rece până seara.',
  description:
    'Corpul se lucrează la roată în două reprize: jumătatea de jos se usucă o noapte înainte să se așeze pe ea cea de sus. Sub toartă rămâne un inel nesmălțuit, prin care lutul respiră și răcorește. Doi litri și ceva, cât pentru o masă de șase.',
};

function unitsOf(rows: Rows, listing: Row) {
  const source = rows
    .of('translation')
    .find((row) => row['text_id'] === listing['text_id'] && row['state'] === 'source')?.['fields'];
  const fields = Object.entries(source instanceof Object ? source : {})
    .filter((each): each is [string, string] => typeof each[1] === 'string' && each[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, text]) => ({ field, source: text, words: wordCount(text), inMemory: false }));
  const counted = countedAs(fields);
  return fields.map((each, at) => ({ ...each, counted: counted[at] ?? ('full' as const) }));
}

interface Posting {
  readonly cause: string;
  readonly kind: string;
  readonly postedAt: Date;
  readonly entries: readonly Entry[];
}

function addPosting(rows: Rows, known: Set<string>, { cause, kind, postedAt, entries }: Posting): void {
  const id = stableId('ledger', cause);
  rows.add('ledger_transaction', { id, cause, kind, order_id: null, posted_at: postedAt });
  for (const { account, amount } of entries.filter((entry) => entry.amount.minor !== 0n)) {
    const code = accountCode(account);
    if (!known.has(code)) {
      known.add(code);
      rows.add('ledger_account', {
        id: stableId('account', code),
        code,
        kind: account.kind,
        currency: account.currency,
        enterprise_id: account.enterpriseId ?? null,
        jurisdiction: account.jurisdiction ?? null,
      });
    }
    rows.add('ledger_entry', {
      transaction_id: id,
      account_id: stableId('account', code),
      amount_minor: amount.minor,
      currency: amount.currency,
      posted_at: postedAt,
    });
  }
}
