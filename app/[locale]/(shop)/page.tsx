import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';

export default async function HomePage() {
  await connection();
  const t = await getTranslations('common');
  return <h1>{t('brand')}</h1>;
}
