import { getTranslations } from 'next-intl/server';

/** In the place of a button that gives money back, while a bank decides about the payment: why there is none. */
export async function BankDecides({ className }: { className?: string }) {
  const t = await getTranslations('errors.ordering');
  return <p className={`text-muted text-small ${className ?? ''}`}>{t('disputed')}</p>;
}
