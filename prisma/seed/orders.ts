import { type Currency, currency } from '#lib/core/currency.ts';
import { hashToken } from '#lib/core/ids.ts';
import { money } from '#lib/core/money.ts';
import { type Rates, rateText } from '#lib/exchange/index.ts';
import { type QuotedSeller, type QuoteSeller, quote, sellerShare, vatClass } from '#lib/ordering/index.ts';
import { enterpriseId } from './enterprises.ts';
import { pick, randomFrom, stableId } from './ids.ts';
import { userId } from './people.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const orderCount = 400;
/** The demo's seller comes to orders of the last two days that nobody has accepted yet. */
const waiting = { enterprise: 'keramika-troyan', orders: 4 };

/** Buyers of the demo world: country, language, currency, name and address in their own script. */
const buyers = [
  {
    country: 'PL',
    locale: 'pl',
    currency: 'PLN',
    city: 'Warszawa',
    postalCode: '00-950',
    line1: 'ul. Piękna 18/4',
    names: ['Anna Nowak', 'Piotr Zieliński', 'Zofia Wójcik'],
  },
  {
    country: 'CN',
    locale: 'zh-CN',
    currency: 'CNY',
    city: '成都市',
    postalCode: '610000',
    line1: '锦江区红星路三段1号',
    region: '四川省',
    phone: '138 0013 8000',
    names: ['陈晓', '王磊', '赵敏'],
  },
  {
    country: 'BG',
    locale: 'bg',
    currency: 'EUR',
    city: 'Пловдив',
    postalCode: '4000',
    line1: 'ул. Иван Вазов 12',
    names: ['Елена Георгиева', 'Иван Стоянов'],
  },
  {
    country: 'CZ',
    locale: 'cs',
    currency: 'CZK',
    city: 'Brno',
    postalCode: '602 00',
    line1: 'Pekařská 21',
    names: ['Jana Dvořáková', 'Petr Novotný'],
  },
  {
    country: 'HU',
    locale: 'hu',
    currency: 'HUF',
    city: 'Budapest',
    postalCode: '1051',
    line1: 'Sas utca 9.',
    names: ['Szabó Eszter', 'Kovács Bence'],
  },
  {
    country: 'RO',
    locale: 'ro',
    currency: 'RON',
    city: 'Cluj-Napoca',
    postalCode: '400001',
    line1: 'Str. Horea 4',
    names: ['Ioana Popescu'],
  },
  {
    country: 'DE',
    locale: 'en',
    currency: 'EUR',
    city: 'Berlin',
    postalCode: '10115',
    line1: 'Chausseestraße 12',
    names: ['Greta Lindner', 'Amir Haddad'],
  },
] as const;

type Buyer = (typeof buyers)[number];

export interface World {
  readonly rows: Rows;
  readonly today: Date;
  readonly rates: Rates;
  readonly vat: ReadonlyMap<string, number>;
  readonly byListing: ReadonlyMap<string, Row>;
  readonly variants: readonly Row[];
}

/** What orders are reckoned with: the rates of the demo and everything that is on sale. */
export async function worldOf(rows: Rows, today: Date): Promise<World> {
  const rates = await demoRates();
  const vatRows = await readData<{ country: string; class: string; rate: number }[]>('vat-rates.json');
  const live = new Set(
    rows
      .of('listing')
      .filter((row) => row['status'] === 'live')
      .map((row) => String(row['id'])),
  );
  return {
    rows,
    today,
    rates,
    vat: new Map(vatRows.map((row) => [`${row.country} ${row.class}`, row.rate])),
    byListing: new Map(rows.of('listing').map((row) => [String(row['id']), row])),
    variants: rows.of('variant').filter((variant) => live.has(String(variant['listing_id']))),
  };
}

/** Orders of three years with their payments, reckoned by the product's own rules. */
export async function addOrders(rows: Rows, today: Date): Promise<void> {
  const world = await worldOf(rows, today);
  if (world.variants.length === 0) return;
  const random = randomFrom('orders');
  for (let index = 0; index < orderCount; index++) addOrder(world, index, random);
}

/** An order of these things by the demo's first buyer, placed so many days ago. Its index is above those of `addOrders`. */
export function addOrderOf(world: World, index: number, chosen: readonly Row[], daysAgo: number): void {
  const [buyer] = buyers;
  const placedAt = new Date(world.today.getTime() - daysAgo * day);
  writeOrder(
    world,
    { index, buyer, name: buyer.names[0], chosen, placedAt, waits: false },
    randomFrom(`order ${index}`),
  );
}

/** The rates that every installation begins with. */
export async function demoRates(): Promise<Rates> {
  const { date, perEuro } = await readData<{ date: string; perEuro: Record<string, string> }>('exchange-rates.json');
  return {
    day: date,
    perEuro: Object.fromEntries(
      Object.entries(perEuro).map(([code, rate]) => [code, BigInt(Math.round(Number(rate) * 1e8))]),
    ),
  };
}

function sellersOf(world: World, variants: readonly Row[], buyer: Buyer): QuoteSeller[] {
  const listingOf = (variant: Row) => world.byListing.get(String(variant['listing_id'])) ?? {};
  const groups = Map.groupBy(variants, (variant) => String(listingOf(variant)['enterprise_id']));
  return [...groups].map(([enterpriseId, own]) => {
    const enterprise = world.rows.of('enterprise').find((row) => row['id'] === enterpriseId) ?? {};
    const profile = world.rows.of('shipping_profile').find((row) => row['enterprise_id'] === enterpriseId) ?? {};
    const steps = world.rows.of('shipping_rate').filter((row) => row['profile_id'] === profile['id']);
    return {
      enterpriseId,
      country: String(enterprise['country']),
      commissionBasisPoints: 1000,
      handling: { min: 1, max: 3 },
      shipping: steps.map((step) => ({
        countries: step['countries'] as string[],
        maxWeightGrams: Number(step['max_weight_grams']),
        price: money(Number(step['price_minor']), String(step['currency'])),
        freeAbove: null,
        daysMin: Number(step['days_min']),
        daysMax: Number(step['days_max']),
        ...(step['service'] === 'express' ? { service: 'express' as const } : {}),
      })),
      items: own.map((variant) => {
        const listing = listingOf(variant);
        return {
          variantId: String(variant['id']),
          quantity: 1,
          available: null,
          onSale: true,
          price: money(Number(variant['price_minor']), String(listing['currency'])),
          seenPrice: null,
          digital: listing['kind'] !== 'physical',
          weightGrams: Number(listing['weight_grams'] ?? 0),
          vatRate:
            world.vat.get(`${buyer.country} ${vatClass(String(listing['category_slug']), String(listing['kind']))}`) ??
            world.vat.get(`${buyer.country} standard`) ??
            0,
        };
      }),
    };
  });
}

/** Whether it is a thing to send by the enterprise. */
function isOf({ byListing }: World, variant: Row, slug: string): boolean {
  const listing = byListing.get(String(variant['listing_id']));
  return listing?.['enterprise_id'] === enterpriseId(slug) && listing['kind'] === 'physical';
}

function addOrder(world: World, index: number, random: () => number): void {
  const { today } = world;
  const waits = index >= orderCount - waiting.orders;
  // More orders towards today: the market grows.
  const ago = waits
    ? (orderCount - index) * 0.4 * day
    : Math.floor((1 - Math.sqrt(random())) * 3 * 365 * day) + 3_600_000;
  const placedAt = new Date(today.getTime() - ago);
  const buyer = pick(buyers, random);
  const name = pick<string>(buyer.names, random);
  const goods = waits ? world.variants.filter((variant) => isOf(world, variant, waiting.enterprise)) : world.variants;
  const chosen = [...new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(goods, random)))];
  writeOrder(world, { index, buyer, name, chosen, placedAt, waits }, random);
}

interface Basket {
  readonly index: number;
  readonly buyer: Buyer;
  readonly name: string;
  readonly chosen: readonly Row[];
  readonly placedAt: Date;
  readonly waits: boolean;
}

function writeOrder(world: World, { index, buyer, name, chosen, placedAt, waits }: Basket, random: () => number): void {
  const { rows, today } = world;
  const priced = quote(sellersOf(world, chosen, buyer), buyer.country, currency(buyer.currency), world.rates);
  const number = `AS-${String(placedAt.getUTCFullYear() % 100)}-D${String(index).padStart(3, '0')}-DEMO`;
  const id = stableId('order', index);
  const age = (today.getTime() - placedAt.getTime()) / day;
  const demoBuyer =
    name === 'Anna Nowak'
      ? userId('anna@demo.ambersilk.example')
      : name === '陈晓'
        ? userId('chenxiao@demo.ambersilk.example')
        : null;
  const shipTo = {
    name,
    line1: buyer.line1,
    line2: '',
    district: '',
    city: buyer.city,
    region: 'region' in buyer ? buyer.region : '',
    postalCode: buyer.postalCode,
    country: buyer.country,
    phone: 'phone' in buyer ? buyer.phone : '',
  };
  rows.add('orders', {
    id,
    number,
    placement_key: stableId('placement', index),
    status: age > 30 ? 'completed' : 'paid',
    buyer_id: demoBuyer,
    email: demoBuyer
      ? name === '陈晓'
        ? 'chenxiao@demo.ambersilk.example'
        : 'anna@demo.ambersilk.example'
      : `buyer${index}@demo.ambersilk.example`,
    locale: buyer.locale,
    currency: buyer.currency,
    subtotal_minor: priced.subtotal.minor,
    shipping_minor: priced.shipping.minor,
    tax_minor: priced.tax.minor,
    total_minor: priced.total.minor,
    ship_to: shipTo,
    country: buyer.country,
    access_token_hash: hashToken(`demo ${index}`),
    placed_at: placedAt,
    expires_at: placedAt,
    paid_at: placedAt,
  });
  rows.add(
    'order_event',
    { id: stableId('placed', index), order_id: id, kind: 'placed', data: {}, created_at: placedAt },
    { id: stableId('paid', index), order_id: id, kind: 'paid', data: {}, created_at: placedAt },
  );
  rows.add('payment', {
    id: stableId('payment', index),
    order_id: id,
    status: 'succeeded',
    amount_minor: priced.total.minor,
    currency: buyer.currency,
    method: buyer.country === 'CN' ? 'alipay' : buyer.country === 'PL' ? 'blik' : 'card',
    created_at: placedAt,
    succeeded_at: placedAt,
  });
  for (const [part, seller] of priced.sellers.entries())
    addSellerOrder(world, { id, number, buyer, placedAt, age, waits }, seller, part, random);
}

interface Placed {
  readonly id: string;
  readonly number: string;
  readonly buyer: Buyer;
  readonly placedAt: Date;
  readonly age: number;
  readonly waits: boolean;
}

function addSellerOrder(world: World, order: Placed, seller: QuotedSeller, part: number, random: () => number): void {
  const { rows } = world;
  const id = stableId('seller order', order.number, part);
  const lines = seller.lines.map((line) => ({
    line,
    variant: world.variants.find((row) => row['id'] === line.variantId) ?? {},
  }));
  const digital = seller.delivery === null;
  // Commissioned work takes its time.
  const commissioned = lines.some(
    ({ variant }) => world.byListing.get(String(variant['listing_id']))?.['kind'] === 'service',
  );
  const status =
    order.age > 30
      ? 'completed'
      : commissioned
        ? 'paid'
        : digital
          ? 'provided'
          : order.age > 12
            ? 'delivered'
            : order.age > 4
              ? 'shipped'
              : !order.waits && random() < 0.5
                ? 'accepted'
                : 'paid';
  const handedOver = ['completed', 'provided', 'delivered', 'shipped'].includes(status);
  const shippedAt = new Date(order.placedAt.getTime() + 2 * day);
  rows.add('seller_order', {
    id,
    order_id: order.id,
    number: `${order.number}-${part + 1}`,
    enterprise_id: seller.enterpriseId,
    status,
    subtotal_minor: seller.subtotal.minor,
    shipping_minor: seller.shipping.minor,
    shipping_tax_minor: seller.shippingTax.minor,
    tax_minor: seller.tax.minor,
    total_minor: seller.total.minor,
    commission_minor: seller.commission.minor,
    currency: seller.total.currency,
    tax_rule: seller.taxRule,
    delivery_days_min: seller.delivery?.daysMin ?? null,
    delivery_days_max: seller.delivery?.daysMax ?? null,
    handed_over_at: handedOver ? shippedAt : null,
    created_at: order.placedAt,
  });
  const sent = handedOver && !digital;
  for (const { line, variant } of lines) addLine(world, id, line, variant, order.buyer, seller.total.currency, sent);
  if (!handedOver) return;
  rows.add('transfer', {
    id: stableId('transfer', id),
    seller_order_id: id,
    status: 'due',
    rail: 'bank_transfer',
    amount_minor: sellerShare(seller).minor,
    currency: seller.total.currency,
    created_at: shippedAt,
  });
  if (digital) return;
  const shipmentId = stableId('shipment', id);
  const arrived = order.age > 12;
  rows.add('shipment', {
    id: shipmentId,
    seller_order_id: id,
    carrier: 'EMS',
    tracking_number: `EE${Math.floor(random() * 1e9)
      .toString()
      .padStart(9, '0')}`,
    shipped_at: shippedAt,
    delivered_at: arrived ? new Date(shippedAt.getTime() + 8 * day) : null,
    delivered_by: arrived ? 'buyer' : null,
  });
  for (const line of rows.of('order_line').filter((each) => each['seller_order_id'] === id))
    if (Number(line['sent_quantity']) > 0)
      rows.add('shipment_line', {
        shipment_id: shipmentId,
        order_line_id: String(line['id']),
        quantity: Number(line['sent_quantity']),
      });
}

function addLine(
  world: World,
  sellerOrderId: string,
  line: QuotedSeller['lines'][number],
  variant: Row,
  buyer: Buyer,
  code: Currency,
  sent: boolean,
): void {
  const { rows, rates } = world;
  const listing = world.byListing.get(String(variant['listing_id'])) ?? {};
  const words = rows.of('translation').filter((row) => row['text_id'] === listing['text_id']);
  const titleIn = (locale: string) => {
    const row = words.find((each) => each['locale'] === locale) ?? words.find((each) => each['locale'] === 'en') ?? {};
    return String((row['fields'] as Record<string, string> | undefined)?.['title'] ?? '');
  };
  const source = words.find((row) => row['state'] === 'source');
  const sourceCurrency = currency(String(listing['currency']));
  rows.add('order_line', {
    id: stableId('line', sellerOrderId, line.variantId),
    seller_order_id: sellerOrderId,
    listing_id: String(listing['id']),
    variant_id: line.variantId,
    kind: String(listing['kind']),
    quantity: line.quantity,
    sent_quantity: sent && listing['kind'] === 'physical' ? line.quantity : 0,
    unit_price_minor: line.unit.minor,
    total_minor: line.total.minor,
    tax_minor: line.tax.minor,
    tax_rate: line.vatRate,
    source_price_minor: Number(variant['price_minor']),
    source_currency: sourceCurrency,
    exchange_rate: rateText(sourceCurrency, code, rates),
    title_for_buyer: titleIn(buyer.locale),
    title_for_seller: titleIn(String(source?.['locale'] ?? 'en')),
    picture_media_id:
      (rows.of('listing_picture').find((row) => row['listing_id'] === listing['id'])?.['media_id'] as
        | string
        | undefined) ?? null,
    hs_code: listing['hs_code'] ?? null,
    origin_country: listing['origin_country'] ?? null,
    weight_grams: listing['weight_grams'] ?? null,
  });
}
