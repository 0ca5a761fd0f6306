import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TermsFields } from '#app/_rights/terms-fields.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { enterprisesOf } from '#lib/enterprises/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { readWork } from '#lib/rights/index.ts';
import { askAction } from '../actions.ts';
import { presetTerms } from './preset-terms.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ work?: string; listing?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('work.ask'), robots: { index: false } };
}

export default async function NewDeal({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { work: slug = '', listing = '' } = await searchParams;
  const work = await readWork(slug);
  if (!work) notFound();
  const t = await getTranslations('rights');
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('work.ask')} text={t('deals.guest')}>
        <Link href={`/sign-in?next=/deals/new?work=${slug}`} className={buttonStyle()}>
          {t('deals.sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const enterprises = (await enterprisesOf(actor)).filter((each) => each.id !== work.enterpriseId);
  const [first] = enterprises;
  if (!first) {
    return (
      <EmptyState whole title={t('work.ask')} text={t('deals.no_enterprise')}>
        <Link href="/studio/found" className={buttonStyle()}>
          {t('deals.found')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <PageHead
        title={t('ask.title', { work: fieldText(work.text, 'title', locale) })}
        lead={t('ask.lead', { holder: work.enterprise.displayName })}
      />
      <Form action={askAction} className="grid gap-7">
        <input type="hidden" name="workId" value={work.id} />
        {enterprises.length === 1 ? (
          <input type="hidden" name="enterpriseId" value={first.id} />
        ) : (
          <Select
            name="enterpriseId"
            label={t('ask.as')}
            options={enterprises.map((each) => ({ value: each.id, label: each.displayName }))}
          />
        )}
        <TermsFields
          locale={locale}
          terms={await presetTerms(listing, work.id, first.currency)}
          currency={first.currency}
          today={isoDay(now())}
        />
        <Submit pending={t('ask.sending')}>{t('ask.send')}</Submit>
      </Form>
    </div>
  );
}
