import type { PayoutRail, TransferStatus } from '#lib/db/generated/client.ts';
import { expectedArrival, settlesOn } from './calendar.ts';

/**
 * Why earned money waits. Each has a sentence in messages/<locale>/payouts.json under `hold`, and what ends it in waiting.json under
 * `lets_go`.
 */
export const holds = [
  'money_settling',
  'refused',
  'charge_missing',
  'dispute',
  'no_account',
  'account_unverified',
  'account_refused',
  'account_new',
  'stripe_requirements',
  'enterprise_suspended',
] as const;
export type Hold = (typeof holds)[number];

/** A reason as it stands in a transfer's row. */
export function isHold(text: string | null): text is Hold {
  return holds.some((each) => each === text);
}

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

/** Money that the balance does not cover yet was refused once and only waits: it reads as due. */
export function shownStatus(status: TransferStatus, hold: Hold | null): TransferStatus {
  return status === 'failed' && hold === 'money_settling' ? 'due' : status;
}

/** What tells how long money waits. */
export interface Waiting {
  readonly rail: PayoutRail;
  readonly hold: Hold | null;
  /** When the buyer paid. */
  readonly paidAt: Date | null;
  /** From when on the account is paid to. */
  readonly usableFrom: Date | null;
}

/** The day on which money that waits should be in the account, if all goes as it should; null where nobody can tell. */
export function arrivalOf({ rail, hold, paidAt, usableFrom }: Waiting, at: Date): Date | null {
  const notBefore = (day: Date | null) => expectedArrival(rail, day && day > at ? day : at);
  if (hold === null) return notBefore(null);
  if (hold === 'account_new') return notBefore(usableFrom);
  if (hold === 'money_settling') return notBefore(paidAt && settlesOn(paidAt));
  return null;
}
