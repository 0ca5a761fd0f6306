import { currency } from '#lib/core/currency.ts';
import type { GivenBack } from '#lib/invoicing/index.ts';
import { type RefundParts, splitRefund, spread } from '#lib/ordering/index.ts';
import { stableId } from './ids.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
/** What makers wrote, in a language that the buyer reads; others read English. */
const notes: Readonly<Record<string, string>> = {
  en: 'The glaze turned out a little darker than in the picture, so a part of the price goes back to you.',
  pl: 'Szkliwo wyszło nieco ciemniejsze niż na zdjęciu, dlatego zwracamy część ceny.',
  bg: 'Глазурата излезе малко по-тъмна от снимката, затова ви връщаме част от цената.',
  'zh-CN': '釉色比图片略深，因此退还您一部分价款。',
};
const howMany = 5;

const big = (row: Row, key: string) => BigInt(String(row[key] ?? 0));

/** A tenth of the price of some orders that are being made went back as a courtesy; the books and the credit notes follow from these rows. */
export function addRefunds(rows: Rows, today: Date): void {
  const parts = rows
    .of('seller_order')
    .filter((row) => row['status'] === 'accepted' && big(row, 'total_minor') >= 2_000n)
    .sort((a, b) => String(a['id']).localeCompare(String(b['id'])))
    .slice(0, howMany);
  for (const part of parts) refundTenth(rows, part, today);
}

function refundTenth(rows: Rows, part: Row, today: Date): void {
  const order = rows.of('orders').find((row) => row['id'] === part['order_id']);
  const payment = rows.of('payment').find((row) => row['order_id'] === part['order_id']);
  const lines = rows.of('order_line').filter((row) => row['seller_order_id'] === part['id']);
  if (!order || !payment || !(order['paid_at'] instanceof Date)) return;
  const lineTax = lines.reduce((sum, line) => sum + big(line, 'tax_minor'), 0n);
  const left = {
    currency: currency(String(part['currency'])),
    lines: lines.map((line) => ({
      id: String(line['id']),
      total: big(line, 'total_minor'),
      tax: big(line, 'tax_minor'),
    })),
    shipping: { total: 0n, tax: big(part, 'tax_minor') - lineTax },
    commission: big(part, 'commission_minor'),
  };
  const goods = left.lines.reduce((sum, line) => sum + line.total, 0n);
  const given = splitRefund(left, spread(left, goods / 10n));
  const at = new Date(Math.min(order['paid_at'].getTime() + day, today.getTime()));
  keep(rows, { part, order, payment, given, at });
  const only = (id: unknown, change: (row: Row) => Row) => (row: Row) => (row['id'] === id ? change(row) : row);
  rows.change(
    'seller_order',
    only(part['id'], (row) => ({
      ...row,
      refunded_minor: given.amount,
      refunded_tax_minor: given.tax,
      refunded_commission_minor: given.commission,
    })),
  );
  for (const { id, amount, tax } of given.lines)
    rows.change(
      'order_line',
      only(id, (row) => ({ ...row, refunded_minor: amount, refunded_tax_minor: tax })),
    );
  rows.change(
    'orders',
    only(order['id'], (row) => ({ ...row, status: 'partly_refunded' })),
  );
}

interface Kept {
  readonly part: Row;
  readonly order: Row;
  readonly payment: Row;
  readonly given: RefundParts;
  readonly at: Date;
}

function keep(rows: Rows, { part, order, payment, given, at }: Kept): void {
  const id = stableId('refund', String(part['id']));
  rows.add('refund', {
    id,
    payment_id: String(payment['id']),
    seller_order_id: String(part['id']),
    cause: `demo:${id}`,
    status: 'succeeded',
    amount_minor: given.amount,
    share_minor: given.share,
    tax_minor: given.tax,
    commission_minor: given.commission,
    shipping_minor: given.shipping,
    shipping_tax_minor: given.shippingTax,
    currency: String(part['currency']),
    reason: 'goodwill',
    note: notes[String(order['locale'])] ?? notes['en'] ?? '',
    created_at: at,
    settled_at: at,
  });
  for (const { id: lineId, amount, tax } of given.lines)
    rows.add('refund_line', {
      refund_id: id,
      order_line_id: lineId,
      quantity: 0,
      amount_minor: amount,
      tax_minor: tax,
    });
  rows.add('order_event', {
    id: stableId('event', id, 'refunded'),
    order_id: String(part['order_id']),
    seller_order_id: String(part['id']),
    kind: 'refunded',
    data: { refundId: id },
    created_at: at,
  });
}

/** A refund's row as invoicing reads it. */
export function refundOf(rows: Rows, row: Row): GivenBack {
  const at = row['settled_at'] instanceof Date ? row['settled_at'] : null;
  return {
    shippingMinor: big(row, 'shipping_minor'),
    shippingTaxMinor: big(row, 'shipping_tax_minor'),
    reason: String(row['reason']),
    note: String(row['note']),
    settledAt: at,
    lines: rows
      .of('refund_line')
      .filter((line) => line['refund_id'] === row['id'])
      .map((line) => ({
        orderLineId: String(line['order_line_id']),
        quantity: Number(line['quantity']),
        amountMinor: big(line, 'amount_minor'),
        taxMinor: big(line, 'tax_minor'),
      })),
  };
}
