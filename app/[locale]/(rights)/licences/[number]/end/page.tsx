import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Checkbox, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { endPreview, readLicence } from '#lib/licensing/index.ts';
import { endForCauseAction, giveNoticeAction, proposeEndAction } from '../../life-actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('end.title'), robots: { index: false } };
}

/** The three ways in which a licence ends before its time, the gentlest first. */
export default async function EndPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  const { licence, can, side, earliestLastDay } = await orNotFound(readLicence(actor, number));
  if (!can.propose && !can.end) notFound();
  const { ends, passes } = await endPreview(actor, number);
  const t = await getTranslations('licensing.end');
  const story = await getTranslations('licensing');
  const format = await getFormatter();
  const title = fieldText(licence.deal.works[0]?.work.text, 'title', locale);
  const hidden = <input type="hidden" name="number" value={number} />;
  const reason = story('do.reason');
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { title, number })}>
        <Link href={`/licences/${number}`} className="link inline-flex min-h-11 items-center text-small">
          {t('back')}
        </Link>
      </PageHead>
      {ends + passes > 0 && (
        <div className="mb-8">
          <Notice>
            {[
              ends > 0 && t('under_ends', { count: ends }),
              passes > 0 && t('under_passes', { count: passes, holder: nameFor(licence.deal.holder, locale) }),
            ]
              .filter(Boolean)
              .join(' ')}
          </Notice>
        </div>
      )}
      <div className="grid gap-x-[clamp(24px,4vw,64px)] gap-y-12 lg:grid-cols-3">
        {can.propose && (
          <Way
            id="agreement"
            title={t('agreement')}
            text={t('agreement_text', { days: licence.life?.sellOffDays ?? 180 })}
          >
            <Form action={proposeEndAction} className="grid gap-5">
              {hidden}
              <TextInput name="lastDay" type="date" label={t('last_day')} defaultValue={isoDay(now())} required />
              <TextArea name="note" label={reason} rows={3} required />
              {can.refundOnEnd && <RefundsToo />}
              <Submit kind="quiet">{t('propose')}</Submit>
            </Form>
          </Way>
        )}
        {can.end && (
          <Way
            id="notice"
            title={t('notice')}
            text={t('notice_text', {
              days: licence.life?.noticeDays ?? 90,
              day: format.dateTime(new Date(earliestLastDay), { dateStyle: 'long', timeZone: 'UTC' }),
            })}
          >
            <Form action={giveNoticeAction} className="grid gap-5">
              {hidden}
              <TextInput name="lastDay" type="date" label={t('last_day')} defaultValue={earliestLastDay} required />
              <TextArea name="reason" label={reason} rows={3} required />
              {can.refundOnEnd && side === 'holder' && <RefundsToo />}
              <Submit kind="quiet">{t('give')}</Submit>
            </Form>
          </Way>
        )}
        {can.end && (
          <Way id="cause" title={t('cause')} text={t('cause_text')}>
            <Form action={endForCauseAction} className="grid gap-5">
              {hidden}
              <TextArea name="reason" label={reason} rows={3} required />
              {can.refundOnEnd && side === 'holder' && <RefundsToo />}
              <Checkbox name="sure" label={t('sure')} />
              <Submit kind="danger">{t('now')}</Submit>
            </Form>
          </Way>
        )}
      </div>
    </>
  );
}

/** Of a licence that was never in use: what was paid goes back with its end. */
async function RefundsToo() {
  const t = await getTranslations('licensing.end');
  return <Checkbox name="refunds" label={t('refunds')} />;
}

function Way({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-2 text-large">
        {title}
      </h2>
      <p className="mb-5 text-muted text-small">{text}</p>
      {children}
    </section>
  );
}
