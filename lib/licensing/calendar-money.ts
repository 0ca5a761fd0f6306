import { isoDay } from '#lib/core/clock.ts';
import { money } from '#lib/core/money.ts';
import type { Dispute, LicenceDue, Refund } from '#lib/db/generated/client.ts';
import type { CalendarEntry, Frame } from './calendar.ts';

interface CalendarDue extends LicenceDue {
  readonly refunds: readonly Refund[];
  readonly payments: readonly { readonly disputes: readonly Dispute[] }[];
}

/** A payment, what goes back of it, and until when a bank that asks about it hears something. */
export function moneyOf(due: CalendarDue, frame: Frame): CalendarEntry[] {
  const of = { ...frame, detail: due.kind, path: `/licences/${frame.number}#money` };
  const asked: CalendarEntry = {
    ...of,
    uid: `due-${due.id}`,
    day: isoDay(due.dueOn),
    kind: 'payment',
    amount: money(due.amountMinor + due.taxMinor - due.withholdingMinor, due.currency),
    done: due.paidAt !== null,
  };
  return [
    ...(due.cancelledAt ? [] : [asked]),
    ...due.refunds.map(
      (refund): CalendarEntry => ({
        ...of,
        uid: `refund-${refund.id}`,
        day: isoDay(refund.createdAt),
        kind: 'refund',
        amount: money(refund.amountMinor, refund.currency),
        done: refund.status === 'succeeded',
      }),
    ),
    ...due.payments.flatMap(({ disputes }) =>
      disputes.flatMap((dispute): CalendarEntry[] =>
        dispute.dueBy
          ? [
              {
                ...of,
                uid: `dispute-${dispute.id}`,
                day: isoDay(dispute.dueBy),
                kind: 'evidence',
                amount: money(dispute.amountMinor, dispute.currency),
                done: dispute.closedAt !== null || dispute.submittedAt !== null,
              },
            ]
          : [],
      ),
    ),
  ];
}
