import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { formatMoney, type Money, negate } from '#lib/core/money.ts';

/** An amount on its side, in words. */
export async function Side({ amount, locale }: { amount: Money; locale: string }) {
  const t = await getTranslations('admin');
  const side = amount.minor > 0n ? 'debit' : amount.minor < 0n ? 'credit' : 'zero';
  return t(`ledger.side.${side}`, { amount: formatMoney(amount.minor < 0n ? negate(amount) : amount, locale) });
}

/** What kinds of accounts and bookings are called; a booking of a kind that has no word goes by its own. */
export async function ledgerWords() {
  const t = await getTranslations('admin');
  return {
    account: (kind: string) => t(`ledger.kind.${kind}`),
    booking: (kind: string) =>
      t.has(`ledger.booking.kind.${kind}`) ? t(`ledger.booking.kind.${kind}`) : kind.replaceAll('_', ' '),
  };
}

interface Owned {
  readonly enterprise: { readonly name: string } | null;
  readonly jurisdiction: string | null;
}

/** Whose an account is: an enterprise's, a tax office's or the platform's own. */
export function ownerOf(account: Owned, locale: string): string | null {
  return account.enterprise?.name ?? (account.jurisdiction ? countryName(account.jurisdiction, locale) : null);
}
