import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { fileSize } from '#app/_i18n/file-size.ts';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type Entry, noteOf, termsSchema, timelineOf, type WholeDeal } from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';
import { TermsDifference } from './difference.tsx';
import { LeftOutFacts } from './left-out-facts.tsx';
import { DealWords } from './words.tsx';

interface Props {
  readonly deal: WholeDeal;
  readonly side: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** Everything that happened between the two sides, in one order: versions, words, files, options, acceptances. */
export async function Timeline({ deal, side, titles, locale }: Props) {
  const t = await getTranslations('deals.timeline');
  const entries = timelineOf(deal);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="sr-only">
        {t('title')}
      </h2>
      <ol className="grid gap-6 border-line border-l pl-[clamp(14px,3vw,28px)]">
        {entries.map((entry) => (
          <li key={entry.id} id={entry.id} className="scroll-mt-6">
            <EntryOf entry={entry} deal={deal} side={side} titles={titles} locale={locale} />
          </li>
        ))}
      </ol>
    </section>
  );
}

async function EntryOf({ entry, ...props }: Props & { entry: Entry }) {
  switch (entry.kind) {
    case 'offer':
      return <VersionEntry entry={entry} {...props} />;
    case 'message':
      return <MessageEntry entry={entry} {...props} />;
    default:
      return <StepEntry entry={entry} {...props} />;
  }
}

async function Head({ at, who, children }: { at: Date; who: string; children?: ReactNode }) {
  const format = await getFormatter();
  return (
    <p className="text-muted text-small">
      <span className="font-medium text-ink">{who}</span>
      {children && <> · {children}</>}
      {' · '}
      <time className="whitespace-nowrap" dateTime={at.toISOString()}>
        {format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    </p>
  );
}

type Of<K extends Entry['kind']> = Props & { entry: Extract<Entry, { kind: K }> };

async function VersionEntry({ entry: { offer, before }, deal, side, titles, locale }: Of<'offer'>) {
  const t = await getTranslations('deals.timeline');
  const rights = await getTranslations('rights');
  const terms = termsSchema.parse(offer.terms);
  const open = offer.status === 'open';
  return (
    <article className={`rounded-md border p-[clamp(16px,3vw,24px)] ${open ? 'border-ink bg-card' : 'border-line'}`}>
      <Head at={offer.createdAt} who={nameFor(offer.enterprise, locale)}>
        {rights(`offer_status.${offer.status}`)}
      </Head>
      <h3 className="mt-1 mb-3 text-large">
        {before === null && offer.enterpriseId === deal.licenseeId
          ? t('ask')
          : t('version', { version: offer.version })}
      </h3>
      {before && (
        <TermsDifference before={termsSchema.parse(before.terms)} after={terms} titles={titles} locale={locale} />
      )}
      {offer.note && (
        <div className="mt-4 border-amber border-l-3 pl-4">
          <DealWords
            deal={deal}
            side={side}
            subject="note"
            subjectId={offer.id}
            written={noteOf(offer, locale)}
            locale={locale}
          />
        </div>
      )}
      <details open={open} className="mt-3">
        <summary className="link inline-flex min-h-11 items-center text-small">{t('all_terms')}</summary>
        <div className="grid gap-4 pt-2">
          <TermsFacts terms={terms} locale={locale} withMoney={false} />
          <LeftOutFacts terms={terms} titles={titles} locale={locale} />
          <RoyaltyTermsFacts terms={royaltyTermsOf(terms)} locale={locale} titles={titles} />
        </div>
      </details>
    </article>
  );
}

async function MessageEntry({ entry: { message }, deal, side, locale }: Of<'message'>) {
  const t = await getTranslations('deals.timeline');
  const own = message.enterpriseId === side;
  const who = nameFor(message.enterpriseId === deal.holderId ? deal.holder : deal.licensee, locale);
  const foreign = message.locale !== locale;
  return (
    <article
      className={`max-w-[38rem] rounded-md px-4 py-3 ${own ? 'bg-silk sm:ml-[clamp(16px,8%,80px)]' : 'border border-line'}`}
    >
      <Head at={message.createdAt} who={own ? t('you') : who}>
        {message.event ? t(message.event) : foreign ? spokenLanguage(message.locale, locale) : undefined}
      </Head>
      {message.body && (
        <DealWords deal={deal} side={side} subject="message" subjectId={message.id} written={message} locale={locale} />
      )}
      {message.files.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {message.files.map(({ id, media }) => (
            <li key={id}>
              <a
                href={`/api/deals/file?id=${id}`}
                className="link inline-flex min-h-11 items-center break-all text-small"
              >
                {media.fileName}
                <span className="ml-2 text-muted">{fileSize(Number(media.bytes), locale)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

type Step = Exclude<Entry['kind'], 'offer' | 'message'>;

async function StepEntry({ entry, deal, locale }: Of<Step>) {
  const t = await getTranslations('deals.timeline');
  const format = await getFormatter({ locale });
  const when = (date: Date | null) => (date ? format.dateTime(date, { dateStyle: 'long', timeStyle: 'short' }) : '');
  switch (entry.kind) {
    case 'accepted':
      return (
        <Head at={entry.at} who={nameFor(entry.acceptance.enterprise, locale)}>
          <span className="text-jade">
            {t('accepted', { version: entry.version, name: entry.acceptance.signedName })}
          </span>
        </Head>
      );
    case 'option_asked':
      return (
        <Head at={entry.at} who={nameFor(deal.licensee, locale)}>
          {t('option_asked', { days: entry.option.days })}
        </Head>
      );
    case 'option_given':
      return (
        <Head at={entry.at} who={nameFor(deal.holder, locale)}>
          {t('option_given', { until: when(entry.option.lapsesAt) })}
        </Head>
      );
    case 'option_ended':
      return (
        <Head at={entry.at} who={nameFor(entry.option.status === 'released' ? deal.licensee : deal.holder, locale)}>
          {t(
            `option_${entry.option.status === 'refused' ? 'refused' : entry.option.status === 'lapsed' ? 'lapsed' : 'released'}`,
          )}
        </Head>
      );
    case 'licensed':
      return (
        <Head at={entry.at} who={nameFor(deal.holder, locale)}>
          {t('licensed')}{' '}
          <Link href={`/certificates/${entry.licence.number}`} className="link num">
            {entry.licence.number}
          </Link>
        </Head>
      );
  }
}
