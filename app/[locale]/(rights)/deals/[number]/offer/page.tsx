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
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { isOpen, readDeal, termsSchema } from '#lib/rights/index.ts';
import { offerAction } from '../../actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('deals.room');
  return { title: t('make_offer'), robots: { index: false } };
}

/** The next version of a deal's terms, beginning with those it answers. */
export default async function NewOffer({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  const { deal, side } = await orNotFound(readDeal(actor, number));
  const negotiable = isOpen(deal) && deal.contract?.kind !== 'outside';
  if (!negotiable || !may(actor, 'offer.make', { enterpriseId: side })) notFound();
  const t = await getTranslations('deals.room');
  const rights = await getTranslations('rights');
  const last = deal.offers.at(-1);
  const terms = last && termsSchema.parse(last.terms);
  const titles = titlesOfDeal(deal, locale);
  const other = side === deal.holderId ? deal.licensee : deal.holder;
  const own = side === deal.holderId ? deal.holder : deal.licensee;
  return (
    <>
      <PageHead
        title={last ? rights('counter.title') : t('make_offer')}
        lead={rights('deal.with', { other: nameFor(other, locale), number })}
      >
        <Link href={`/deals/${number}`} className="link text-small">
          {t('back')}
        </Link>
      </PageHead>
      <Form action={offerAction} className="grid gap-8">
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="dealId" value={deal.id} />
        <input type="hidden" name="enterpriseId" value={side} />
        <TermsBuilder
          locale={locale}
          terms={terms}
          currency={own.currency}
          today={isoDay(now())}
          works={Object.entries(titles).map(([id, title]) => ({ id, title }))}
          dealId={deal.id}
          giver={deal.underId ? { holderId: deal.holderId, underId: deal.underId } : undefined}
        />
        <Submit className="justify-self-start" pending={rights('ask.sending')}>
          {rights('counter.send')}
        </Submit>
      </Form>
    </>
  );
}
