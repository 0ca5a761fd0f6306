import type Stripe from 'stripe';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

/** What Stripe says of a connected account now. */
export interface AccountFacts {
  readonly stripeId: string;
  readonly transfersActive: boolean;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly currentlyDue: readonly string[];
  readonly disabledReason: string | null;
  readonly bankLast4: string | null;
}

/**
 * What we ask of a connected account. Buyers pay the platform, so an account only receives: `transfers` and nothing else. Inside the
 * country groups that Stripe settles together that is all it needs; `card_payments`, which brings a far longer questionnaire, is asked
 * for only in the United States and Canada, where Stripe does not grant `transfers` by itself to a platform of another region.
 */
export function capabilitiesFor(country: string): Stripe.AccountCreateParams.Capabilities {
  const transfers = { transfers: { requested: true } } as const;
  return country === 'US' || country === 'CA' ? { ...transfers, card_payments: { requested: true } } : transfers;
}

/** Opens an account for an enterprise, once; its particulars are asked for on Stripe's own pages. */
export async function openAccount(enterprise: {
  readonly id: string;
  readonly country: string;
  readonly displayName: string;
  readonly url: string;
  readonly email: string;
}): Promise<string> {
  const account = await callOnce(`account:${enterprise.id}`, 'account', { enterpriseId: enterprise.id }, (options) =>
    stripe().accounts.create(
      {
        country: enterprise.country,
        email: enterprise.email,
        business_type: 'company',
        capabilities: capabilitiesFor(enterprise.country),
        business_profile: { name: enterprise.displayName, url: enterprise.url },
        controller: {
          stripe_dashboard: { type: 'express' },
          fees: { payer: 'application' },
          losses: { payments: 'application' },
          requirement_collection: 'stripe',
        },
        settings: { payouts: { schedule: { interval: 'daily' } } },
        metadata: { enterpriseId: enterprise.id },
      },
      options,
    ),
  );
  return account.id;
}

/** An address of Stripe's where the account's owner answers what is asked; good for a few minutes and one visit. */
export async function onboardingLink(
  stripeId: string,
  { returnUrl, refreshUrl }: { readonly returnUrl: string; readonly refreshUrl: string },
): Promise<string> {
  const link = await stripe().accountLinks.create({
    account: stripeId,
    return_url: returnUrl,
    refresh_url: refreshUrl,
    type: 'account_onboarding',
    collection_options: { fields: 'eventually_due' },
  });
  return link.url;
}

/** Reads an account from Stripe afresh. */
export async function accountFacts(stripeId: string): Promise<AccountFacts> {
  const account = await stripe().accounts.retrieve(stripeId);
  const bank = account.external_accounts?.data[0];
  return {
    stripeId: account.id,
    transfersActive: account.capabilities?.transfers === 'active',
    payoutsEnabled: account.payouts_enabled === true,
    detailsSubmitted: account.details_submitted === true,
    currentlyDue: account.requirements?.currently_due ?? [],
    disabledReason: account.requirements?.disabled_reason ?? null,
    bankLast4: bank && 'last4' in bank ? (bank.last4 ?? null) : null,
  };
}
