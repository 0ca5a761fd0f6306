import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import type { ChoiceVariant } from '#app/_shop/choices.ts';

/** For each variant that is sold out: a way to be told when it is back. Nothing where all can be bought. */
export async function WhenBack({ variants, title }: { variants: readonly ChoiceVariant[]; title: string }) {
  const gone = variants.filter((variant) => !variant.available);
  if (gone.length === 0) return null;
  const t = await getTranslations('lists.back');
  const link = 'link inline-flex min-h-11 items-center';
  const [only] = gone;
  if (only && variants.length === 1) {
    return (
      <p className="mt-2 text-small">
        <Link href={`/back/${only.id}`} className={link}>
          {t('tell_me')}
        </Link>
      </p>
    );
  }
  return (
    <details className="mt-2 text-small">
      <summary className={link}>{t('some_gone', { count: gone.length })}</summary>
      <ul className="mt-1 border-line border-l-3 pl-4">
        {gone.map((variant) => (
          <li key={variant.id} className="flex flex-wrap items-center justify-between gap-x-6">
            <span>{variant.name || title}</span>
            <Link href={`/back/${variant.id}`} className={link} aria-label={t('tell_me_of', { name: variant.name })}>
              {t('tell_me')}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
