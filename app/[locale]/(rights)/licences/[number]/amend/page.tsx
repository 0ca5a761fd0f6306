import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TermsBuilder } from '#app/_rights/deals/terms-builder.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { readLicence } from '#lib/licensing/index.ts';
import { termsSchema } from '#lib/rights/index.ts';
import { amendAction } from '../../life-actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('amend.title'), robots: { index: false } };
}

/** One side writes what should be otherwise. */
export default async function AmendPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const { licence, can, side } = await orNotFound(readLicence(await currentActor(), number));
  if (!can.propose) notFound();
  const t = await getTranslations('licensing');
  const { deal } = licence;
  const terms = termsSchema.parse(licence.terms);
  const other = side === 'licensee' ? deal.holder : deal.licensee;
  return (
    <>
      <PageHead title={t('amend.title')} lead={t('amend.lead', { other: nameFor(other, locale) })}>
        <Link href={`/licences/${number}`} className="link inline-flex min-h-11 items-center text-small">
          {t('end.back')}
        </Link>
      </PageHead>
      <Form action={amendAction} className="grid gap-7">
        <input type="hidden" name="number" value={number} />
        <TermsBuilder
          locale={locale}
          terms={terms}
          currency={terms.currency}
          today={isoDay(now())}
          works={Object.entries(titlesOfDeal(deal, locale)).map(([id, title]) => ({ id, title }))}
          dealId={deal.id}
        />
        <p className="text-muted text-small">{t('amend.advance')}</p>
        <Submit className="justify-self-start">{t('amend.send')}</Submit>
      </Form>
    </>
  );
}
