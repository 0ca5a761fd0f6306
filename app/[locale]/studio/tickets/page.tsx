import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { EventTime } from '#app/_shop/event-time.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { fieldText } from '#lib/languages/index.ts';
import { eventsOfEnterprise } from '#lib/ordering/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('kinds.door');
  return { title: t('title'), robots: { index: false } };
}

/** An enterprise's events, each the way to its door. */
export default async function Events({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'ticket.check_in');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/tickets" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const events = await eventsOfEnterprise(actor, enterprise.id);
  const t = await getTranslations('kinds.door');
  return (
    <>
      <StudioNav enterprise={enterprise} current="tickets" several={several} />
      {events.length === 0 ? (
        <EmptyState whole title={t('empty_title')} text={t('empty_text')}>
          <Link
            href={`/studio/listings/new${several ? `?enterprise=${enterprise.slug}` : ''}`}
            className={buttonStyle()}
          >
            {t('begin')}
          </Link>
        </EmptyState>
      ) : (
        <>
          <PageHead title={t('title')} lead={t('lead')} />
          <Table
            caption={t('title')}
            rows={events}
            rowKey={(event) => event.listingId}
            columns={[
              {
                key: 'event',
                title: t('event'),
                cell: (event) => (
                  <Link
                    href={`/studio/tickets/${event.listingId}`}
                    className="link inline-flex min-h-11 items-center font-medium"
                  >
                    {fieldText(event.listing.text, 'title', locale)}
                  </Link>
                ),
              },
              {
                key: 'when',
                title: t('when'),
                cell: (event) => <EventTime at={event.startsAt} timeZone={event.timeZone} locale={locale} />,
              },
              { key: 'where', title: t('where'), cell: (event) => fieldText(event.text, 'venue', locale) },
              {
                key: 'state',
                title: t('state'),
                cell: (event) => (
                  <Status kind={event.over ? 'plain' : 'good'}>{t(event.over ? 'over' : 'ahead')}</Status>
                ),
              },
              {
                key: 'used',
                title: t('used'),
                numeric: true,
                cell: (event) => t('of', { used: event.used, sold: event.sold }),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
