import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName, placeName } from '#app/_i18n/names.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { Facts } from '#app/_ui/layout.tsx';
import type { KindFacts as Stored, WholeListing } from '#lib/catalogue/index.ts';
import { type Locale, readField, type TextWithTranslations, writtenAs } from '#lib/languages/index.ts';
import { EventTime } from './event-time.tsx';
import { Trailer } from './film.tsx';

/** A field of a kind's words, marked with its own language. */
function word(text: TextWithTranslations, field: string, locale: Locale): ReactNode {
  const found = readField(text, field, locale);
  return found?.value ? <span lang={found.locale}>{found.value}</span> : null;
}

/** What a buyer must know of a listing by its kind: when and where, in which parts, with which rights, in which countries. */
export function KindFacts({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  if (listing.event) return <EventFacts event={listing.event} locale={locale} />;
  if (listing.service) return <ServiceFacts service={listing.service} locale={locale} />;
  if (listing.licenceOffer) return <LicenceFacts offer={listing.licenceOffer} locale={locale} />;
  if (listing.stream) return <StreamFacts listing={listing} stream={listing.stream} locale={locale} />;
  return null;
}

async function EventFacts({ event, locale }: { event: NonNullable<Stored['event']>; locale: Locale }) {
  const t = await getTranslations('kinds.ticket');
  const format = await getFormatter();
  const clock = (at: Date) => format.dateTime(at, { timeStyle: 'short', timeZone: event.timeZone });
  const terms = word(event.text, 'terms', locale);
  const facts: [string, ReactNode][] = [
    [t('when'), <EventTime key="when" at={event.startsAt} timeZone={event.timeZone} locale={locale} />],
    [t('doors'), event.doorsAt && clock(event.doorsAt)],
    [t('ends'), event.endsAt && clock(event.endsAt)],
    [
      t('where'),
      <span key="where">
        {word(event.text, 'venue', locale)}
        <span className="block text-muted">
          {placeName(readField(event.text, 'address', locale)?.value ?? '', event.country, locale)}
        </span>
      </span>,
    ],
  ];
  return (
    <div className="mt-5 rounded-md bg-silk p-5">
      <Facts facts={facts.filter(([, value]) => value)} />
      {terms && (
        <details className="mt-3 text-small">
          <summary className="link inline-flex min-h-11 items-center">{t('terms')}</summary>
          <p className="whitespace-pre-line">{terms}</p>
        </details>
      )}
    </div>
  );
}

async function ServiceFacts({ service, locale }: { service: NonNullable<Stored['service']>; locale: Locale }) {
  const t = await getTranslations('kinds.service');
  const format = await getFormatter();
  return (
    <div className="mt-5 rounded-md bg-silk p-5">
      <p>{t('delivery', { days: service.deliveryDays })}</p>
      <p className="text-muted text-small">{t('revisions', { count: service.revisions })}</p>
      <h2 className="mt-4 mb-1 font-medium font-sans text-base tracking-normal">{t('milestones')}</h2>
      <ol>
        {service.shares.map((share, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a milestone is its place
            key={at}
            className="grid grid-cols-[1fr_auto] gap-x-4 border-line border-b py-2 text-small last:border-b-0"
          >
            <span>{word(service.text, `milestone_${at}`, locale)}</span>
            <span className="num text-right">
              {format.number(share / 100, { style: 'percent' })}
              <span className="block text-muted">{t('by_day', { days: service.days[at] ?? 0 })}</span>
            </span>
          </li>
        ))}
      </ol>
      {service.questions > 0 && (
        <details className="mt-2 text-small">
          <summary className="link inline-flex min-h-11 items-center">
            {t('asked', { count: service.questions })}
          </summary>
          <ul className="grid list-disc gap-1 pl-5">
            {Array.from({ length: service.questions }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place
              <li key={at}>{word(service.text, `question_${at}`, locale)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

async function LicenceFacts({ offer, locale }: { offer: NonNullable<Stored['licenceOffer']>; locale: Locale }) {
  const t = await getTranslations('kinds.licence');
  const rights = await getTranslations('rights');
  const names = await rightsNames(locale);
  return (
    <div className="mt-5 rounded-md bg-silk p-5">
      <Facts
        facts={[
          [t('rights'), names.list(offer.rights.map(names.right))],
          [t('territories'), names.list(offer.territories.map(names.territory))],
          [t('exclusivity'), rights(`exclusivity.${offer.exclusivity}`)],
          [t('term'), t('years', { count: offer.years })],
        ]}
      />
      <p className="mt-3 text-muted text-small">{t('preset')}</p>
    </div>
  );
}

async function StreamFacts({
  listing,
  stream,
  locale,
}: {
  listing: WholeListing;
  stream: NonNullable<Stored['stream']>;
  locale: Locale;
}) {
  const t = await getTranslations('kinds.stream');
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const rented = listing.variants.some((variant) => variant.id === stream.rentVariantId);
  const facts: [string, ReactNode][] = [
    [t('length'), t('minutes', { count: stream.minutes })],
    [
      t('countries'),
      stream.territories.length === 0
        ? t('everywhere')
        : list.format(stream.territories.map((country) => countryName(country, locale))),
    ],
    [t('rental'), rented && t('rental_rule')],
  ];
  return (
    <div className="mt-5 rounded-md bg-silk p-5">
      <Facts facts={facts.filter(([, value]) => value)} />
      <Trailer listing={listing} />
    </div>
  );
}
