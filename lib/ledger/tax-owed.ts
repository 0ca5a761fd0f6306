import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { prisma } from '#lib/db/index.ts';

export interface TaxOwed {
  readonly country: string;
  readonly currency: string;
  /** Taken for the country's tax office, less what went back. */
  readonly minor: bigint;
}

/** What was booked for tax offices in a time, by country and currency. */
export async function taxOwed(actor: Actor, from: Date, until: Date): Promise<TaxOwed[]> {
  authorize(actor, 'tax.report');
  return prisma().$queryRaw<TaxOwed[]>`
    select a.jurisdiction as country, a.currency, (-sum(e.amount_minor))::bigint as minor
    from ledger_entry e join ledger_account a on a.id = e.account_id
    where a.kind = 'tax_payable' and a.jurisdiction is not null and e.posted_at >= ${from} and e.posted_at < ${until}
    group by 1, 2 order by 1, 2`;
}
