import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { ShownRates } from '#lib/ordering/index.ts';

interface Props {
  readonly shown: ShownRates | null;
  /** What is said after it. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** At which rate prices of other currencies are converted, or were when an order was placed; of which day, and by whom. */
export async function RateNote({ shown, children, className }: Props) {
  if (!shown) return null;
  const t = await getTranslations('checkout');
  const format = await getFormatter();
  const rates = shown.rates.map(({ from, rate }) =>
    t('rate', { from, rate: format.number(Number(rate), { maximumSignificantDigits: 6 }), to: shown.currency }),
  );
  return (
    <p className={`num text-muted text-small ${className ?? ''}`}>
      {t('rate_source', {
        rates: rates.join(' · '),
        date: format.dateTime(shown.day, { dateStyle: 'long', timeZone: 'UTC' }),
        source: shown.source === 'ecb' ? 'ECB' : (shown.source ?? ''),
      })}
      {children && <span className="block">{children}</span>}
    </p>
  );
}
