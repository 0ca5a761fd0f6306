import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TermsDifference } from '#app/_rights/deals/difference.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { AskedList } from '#app/_rights/licence/asked.tsx';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type ConsentView, readConsent } from '#lib/licensing/index.ts';
import { termsSchema, withoutMoney } from '#lib/rights/index.ts';
import { ownerAgreesAction, ownerDeclinesAction } from '../../money-actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('licensing');
  return { title: t('consent.title'), robots: { index: false } };
}

/**
 * Other terms of a licence as a joint owner of its work sees them: who, what, and the consent that is asked for. Whoever gave the licence above a
 * sublicence sees nothing of its money.
 */
export default async function ConsentPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const view = await orNotFound(readConsent(await currentActor(), number));
  const { licence, proposal, asked, above } = view;
  const said = (terms: unknown) => (above ? withoutMoney(termsSchema.parse(terms)) : termsSchema.parse(terms));
  const t = await getTranslations('licensing');
  const { holder, licensee } = licence.deal;
  return (
    <div className="mx-auto w-full max-w-[820px]">
      <PageHead
        title={t('consent.title')}
        lead={t('consent.lead', { number, holder: nameFor(holder, locale), licensee: nameFor(licensee, locale) })}
      />
      <TermsDifference
        before={said(proposal.termsBefore)}
        after={said(proposal.terms)}
        titles={titlesOfDeal(licence.deal, locale)}
        locale={locale}
      />
      <div className="mt-5">
        <TermsFacts terms={said(proposal.terms)} locale={locale} withMoney={!above} />
      </div>
      <AskedList asked={asked} locale={locale} />
      <Answer view={view} />
    </div>
  );
}

async function Answer({ view: { licence, proposal, asked, owner } }: { view: ConsentView }) {
  const t = await getTranslations('licensing');
  const given = asked.some(({ enterpriseId, agreedAt }) => enterpriseId === owner && agreedAt);
  if (proposal.status !== 'open' || given)
    return (
      <div className="mt-6">
        <Notice kind="good">{t(proposal.status === 'open' ? 'proposal.your_turn' : 'consent.done')}</Notice>
      </div>
    );
  const hidden = (
    <>
      <input type="hidden" name="number" value={licence.number} />
      <input type="hidden" name="proposalId" value={proposal.id} />
    </>
  );
  return (
    <div className="mt-6 flex flex-wrap items-start gap-4">
      <Form action={ownerAgreesAction}>
        {hidden}
        <input type="hidden" name="hash" value={proposal.hash} />
        <Submit pending={t('proposal.agreeing')}>{t('proposal.agree')}</Submit>
      </Form>
      <Form action={ownerDeclinesAction} className="grid gap-3">
        {hidden}
        <TextArea name="note" label={t('proposal.note')} rows={2} />
        <Submit kind="quiet">{t('proposal.decline')}</Submit>
      </Form>
    </div>
  );
}
