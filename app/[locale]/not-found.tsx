import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState } from '#app/_ui/layout.tsx';

export default async function NotFound() {
  const t = await getTranslations('frame');
  return (
    <EmptyState whole title={t('not_found_title')} text={t('not_found_text')}>
      <Link href="/browse" className={buttonStyle()}>
        {t('nav.browse')}
      </Link>
    </EmptyState>
  );
}
