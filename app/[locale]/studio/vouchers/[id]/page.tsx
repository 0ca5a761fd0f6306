import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { voucherOr404 } from '#app/_vouchers/find.ts';
import { VoucherForm } from '#app/_vouchers/form.tsx';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('vouchers');
  return { title: t('title'), robots: { index: false } };
}

export default async function StudioVoucher({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const desk = await openDesk(searchParams, 'voucher.edit');
  if (desk.at !== 'desk')
    return <StudioDoor desk={desk} path={`/studio/vouchers/${encodeURIComponent(id)}`} locale={locale} />;
  const { actor, enterprise, several } = desk;
  const voucher = await voucherOr404(actor, id);
  if (voucher && voucher.enterpriseId !== enterprise.id) notFound();
  const t = await getTranslations('vouchers');
  return (
    <>
      <StudioNav enterprise={enterprise} current="vouchers" several={several} />
      <PageHead title={voucher ? t('edit', { code: voucher.code }) : t('new')}>
        <Link
          href={`/studio/vouchers${several ? `?enterprise=${enterprise.slug}` : ''}`}
          className="link inline-flex min-h-11 items-center text-small"
        >
          {t('back')}
        </Link>
      </PageHead>
      <VoucherForm actor={actor} voucher={voucher} enterprise={enterprise} locale={locale} />
    </>
  );
}
