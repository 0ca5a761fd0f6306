import type { RoyaltyTerms } from './terms.ts';

type Tiers = RoyaltyTerms['tiers'];

/** What of the money one version says otherwise than the one before; values are as the terms keep them. */
export type MoneyDifference =
  | { readonly part: 'currency' | 'base' | 'mode' | 'tierBy' | 'every'; readonly from: string; readonly to: string }
  | {
      readonly part: 'rate' | 'deductionCap' | 'reserve' | 'lateInterest' | 'withholding';
      readonly from: string;
      readonly to: string;
    }
  | { readonly part: 'tiers'; readonly from: Tiers; readonly to: Tiers }
  | { readonly part: 'advance' | 'guarantee' | 'reserveCap'; readonly from: string | null; readonly to: string | null }
  | { readonly part: 'recoupable' | 'crossCollateralised'; readonly to: boolean }
  | { readonly part: 'portions'; readonly from: RoyaltyTerms['portions']; readonly to: RoyaltyTerms['portions'] }
  | {
      readonly part: 'guaranteePeriods' | 'reservePeriods' | 'dueDays' | 'payDays';
      readonly from: number;
      readonly to: number;
    };

/** What changed in the money from one version of the terms to the next, the weightiest first. */
export function moneyDifference(before: RoyaltyTerms, after: RoyaltyTerms): MoneyDifference[] {
  const found: MoneyDifference[] = [];
  const put = <T>(from: T, to: T, difference: (from: T, to: T) => MoneyDifference) => {
    if (JSON.stringify(from) !== JSON.stringify(to)) found.push(difference(from, to));
  };
  put(before.currency, after.currency, (from, to) => ({ part: 'currency', from, to }));
  put(before.advance.minor, after.advance.minor, (from, to) => ({ part: 'advance', from, to }));
  put(before.advance.recoupable, after.advance.recoupable, (_, to) => ({ part: 'recoupable', to }));
  put(plain(before), plain(after), () => {
    const [a, b] = [before.tiers, after.tiers];
    return a.length === 1 && b.length === 1
      ? { part: 'rate', from: a[0]?.rate ?? '0', to: b[0]?.rate ?? '0' }
      : { part: 'tiers', from: a, to: b };
  });
  put(before.base, after.base, (from, to) => ({ part: 'base', from, to }));
  put(before.tierBy, after.tierBy, (from, to) => ({ part: 'tierBy', from, to }));
  put(before.mode, after.mode, (from, to) => ({ part: 'mode', from, to }));
  put(before.deductionCap, after.deductionCap, (from, to) => ({ part: 'deductionCap', from, to }));
  put(before.guarantee?.minor ?? null, after.guarantee?.minor ?? null, (from, to) => ({ part: 'guarantee', from, to }));
  if (before.guarantee && after.guarantee)
    put(before.guarantee.everyPeriods, after.guarantee.everyPeriods, (from, to) => {
      return { part: 'guaranteePeriods', from, to };
    });
  put(before.reserve.rate, after.reserve.rate, (from, to) => ({ part: 'reserve', from, to }));
  put(before.reserve.periods, after.reserve.periods, (from, to) => ({ part: 'reservePeriods', from, to }));
  put(before.reserve.capMinor, after.reserve.capMinor, (from, to) => ({ part: 'reserveCap', from, to }));
  put(before.crossCollateralised, after.crossCollateralised, (_, to) => ({ part: 'crossCollateralised', to }));
  put(before.portions, after.portions, (from, to) => ({ part: 'portions', from, to }));
  put(before.calendar.every, after.calendar.every, (from, to) => ({ part: 'every', from, to }));
  put(before.calendar.dueDays, after.calendar.dueDays, (from, to) => ({ part: 'dueDays', from, to }));
  put(before.calendar.payDays, after.calendar.payDays, (from, to) => ({ part: 'payDays', from, to }));
  put(before.lateInterest, after.lateInterest, (from, to) => ({ part: 'lateInterest', from, to }));
  put(before.withholding.rate, after.withholding.rate, (from, to) => ({ part: 'withholding', from, to }));
  return found;
}

/** Tiers without what only repeats the one before. */
function plain({ tiers }: RoyaltyTerms) {
  return tiers.map(({ upTo, rate }) => [upTo, rate]);
}
