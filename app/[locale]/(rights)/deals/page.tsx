import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { fieldText } from '#lib/languages/index.ts';
import { dealsOf } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('deals.title'), robots: { index: false } };
}

export default async function Deals({ params }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('rights');
  const contracts = await getTranslations('contracts');
  const format = await getFormatter();
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('deals.title')} text={t('deals.guest')}>
        <Link href="/sign-in?next=/deals" className={buttonStyle()}>
          {t('deals.sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const deals = await dealsOf(actor);
  if (deals.length === 0) {
    return (
      <EmptyState whole title={t('deals.empty_title')} text={t('deals.empty_text')}>
        <Link href="/rights" className={buttonStyle()}>
          {t('search.title')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHead title={t('deals.title')}>
        <Link href="/contracts/register" className="link text-small">
          {contracts('register.link')}
        </Link>
      </PageHead>
      <Table
        caption={t('deals.title')}
        rows={deals}
        rowKey={(deal) => deal.id}
        columns={[
          {
            key: 'work',
            title: t('deals.work'),
            cell: (deal) => (
              <Link href={`/deals/${deal.number}`} className="link">
                {fieldText(deal.works[0]?.work.text, 'title', locale)}
              </Link>
            ),
          },
          { key: 'holder', title: t('deals.holder'), cell: (deal) => deal.holder.displayName },
          { key: 'licensee', title: t('deals.licensee'), cell: (deal) => deal.licensee.displayName },
          {
            key: 'status',
            title: t('deals.status'),
            cell: (deal) => <Status kind={dealTone(deal.status)}>{t(`deal_status.${deal.status}`)}</Status>,
          },
          {
            key: 'moved',
            title: t('deals.moved'),
            cell: (deal) => format.dateTime(deal.updatedAt, { dateStyle: 'medium' }),
          },
        ]}
      />
    </>
  );
}
