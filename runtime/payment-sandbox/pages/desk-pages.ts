import type { Stripe } from 'stripe';
import { formatAmount } from '../currency.ts';
import type { Faults } from '../faults.ts';
import { filesOf } from '../resources/disputes.ts';
import { layout, type Markup, markup } from './layout.ts';

const banner = 'Payment sandbox: test data only. No money moves.';

/** An event with what has become of its deliveries. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly object: string;
  readonly deliveries: readonly {
    readonly attempts: number;
    readonly delivered: boolean;
    readonly open: boolean;
    readonly note: string | null;
  }[];
}

/** A payout and whose it is: a connected account's, or '' for the platform's. */
export interface PayoutRow {
  readonly account: string;
  readonly payout: Stripe.Payout;
}

export interface Overview {
  readonly webhookUrl: string | undefined;
  readonly customers: readonly Stripe.Customer[];
  readonly sessions: readonly Stripe.Checkout.Session[];
  readonly charges: readonly Stripe.Charge[];
  readonly transfers: readonly Stripe.Transfer[];
  readonly disputes: readonly Stripe.Dispute[];
  readonly payouts: readonly PayoutRow[];
  readonly events: readonly EventRow[];
}

function time(seconds: number): Markup {
  const iso = new Date(seconds * 1_000).toISOString();
  return markup`<time class="nowrap" datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

function table(title: string, heads: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  if (rows.length === 0) return markup`<h2>${title}</h2><p class="soft">None yet.</p>`;
  return markup`<h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

function amount(minor: number, currency: string): Markup {
  return markup`<span class="nowrap">${formatAmount(minor, currency, 'en')}</span>`;
}

function button(action: string, label: string): Markup {
  return markup`<form class="inline" method="post" action="${action}"><button class="second">${label}</button></form>`;
}

function deliveriesOf({ deliveries }: EventRow): Markup {
  if (deliveries.length === 0) return markup`<span class="soft">none</span>`;
  return markup`${deliveries.map(({ attempts, delivered, open, note }) => {
    const state = delivered ? 'delivered' : open ? 'waiting' : 'given up';
    return markup`<div>${state}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}${note !== null && markup` <span class="soft">(${note})</span>`}</div>`;
  })}`;
}

function id(text: string): Markup {
  return markup`<code>${text}</code>`;
}

/** Customers who were named, and as Stripe's own page has it the guests of the payments below. */
function customerTable({ customers, sessions }: Overview): Markup {
  const known = customers.map((one) => [
    time(one.created),
    id(one.id),
    markup`${one.email ?? ''}`,
    markup`${one.name ?? ''}`,
  ]);
  const guests = [...Map.groupBy(sessions, (one) => one.customer_details?.email ?? '')].flatMap(([email, [first]]) =>
    first && email
      ? [
          [
            time(first.created),
            markup`<span class="soft">guest</span>`,
            markup`${email}`,
            markup`${first.customer_details?.name ?? ''}`,
          ],
        ]
      : [],
  );
  return table('Customers', ['Created', 'Id', 'E-mail', 'Name'], [...known, ...guests]);
}

function paymentTables({ sessions, charges }: Overview): Markup {
  return markup`${table(
    'Checkout sessions',
    ['Created', 'Id', 'Amount', 'Status', 'Payment', ''],
    sessions.map((one) => [
      time(one.created),
      one.url === null ? id(one.id) : markup`<a href="/pay/${one.id}">${id(one.id)}</a>`,
      amount(one.amount_total ?? 0, one.currency ?? 'eur'),
      markup`${one.status ?? ''}`,
      markup`${one.payment_status}`,
      one.status === 'open' ? button(`/sandbox/sessions/${one.id}/refuse-later`, 'The bank refuses later') : markup``,
    ]),
  )}
${table(
  'Payments',
  ['Created', 'Id', 'Amount', 'Refunded', 'Method', 'Status'],
  charges.map((one) => [
    time(one.created),
    id(one.id),
    amount(one.amount, one.currency),
    amount(one.amount_refunded, one.currency),
    markup`${one.payment_method_details?.type ?? ''}`,
    markup`${one.disputed ? 'disputed' : one.failure_code === null ? one.status : `${one.status}: ${one.failure_code}`}`,
  ]),
)}`;
}

function outgoingTables({ transfers, payouts }: Overview): Markup {
  return markup`${table(
    'Transfers',
    ['Created', 'Id', 'Amount', 'Reversed', 'To', 'Group'],
    transfers.map((one) => [
      time(one.created),
      id(one.id),
      amount(one.amount, one.currency),
      amount(one.amount_reversed, one.currency),
      id(String(one.destination)),
      markup`${one.transfer_group ?? ''}`,
    ]),
  )}
${table(
  'Payouts',
  ['Created', 'Id', 'Account', 'Amount', 'Status', 'Bank'],
  payouts.map(({ account, payout: one }) => [
    time(one.created),
    id(one.id),
    account === '' ? markup`<span class="soft">platform</span>` : id(account),
    amount(one.amount, one.currency),
    markup`${one.status}`,
    one.status === 'pending' || one.status === 'paid'
      ? button(`/sandbox/payouts/${one.id}/return?account=${account}`, 'The bank returns it')
      : markup`–`,
  ]),
)}`;
}

/** What was said to the bank, and the files beside it. */
function evidenceOf(dispute: Stripe.Dispute): Markup {
  const files = filesOf(dispute);
  const words = dispute.evidence.uncategorized_text;
  if (files.length === 0 && words === null) return markup`–`;
  return markup`${words !== null && markup`<div title="${words}">${words.slice(0, 60)}</div>`}${files.map(
    ({ name, fileId }) => markup`<div><a href="/sandbox/files/${fileId}">${name.replaceAll('_', ' ')}</a></div>`,
  )}`;
}

function disputeTable({ disputes }: Overview): Markup {
  const decisions = (dispute: string) =>
    markup`${button(`/sandbox/disputes/${dispute}/won`, 'Seller wins')} ${button(`/sandbox/disputes/${dispute}/lost`, 'Buyer wins')}`;
  return table(
    'Disputes',
    ['Created', 'Id', 'Amount', 'Status', 'Evidence', 'Decide'],
    disputes.map((one) => [
      time(one.created),
      id(one.id),
      amount(one.amount, one.currency),
      markup`${one.status}`,
      evidenceOf(one),
      one.status === 'won' || one.status === 'lost' ? markup`–` : decisions(one.id),
    ]),
  );
}

function eventTable({ events }: Overview): Markup {
  return table(
    'Events',
    ['Created', 'Type', 'Object', 'Deliveries', 'Again'],
    events.map((one) => [
      time(one.created),
      markup`<span title="${one.id}">${one.type}</span>`,
      id(one.object),
      deliveriesOf(one),
      button(`/sandbox/events/${one.id}/redeliver`, 'Deliver again'),
    ]),
  );
}

/** The overview of what is in the sandbox, newest first. */
export function overviewPage(overview: Overview): string {
  const { webhookUrl } = overview;
  const target = webhookUrl === undefined ? markup`<strong>nowhere: none is configured</strong>` : id(webhookUrl);
  const body = markup`<h1>Payment sandbox</h1>
<p>It speaks the part of Stripe’s API that the product uses. Webhooks go to ${target}. <a href="/sandbox/faults">Faults</a></p>
${customerTable(overview)}
${paymentTables(overview)}
${outgoingTables(overview)}
${disputeTable(overview)}
${eventTable(overview)}`;
  return layout({ lang: 'en', title: 'Payment sandbox', banner, body, wide: true });
}

function numberField(name: string, label: string, value: number): Markup {
  return markup`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="0" max="1000" value="${value}">`;
}

/** The page on which faults are armed. */
export function faultsPage(faults: Faults, message: string | undefined): string {
  const call = faults.calls[0];
  const options = ['', '500', '409', '429', 'timeout'].map(
    (status) =>
      markup`<option value="${status}"${String(call?.status ?? '') === status && markup` selected`}>${status === '' ? 'no fault' : status}</option>`,
  );
  const body = markup`<h1>Faults</h1>
<p><a href="/sandbox">Back to the overview</a></p>
${message !== undefined && markup`<p role="status"><strong>${message}</strong></p>`}
<form class="box" method="post" action="/sandbox/faults">
<h2>Webhooks</h2>
${numberField('duplicate', 'Deliver the next so many events twice', faults.duplicate.events)}
${numberField('shuffle', 'Deliver the next so many events in another order', faults.shuffle.slots.length)}
<div class="pair"><div>${numberField('delay', 'Delay the next so many events', faults.delay.events)}</div><div>${numberField('delay_seconds', 'by so many seconds', faults.delay.seconds)}</div></div>
<div class="pair"><div>${numberField('drop', 'Drop the next so many events', faults.drop.events)}</div><div>${numberField('redeliver_after', 'and deliver them after so many seconds', faults.drop.redeliverAfter)}</div></div>
<h2>Calls</h2>
<p class="hint">The call takes effect; its answer is lost.</p>
<div class="pair"><div><label for="fail">Answer with</label><select id="fail" name="fail">${options}</select></div><div>${numberField('times', 'so many times', call?.times ?? 1)}</div></div>
<label for="match">Only calls that begin with</label><p class="hint" id="match-hint">For example POST /v1/transfers; empty for any POST</p>
<input id="match" name="match" maxlength="200" aria-describedby="match-hint" value="${call?.match ?? ''}">
<button>Arm</button>
</form>
<form method="post" action="/sandbox/faults"><input type="hidden" name="clear" value="1"><button class="second">Clear all faults</button></form>`;
  return layout({ lang: 'en', title: 'Faults – payment sandbox', banner, body });
}
