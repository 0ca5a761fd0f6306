import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { VoucherList } from '#app/_vouchers/list.tsx';
import { vouchersOf } from '#lib/ordering/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string; after?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('vouchers');
  return { title: t('title'), robots: { index: false } };
}

export default async function PlatformVouchers({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.vouchers);
  if (!actor) return <StaffDoor path="/admin/vouchers" />;
  const t = await getTranslations('vouchers');
  const { done, after } = await searchParams;
  return (
    <>
      <StaffNav actor={actor} current="vouchers" />
      <PageHead title={t('title')} lead={t('lead_platform')}>
        <Link href="/admin/vouchers/new" className={buttonStyle('quiet')}>
          {t('new')}
        </Link>
      </PageHead>
      <VoucherList
        page={await vouchersOf(actor, null, after)}
        path="/admin/vouchers"
        query=""
        locale={locale}
        done={done}
      />
    </>
  );
}
