import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { IssuedPapers } from '#app/_invoicing/paper-link.tsx';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { Facts } from '#app/_ui/layout.tsx';
import type { JobStory } from '#lib/translations/index.ts';

/** Whose job it is, who does it, until when. */
export async function JobFacts({ story: { job, reviewer } }: { story: JobStory }) {
  const t = await getTranslations('translation_jobs.job');
  const format = await getFormatter();
  const locale = await readerLocale();
  const { translator } = job;
  const facts: (readonly [string, ReactNode])[] = [
    [t('customer'), <MakerName key="customer" of={job.enterprise} locale={locale} />],
  ];
  if (translator)
    facts.push([
      t('translator'),
      <Link key="translator" href={`/studio/translations/translators/${translator.slug}`} className="link">
        <MakerName of={translator} locale={locale} />
      </Link>,
    ]);
  if (reviewer) facts.push([t('reviewer'), reviewer]);
  facts.push([t('deliver_by'), format.dateTime(job.deliverBy, { dateStyle: 'long', timeZone: 'UTC' })]);
  if (job.note)
    facts.push([
      t('note'),
      <span key="note" className="whitespace-pre-line">
        {job.note}
      </span>,
    ]);
  return <Facts facts={facts} />;
}

/** What was paid, and how it was divided: each side sees its own. */
export async function JobMoney({ story, amount }: { story: JobStory; amount: (minor: bigint) => string }) {
  const t = await getTranslations('translation_jobs.job');
  const { job, roles } = story;
  const row = (name: string, minor: bigint) =>
    [
      name,
      <span key={name} className="num">
        {amount(minor)}
      </span>,
    ] as const;
  const facts = [row(t('rate'), job.rateMinor), row(t('net'), job.netMinor)];
  if (roles.customer || roles.staff) facts.push(row(t('tax'), job.taxMinor));
  if (job.settledAt) {
    facts.push(row(t('earned'), job.earnedMinor));
    if (roles.translator || roles.staff) facts.push(row(t('commission'), job.commissionMinor));
    if (roles.translator) facts.push(row(t('yours'), job.earnedMinor - job.commissionMinor));
    if (roles.customer || roles.staff) facts.push(row(t('refunded'), job.refundMinor + job.refundTaxMinor));
  }
  return (
    <>
      <Facts facts={facts} />
      {story.papers.length > 0 && (
        <ul className="mt-3 text-small">
          <IssuedPapers papers={story.papers} />
        </ul>
      )}
    </>
  );
}
