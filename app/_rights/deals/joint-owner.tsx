import { getTranslations } from 'next-intl/server';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { Facts, Notice, PageHead } from '#app/_ui/layout.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, writtenAs } from '#lib/languages/index.ts';
import { type JointView, termsSchema, withoutMoney } from '#lib/rights/index.ts';
import { royaltyTermsOf } from '#lib/royalties/index.ts';
import { LeftOutFacts } from './left-out-facts.tsx';
import { AcceptForm } from './steps.tsx';
import { titlesOfDeal } from './titles.ts';

/**
 * A deal as a joint owner of its work sees it: who, what and for how much, and the consent that is asked for. Not what the sides wrote. Whoever gave
 * the licence above a sublicence sees nothing of its money either.
 */
export async function JointOwnerPage({ view, locale }: { view: JointView; locale: Locale }) {
  const { deal, owner, above, accepted } = view;
  const t = await getTranslations(above ? 'sublicences.consent' : 'deals.joint');
  const rights = await getTranslations('rights.deals');
  const titles = titlesOfDeal(deal, locale);
  const [offer] = deal.offers;
  if (!offer) return null;
  const all = termsSchema.parse(offer.terms);
  const terms = above ? withoutMoney(all) : all;
  return (
    <div className="mx-auto w-full max-w-[820px]">
      <PageHead
        title={new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(Object.values(titles))}
        lead={t('lead', { number: deal.number })}
      />
      <div className="grid gap-6">
        <Facts
          facts={[
            [rights('holder'), nameFor(deal.holder, locale)],
            [rights('licensee'), nameFor(deal.licensee, locale)],
          ]}
        />
        <TermsFacts terms={terms} locale={locale} withMoney={false} />
        <LeftOutFacts terms={terms} titles={titles} locale={locale} />
        {!above && <RoyaltyTermsFacts terms={royaltyTermsOf(terms)} locale={locale} titles={titles} />}
        {accepted ? (
          <Notice kind="good">{t('accepted')}</Notice>
        ) : (
          <div className="max-w-[420px]">
            <AcceptForm deal={deal} side={owner} offer={{ ...offer, terms }} text={t('text')} />
          </div>
        )}
      </div>
    </div>
  );
}
