import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { may } from '#lib/core/authorize.ts';
import { mayConnect, payoutAccountOf, refreshConnected } from '#lib/payouts/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { BankForm } from './bank-form.tsx';
import { BankAccounts, StripeAccount } from './present.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('payouts');
  return { title: t('account.title'), robots: { index: false } };
}

const said = ['saved', 'withdrawn'] as const;

export default async function Account({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'payout.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/payouts/account" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { done, from } = await searchParams;
  const t = await getTranslations('payouts.account');
  let account = await payoutAccountOf(actor, enterprise.id);
  if (from === 'stripe' && account.connected) {
    // Back from Stripe's questions: what it says now, and not what the next webhook will say.
    await refreshConnected(account.connected.stripeId);
    account = await payoutAccountOf(actor, enterprise.id);
  }
  const edits = may(actor, 'payout_account.edit', { enterpriseId: enterprise.id });
  const stripe = mayConnect(enterprise.country);
  const saying = said.find((each) => each === done);
  const bankFirst = !stripe || account.rail === 'bank_transfer';
  return (
    <>
      <StudioNav enterprise={enterprise} current="payouts" several={several} />
      <PageHead title={t('title')} lead={t(stripe ? 'lead_stripe' : 'lead_bank')}>
        <Link
          href={`/studio/payouts${several ? `?enterprise=${enterprise.slug}` : ''}`}
          className="link inline-flex min-h-11 items-center"
        >
          {t('back')}
        </Link>
      </PageHead>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-2">
        {stripe && (
          <section aria-labelledby="stripe">
            <h2 id="stripe" className="mb-2 text-large">
              {t('stripe_title')}
            </h2>
            <StripeAccount account={account} enterprise={enterprise} edits={edits} />
          </section>
        )}
        <section aria-labelledby="bank">
          <h2 id="bank" className="mb-2 text-large">
            {t(stripe ? 'bank_other_title' : 'bank_title')}
          </h2>
          <BankAccounts account={account} enterprise={enterprise} edits={edits} locale={locale} />
          {edits && (
            <BankForm
              enterprise={enterprise}
              locale={locale}
              changes={account.verified !== null || account.connected !== null}
              open={bankFirst && !account.verified && !account.waiting}
            />
          )}
        </section>
      </div>
    </>
  );
}
