import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Checkbox } from '#app/_ui/field.tsx';
import { needsWaiver } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type CartLineFull, consentText } from '#lib/ordering/index.ts';

/** What is agreed to with the order, and the right of withdrawal word for word; the order keeps these texts. */
export async function Consents({ lines, locale }: { lines: readonly CartLineFull[]; locale: Locale }) {
  const t = await getTranslations('checkout');
  const kinds = await getTranslations('kinds');
  const has = (kind: string) => lines.some((line) => line.variant.listing.kind === kind);
  return (
    <section className="grid gap-4">
      <Checkbox
        name="terms"
        label={
          <>
            {t('terms')}{' '}
            <Link href="/legal/terms" className="link">
              {t('terms_link')}
            </Link>
          </>
        }
      />
      {lines.some((line) => needsWaiver(line.variant.listing.kind)) && <Checkbox name="waiver" label={t('waiver')} />}
      {has('ticket') && <p className="text-muted text-small">{kinds('checkout.ticket')}</p>}
      {has('service') && <p className="text-muted text-small">{kinds('checkout.service')}</p>}
      {has('physical') && <p className="text-muted text-small">{t('withdrawal')}</p>}
      <details>
        <summary className="link inline-flex min-h-11 items-center text-small">{t('withdrawal_text')}</summary>
        <p className="max-w-[65ch] whitespace-pre-line pt-2 text-small">{await consentText('withdrawal', locale)}</p>
      </details>
    </section>
  );
}
