import type { Hold } from '#lib/payouts/index.ts';

/** What ends a wait (`waiting.lets_go`), where two reasons end alike under one word. */
export function ends(hold: Hold | null): string {
  return hold === 'no_account' || hold === 'account_refused' ? 'account' : (hold ?? 'soon');
}
