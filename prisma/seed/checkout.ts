import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const potter = 'keramika-troyan';

const book = [
  {
    email: 'anna@demo.ambersilk.example',
    name: 'Anna Nowak',
    line1: 'ul. Piękna 18/4',
    city: 'Warszawa',
    region: 'mazowieckie',
    postal_code: '00-950',
    country: 'PL',
    phone: '+48 22 123 45 67',
  },
  {
    email: 'anna@demo.ambersilk.example',
    name: 'Zofia Nowak',
    line1: 'Pekařská 21',
    city: 'Brno',
    region: '',
    postal_code: '602 00',
    country: 'CZ',
    phone: '',
  },
  {
    email: 'chenxiao@demo.ambersilk.example',
    name: '陈晓',
    line1: '红星路三段1号',
    district: '锦江区',
    city: '成都市',
    region: '四川省',
    postal_code: '610000',
    country: 'CN',
    phone: '138 0013 8000',
  },
] as const;

/** Demo buyers' address books, the potters' express way, and vouchers of the platform and of theirs. */
export function addCheckout(rows: Rows, today: Date): void {
  for (const [index, { email, ...address }] of book.entries())
    rows.add('saved_address', {
      id: stableId('address', index),
      user_id: userId(email),
      line2: '',
      district: '',
      ...address,
      is_default: index !== 1,
      created_at: today,
    });
  addVouchers(rows, today);
}

/** What goes faster: at home and in the neighbourhood, for more money. Before the demo's orders, which choose the standard way. */
export function addExpress(rows: Rows): void {
  const profileId = stableId('shipping', potter);
  const usual = rows.of('shipping_rate').filter((row) => row['profile_id'] === profileId);
  const near = usual.filter((row) => Array.isArray(row['countries']) && row['countries'].length > 0);
  for (const [step, row] of near.entries()) {
    const [daysMin, daysMax] = Number(row['days_max']) > 8 ? [4, 6] : [1, 2];
    rows.add('shipping_rate', {
      ...row,
      id: stableId('express', potter, step),
      price_minor: BigInt(String(row['price_minor'])) * 2n,
      days_min: daysMin ?? 1,
      days_max: daysMax ?? 2,
      service: 'express',
    });
  }
}

function addVouchers(rows: Rows, today: Date): void {
  const voucher = (code: string, over: Row): Row => ({
    id: stableId('voucher', code),
    enterprise_id: null,
    code,
    basis_points: null,
    minimum_minor: null,
    minimum_currency: null,
    starts_at: new Date(today.getTime() - 30 * day),
    ends_at: null,
    max_total: null,
    max_per_buyer: null,
    listing_ids: [],
    category_slugs: [],
    collection_ids: [],
    created_at: today,
    ...over,
  });
  rows.add(
    'voucher',
    voucher('AMBER10', { kind: 'percentage', basis_points: 1_000, max_per_buyer: 3 }),
    voucher('SUMMER', { kind: 'percentage', basis_points: 1_500, ends_at: new Date(today.getTime() - day) }),
    voucher('TROYAN5', {
      enterprise_id: enterpriseId(potter),
      kind: 'amount',
      minimum_minor: 2_000,
      minimum_currency: 'EUR',
      max_total: 200,
    }),
    voucher('FREEPOST', { enterprise_id: enterpriseId(potter), kind: 'free_shipping' }),
    voucher('NEWYEAR', {
      enterprise_id: enterpriseId(potter),
      kind: 'percentage',
      basis_points: 2_000,
      starts_at: new Date(today.getTime() + 40 * day),
    }),
  );
  for (const [code, minor] of [
    ['EUR', 500],
    ['PLN', 2_000],
    ['CNY', 4_000],
  ] as const)
    rows.add('voucher_amount', { voucher_id: stableId('voucher', 'TROYAN5'), currency: code, amount_minor: minor });
}
