import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { allWaiting, coverOf, isHold, waitingSums } from '#lib/payouts/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { Covers, Sums, WaitingTable } from './lists.tsx';

type Asked = { reason?: string; after?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('waiting');
  return { title: t('title'), robots: { index: false } };
}

export default async function WaitingPayouts({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.payouts);
  if (!actor) return <StaffDoor path="/admin/payouts/waiting" />;
  const { reason = '', after } = await searchParams;
  const hold = isHold(reason) ? reason : undefined;
  const t = await getTranslations('waiting');
  const words = await getTranslations('payouts');
  const sums = await waitingSums(actor);
  const [page, covers] = await Promise.all([
    allWaiting(actor, hold, after),
    // Stripe may be away; the list works all the same.
    coverOf(actor, sums).catch(() => []),
  ]);
  return (
    <>
      <StaffNav actor={actor} current="payouts" />
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href="/admin/payouts" className={buttonStyle('quiet')}>
          {words('admin.batch.back')}
        </Link>
      </PageHead>
      <Covers covers={covers} locale={locale} />
      {sums.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <>
          <Sums sums={sums} current={hold} locale={locale} />
          <RowHead title={hold ? t(`reason.${hold}`) : t('all')}>
            {hold && (
              <Link href="/admin/payouts/waiting" className="link inline-flex min-h-6 items-center">
                {t('all')}
              </Link>
            )}
          </RowHead>
          <WaitingTable rows={page.items} locale={locale} />
        </>
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link
            href={`/admin/payouts/waiting?${new URLSearchParams({ ...(hold ? { reason: hold } : {}), after: page.next })}`}
            className={buttonStyle('quiet')}
          >
            {words('more')}
          </Link>
        </p>
      )}
    </>
  );
}
