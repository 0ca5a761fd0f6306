import type { Stripe } from 'stripe';
import type { Engine } from '../engine.ts';
import { invalid } from '../errors.ts';
import { newId } from '../ids.ts';
import { listOf, page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route, remove } from '../routes.ts';
import type { Unit } from '../store.ts';

/** Where a platform in the EEA can have connected accounts: the EEA, the United Kingdom, Switzerland, the United States and Canada. */
const currencyOfCountry: Readonly<Record<string, string>> = {
  AT: 'eur',
  BE: 'eur',
  BG: 'eur',
  CY: 'eur',
  DE: 'eur',
  EE: 'eur',
  ES: 'eur',
  FI: 'eur',
  FR: 'eur',
  GR: 'eur',
  HR: 'eur',
  IE: 'eur',
  IT: 'eur',
  LT: 'eur',
  LU: 'eur',
  LV: 'eur',
  MT: 'eur',
  NL: 'eur',
  PT: 'eur',
  SI: 'eur',
  SK: 'eur',
  CZ: 'czk',
  DK: 'dkk',
  HU: 'huf',
  PL: 'pln',
  RO: 'ron',
  SE: 'sek',
  NO: 'nok',
  LI: 'chf',
  IS: 'eur',
  GB: 'gbp',
  CH: 'chf',
  US: 'usd',
  CA: 'cad',
};

const linkSeconds = 10 * 60;
const due = [
  'business_profile.url',
  'external_account',
  'individual.first_name',
  'individual.last_name',
  'tos_acceptance.date',
  'tos_acceptance.ip',
];

function requirements(currentlyDue: string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: currentlyDue,
    disabled_reason: currentlyDue.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: currentlyDue,
    past_due: currentlyDue,
    pending_verification: [],
  };
}

function capabilitiesOf(
  params: Params,
  before: Stripe.Account.Capabilities,
  active: boolean,
): Stripe.Account.Capabilities {
  const asked = params.object('capabilities');
  const after = { ...before };
  for (const name of ['transfers', 'card_payments'] as const) {
    const requested = asked?.object(name)?.boolean('requested');
    if (requested === true && after[name] === undefined) after[name] = active ? 'active' : 'inactive';
    if (requested === false) delete after[name];
  }
  return after;
}

function profileOf(params: Params, before: Stripe.Account.BusinessProfile | null): Stripe.Account.BusinessProfile {
  const given = params.object('business_profile');
  const field = (name: string, now: string | null | undefined) => given?.text(name, { max: 500 }) ?? now ?? null;
  return {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: field('mcc', before?.mcc),
    minority_owned_business_designation: null,
    name: field('name', before?.name),
    product_description: field('product_description', before?.product_description),
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: field('support_email', before?.support_email),
    support_phone: field('support_phone', before?.support_phone),
    support_url: field('support_url', before?.support_url),
    url: field('url', before?.url),
  };
}

function settingsOf(params: Params): Stripe.Account.Settings {
  const schedule = params.object('settings')?.object('payouts')?.object('schedule');
  return {
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_payments: {
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: null, timezone: 'Etc/UTC' },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: 2, interval: schedule?.text('interval') ?? 'manual' },
      statement_descriptor: null,
    },
  };
}

function controllerOf(params: Params): Stripe.Account.Controller {
  const given = params.object('controller');
  const dashboard = given?.object('stripe_dashboard')?.oneOf('type', ['express', 'full', 'none']);
  const fees = given?.object('fees')?.oneOf('payer', ['account', 'application']);
  const losses = given?.object('losses')?.oneOf('payments', ['application', 'stripe']);
  const collection = given?.oneOf('requirement_collection', ['application', 'stripe']);
  return {
    fees: { payer: fees ?? 'application' },
    is_controller: true,
    losses: { payments: losses ?? 'application' },
    requirement_collection: collection ?? 'stripe',
    stripe_dashboard: { type: dashboard ?? 'express' },
    type: 'application',
  };
}

async function create(unit: Unit, params: Params): Promise<Stripe.Account> {
  const country = params.required('country', { max: 2 });
  const currency = Object.hasOwn(currencyOfCountry, country) ? currencyOfCountry[country] : undefined;
  if (currency === undefined)
    throw invalid(`${country} is not currently supported by Stripe.`, {
      code: 'country_unsupported',
      param: 'country',
    });
  const type = params.oneOf('type', ['custom', 'express', 'standard']);
  const id = newId('acct', 16);
  const account = {
    id,
    object: 'account',
    business_profile: profileOf(params, null),
    business_type: params.oneOf('business_type', ['company', 'government_entity', 'individual', 'non_profit']) ?? null,
    capabilities: capabilitiesOf(params, {}, false),
    charges_enabled: false,
    controller: controllerOf(params),
    country,
    created: unit.context.now,
    default_currency: currency,
    details_submitted: false,
    email: params.text('email', { max: 800 }) ?? null,
    external_accounts: listOf([], `/v1/accounts/${id}/external_accounts`),
    future_requirements: { ...requirements([]), disabled_reason: null },
    metadata: params.metadata(),
    payouts_enabled: false,
    requirements: requirements(due),
    settings: settingsOf(params),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: type ?? 'none',
  } satisfies Stripe.Account;
  return unit.put('account', account);
}

async function update(unit: Unit, id: string, params: Params): Promise<Stripe.Account> {
  const before = await unit.lock('account', id);
  const after: Stripe.Account = {
    ...before,
    business_profile: profileOf(params, before.business_profile ?? null),
    capabilities: capabilitiesOf(params, before.capabilities ?? {}, before.details_submitted),
    email: params.text('email', { max: 800 }) ?? before.email,
    metadata: params.metadata(before.metadata ?? {}),
    ...(params.has('settings') ? { settings: settingsOf(params) } : {}),
  };
  unit.put('account', after);
  unit.emit('account.updated', after, { account: id });
  return after;
}

async function createLink(unit: Unit, engine: Engine, params: Params): Promise<Stripe.AccountLink> {
  const { now } = unit.context;
  const account = params.required('account');
  const webAddress = /^https?:\/\/[^\s<>"]+$/;
  const link = {
    id: newId('onboarding', 32),
    object: 'sandbox.onboarding' as const,
    created: now,
    account,
    expires_at: now + linkSeconds,
    used: false,
    return_url: params.required('return_url', { pattern: webAddress }),
    refresh_url: params.required('refresh_url', { pattern: webAddress }),
  };
  params.required('type', { pattern: /^account_(onboarding|update)$/ });
  params.object('collection_options')?.text('fields');
  params.done();
  await unit.get('account', account, 'account');
  unit.put('sandbox.onboarding', link);
  return {
    object: 'account_link',
    created: now,
    expires_at: link.expires_at,
    url: `${engine.publicUrl}/onboarding/${link.id}`,
  };
}

export interface OnboardingAnswers {
  readonly name: string;
  readonly iban: string;
}

/** The seller has given everything: capabilities become active, payouts are enabled, the bank account is noted by its last four digits. */
export async function completeOnboarding(
  unit: Unit,
  id: string,
  { name, iban }: OnboardingAnswers,
): Promise<Stripe.Account> {
  const before = await unit.lock('account', id);
  const currency = before.default_currency ?? 'eur';
  const bank = {
    id: `ba_${id.slice(5)}`,
    object: 'bank_account',
    account: id,
    account_holder_name: name,
    account_holder_type: null,
    account_type: null,
    available_payout_methods: ['standard'],
    bank_name: 'PAYMENT SANDBOX BANK',
    country: iban.slice(0, 2),
    currency,
    default_for_currency: true,
    fingerprint: null,
    last4: iban.slice(-4),
    metadata: {},
    routing_number: null,
    status: 'new',
  } satisfies Stripe.BankAccount;
  const after: Stripe.Account = {
    ...before,
    capabilities: Object.fromEntries(
      Object.keys(before.capabilities ?? {}).map((capability) => [capability, 'active']),
    ),
    charges_enabled: before.capabilities?.card_payments !== undefined,
    details_submitted: true,
    external_accounts: listOf([bank], `/v1/accounts/${id}/external_accounts`),
    payouts_enabled: true,
    requirements: requirements([]),
    tos_acceptance: { date: unit.context.now, ip: null, user_agent: null },
  };
  unit.put('account', after);
  unit.emit('account.updated', after, {
    account: id,
    previous: { details_submitted: before.details_submitted, payouts_enabled: before.payouts_enabled },
  });
  return after;
}

export const accountRoutes: readonly Route[] = [
  get('/v1/accounts', (reader, { params }) => page(reader, 'account', params, { url: '/v1/accounts' })),
  post('/v1/accounts', (unit, { params }) => create(unit, params)),
  get('/v1/accounts/:id', (reader, { id }) => reader.get('account', id())),
  post('/v1/accounts/:id', (unit, { id, params }) => update(unit, id(), params)),
  remove('/v1/accounts/:id', async (unit, { id }) => {
    const before = await unit.lock('account', id());
    await unit.drop(before.id);
    return { id: before.id, object: 'account', deleted: true } satisfies Stripe.DeletedAccount;
  }),
  post('/v1/account_links', (unit, { params, engine }) => createLink(unit, engine, params)),
  post('/v1/accounts/:id/login_links', async (unit, { id, engine }) => {
    const account = await unit.get('account', id());
    return {
      object: 'login_link',
      created: unit.context.now,
      url: `${engine.publicUrl}/sandbox?account=${account.id}`,
    } satisfies Stripe.LoginLink;
  }),
];
