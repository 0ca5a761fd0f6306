import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { voucherOr404 } from '#app/_vouchers/find.ts';
import { VoucherForm } from '#app/_vouchers/form.tsx';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('vouchers');
  return { title: t('title'), robots: { index: false } };
}

export default async function PlatformVoucher({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await openStaffDesk(parts.vouchers);
  if (!actor) return <StaffDoor path={`/admin/vouchers/${encodeURIComponent(id)}`} />;
  const voucher = await voucherOr404(actor, id);
  if (voucher?.enterpriseId) notFound();
  const t = await getTranslations('vouchers');
  return (
    <>
      <StaffNav actor={actor} current="vouchers" />
      <PageHead title={voucher ? t('edit', { code: voucher.code }) : t('new')}>
        <Link href="/admin/vouchers" className="link inline-flex min-h-11 items-center text-small">
          {t('back')}
        </Link>
      </PageHead>
      <VoucherForm actor={actor} voucher={voucher} enterprise={null} locale={locale} />
    </>
  );
}
