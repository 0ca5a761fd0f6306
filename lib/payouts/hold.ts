import type { PayoutRail } from '#lib/db/generated/client.ts';

/** Why earned money waits. Each has a sentence in messages/<locale>/payouts.json under `hold`. */
export type Hold =
  | 'dispute'
  | 'no_account'
  | 'account_unverified'
  | 'account_refused'
  | 'account_new'
  | 'stripe_requirements'
  | 'enterprise_suspended'
  | 'charge_missing'
  | 'money_settling'
  | 'refused';

/** What the decision looks at. */
export interface Standing {
  readonly rail: PayoutRail;
  readonly suspended: boolean;
  readonly disputed: boolean;
  /** The account money would go to, null where there is none. */
  readonly account: {
    readonly status: 'pending' | 'verified' | 'refused' | 'replaced';
    readonly usableFrom: Date;
  } | null;
  readonly connected: {
    readonly transfersActive: boolean;
    readonly payoutsEnabled: boolean;
    readonly usableFrom: Date;
  } | null;
}

/** What keeps an enterprise from being paid now; null: nothing. */
export function holdOf({ rail, suspended, disputed, account, connected }: Standing, at: Date): Hold | null {
  if (disputed) return 'dispute';
  if (suspended) return 'enterprise_suspended';
  if (rail === 'stripe_connect') {
    if (!connected) return 'no_account';
    if (!connected.transfersActive || !connected.payoutsEnabled) return 'stripe_requirements';
    return connected.usableFrom > at ? 'account_new' : null;
  }
  if (!account || account.status === 'replaced') return 'no_account';
  if (account.status === 'pending') return 'account_unverified';
  if (account.status === 'refused') return 'account_refused';
  return account.usableFrom > at ? 'account_new' : null;
}
