import { isoDay, now } from '#lib/core/clock.ts';
import { add, chargeable, type Money, subtract, sum, taxContained, times, zero } from '#lib/core/money.ts';
import { convert, type Rates } from '#lib/exchange/index.ts';
import { commissionOn, flatTerms } from '#lib/payouts/index.ts';
import type { Buying, Parcel, QuotedLine, QuotedSeller, QuoteItem, QuoteSeller } from './quote.ts';
import {
  type Delivery,
  type DeliveryOption,
  delivery,
  type ShippingService,
  shippingServices,
  togetherBy,
} from './shipping.ts';
import { collects, type TaxRule, taxIn, taxRule } from './tax.ts';
import type { Discount } from './voucher-rules.ts';

/** A line before vouchers. */
export interface PricedLine {
  readonly item: QuoteItem;
  readonly unit: Money;
  readonly total: Money;
  readonly rule: TaxRule;
  readonly taxCountry: string;
  /** The rate that is collected; 0 where nothing is. */
  readonly rate: number;
}

/** A seller's part before vouchers. */
export interface PricedSeller {
  readonly seller: QuoteSeller;
  readonly lines: readonly PricedLine[];
  readonly rule: TaxRule;
  readonly options: readonly DeliveryOption[];
  readonly chosen: DeliveryOption | null;
  readonly shipping: Money;
  readonly shippingRate: number;
  readonly rates: Rates;
}

/** How long a seller takes to hand a parcel over; one that is away begins when it is back. */
function handlingOf(handling: Parcel['handling'], away: QuoteSeller['away']): { min: number; max: number } {
  const later = away?.days ?? 0;
  return { min: handling.min + later, max: handling.max + later };
}

/** The ways in which a seller's parcels can go; empty where there is none to send, or one of them cannot be sent there. */
function deliveryOptions(
  seller: QuoteSeller,
  goods: readonly QuoteItem[],
  { country, currency, rates }: Buying,
): DeliveryOption[] {
  const usual: Parcel = { id: '', handling: seller.handling, shipping: seller.shipping };
  const parcels = Map.groupBy(goods, (item) => item.parcel?.id ?? usual.id);
  const ways = [...parcels.values()].map((items) => {
    const { handling, shipping } = items[0]?.parcel ?? usual;
    const weight = items.reduce((grams, item) => grams + item.weightGrams * item.quantity, 0);
    // Prices may be stated in several currencies; free above a value is meant in the table's.
    const code = shipping[0]?.price.currency ?? 'EUR';
    const value = sum(
      items.map((item) => convert(times(item.price, item.quantity), code, rates)),
      code,
    );
    const found = new Map<ShippingService, Delivery>();
    for (const service of shippingServices) {
      const way = delivery(shipping, country, weight, value, handlingOf(handling, seller.away), service);
      if (way) found.set(service, { ...way, price: chargeable(convert(way.price, currency, rates)) });
    }
    return found;
  });
  return togetherBy(ways);
}

/** A price as the buyer pays it: without the tax that a business accounts for itself. */
function payable(gross: Money, rule: TaxRule, rate: number): Money {
  return rule === 'reverse_charge' ? chargeable(subtract(gross, taxContained(gross, rate))) : gross;
}

/** Prices one enterprise's part in the buyer's currency. Each unit is converted and rounded once, so that lines add up to what is charged. */
export function priceSeller(seller: QuoteSeller, buying: Buying): PricedSeller {
  const { country, currency, rates, businessIn = null } = buying;
  const goods = seller.items.filter((item) => !item.digital);
  const gross = seller.items.map((item) => chargeable(convert(item.price, currency, rates)));
  const value = sum(
    seller.items.map((item, index) => times(gross[index] ?? zero(currency), item.quantity)),
    currency,
  );
  const valueInEuro = convert(value, 'EUR', rates);
  const ruleFor = (digital: boolean) =>
    taxRule({ from: seller.country, to: country, digital, valueInEuro, businessIn });
  const rule = ruleFor(goods.length === 0);
  const collected = (own: TaxRule, rate: number) => (collects(own) ? rate : 0);
  const lines = seller.items.map((item, index): PricedLine => {
    // Admission is taxed where the event takes place, whoever buys (Directive 2006/112/EC, art. 53 and 54).
    const own: TaxRule = item.eventCountry ? 'event' : rule;
    const unit = payable(gross[index] ?? zero(currency), own, item.vatRate);
    return {
      item,
      unit,
      total: times(unit, item.quantity),
      rule: own,
      taxCountry: item.eventCountry ?? country,
      rate: collected(own, item.vatRate),
    };
  });
  const options = deliveryOptions(seller, goods, buying);
  // Carriage follows the goods: it bears the highest rate among them, which never understates the tax.
  const carriageRate = Math.max(0, ...goods.map((item) => item.vatRate));
  const netOptions = options.map((option) => ({ ...option, price: payable(option.price, rule, carriageRate) }));
  const chosen = netOptions.find(({ service }) => service === seller.service) ?? netOptions[0] ?? null;
  return {
    seller,
    lines,
    rule: lines.every((line) => line.rule === 'event') && lines.length > 0 ? 'event' : rule,
    options: netOptions,
    chosen,
    shipping: chosen?.price ?? zero(currency),
    shippingRate: collected(rule, carriageRate),
    rates,
  };
}

interface Reckoned {
  readonly lines: readonly QuotedLine[];
  readonly shipping: Money;
  readonly shippingTax: Money;
  readonly subtotal: Money;
  readonly total: Money;
  readonly tax: Money;
}

/** Totals and taxes of a part once this much is off its lines and its delivery. */
function reckon(priced: PricedSeller, offLine: (key: string) => Money, offShipping: Money): Reckoned {
  const { currency } = priced.shipping;
  const lines = priced.lines.map(({ item, unit, total, rule, taxCountry, rate }): QuotedLine => {
    const discount = offLine(item.variantId);
    const paid = subtract(total, discount);
    return {
      variantId: item.variantId,
      quantity: item.quantity,
      unit,
      source: item.price,
      list: item.list ?? 'retail',
      discount,
      total: paid,
      tax: taxIn(paid, rule, rate),
      vatRate: rate,
      taxRule: rule,
      taxCountry,
    };
  });
  const shipping = subtract(priced.shipping, offShipping);
  const goodsRule = priced.rule === 'event' ? 'none' : priced.rule;
  const shippingTax = taxIn(shipping, goodsRule, priced.shippingRate);
  const subtotal = sum(
    lines.map((line) => line.total),
    currency,
  );
  const tax = add(
    sum(
      lines.map((line) => line.tax),
      currency,
    ),
    shippingTax,
  );
  return { lines, shipping, shippingTax, subtotal, total: add(subtotal, shipping), tax };
}

/**
 * The part with what vouchers take off. The commission is of the goods' net price after the seller's own vouchers; what the platform's
 * take off comes out of the commission, so that the seller gets what it would have got without them.
 */
export function finishSeller(
  priced: PricedSeller,
  onLines: ReadonlyMap<string, Discount>,
  onShipping: Discount | undefined,
): QuotedSeller {
  const { seller, shipping } = priced;
  const none = { seller: zero(shipping.currency), platform: zero(shipping.currency) };
  const both = ({ seller: own, platform }: Discount) => add(own, platform);
  const off = (key: string) => onLines.get(key) ?? none;
  const offShipping = onShipping ?? none;

  const before = reckon(priced, (key) => off(key).seller, offShipping.seller);
  const commissionParts = commissionOn(
    seller.commissionTerms ?? flatTerms(seller.commissionBasisPoints),
    before.lines.map((line, at) => ({
      category: seller.items[at]?.category ?? null,
      net: subtract(line.total, line.tax),
    })),
    { currency: shipping.currency, day: isoDay(now()), rates: priced.rates },
  );
  const usualCommission = sum(
    commissionParts.map(({ amount }) => amount),
    shipping.currency,
  );
  const share = subtract(subtract(before.total, before.tax), usualCommission);
  const after = reckon(priced, (key) => both(off(key)), both(offShipping));
  const platformDiscount = subtract(before.total, after.total);
  return {
    enterpriseId: seller.enterpriseId,
    lines: after.lines,
    subtotal: after.subtotal,
    shipping: after.shipping,
    shippingTax: after.shippingTax,
    discount: sum([...priced.lines.map(({ item }) => both(off(item.variantId))), both(offShipping)], shipping.currency),
    platformDiscount,
    options: priced.options,
    delivery: priced.chosen,
    service: priced.chosen?.service ?? 'standard',
    sentFrom: priced.chosen && seller.away ? seller.away.back : null,
    tax: after.tax,
    taxRule: priced.rule,
    total: after.total,
    commission: subtract(subtract(after.total, after.tax), share),
    commissionParts,
  };
}
