import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { VoucherList } from '#app/_vouchers/list.tsx';
import { vouchersOf } from '#lib/ordering/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('vouchers');
  return { title: t('title'), robots: { index: false } };
}

export default async function StudioVouchers({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'voucher.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/vouchers" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('vouchers');
  const { done, after } = await searchParams;
  const query = several ? `?enterprise=${enterprise.slug}` : '';
  const page = await vouchersOf(actor, enterprise.id, after);
  return (
    <>
      <StudioNav enterprise={enterprise} current="vouchers" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        {page.items.length > 0 && (
          <Link href={`/studio/vouchers/new${query}`} className={buttonStyle('quiet')}>
            {t('new')}
          </Link>
        )}
      </PageHead>
      <VoucherList page={page} path="/studio/vouchers" query={query} locale={locale} done={done} />
    </>
  );
}
