import { formatMoney, type Money } from '#lib/core/money.ts';

/** A price in the page's currency; the seller's own amount goes with it, for visitors who chose another currency. */
export function Price({ amount, source, locale }: { amount: Money; source: Money; locale: string }) {
  return (
    <span data-minor={source.minor.toString()} data-currency={source.currency}>
      {formatMoney(amount, locale)}
    </span>
  );
}
