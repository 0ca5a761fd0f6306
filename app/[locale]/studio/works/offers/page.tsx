import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AskCode, ConfirmFields, type Ways } from '#app/_contracts/confirm-fields.tsx';
import { Link } from '#app/_i18n/navigation.ts';
import { ScopeFields } from '#app/_rights/deals/scope-fields.tsx';
import { scopeWords } from '#app/_rights/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currencies } from '#lib/core/currency.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { confirmWays } from '#lib/identity/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { licensed, type ShownStandard, standardOffersOf, standardTerms, verifiedWorks } from '#lib/rights/index.ts';
import { type OwnEnterprise, openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { publishStandardAction, withdrawStandardAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('deals.standard');
  return { title: t('studio'), robots: { index: false } };
}

/** The standard offers of an enterprise's works: what stands, and a new one. */
export default async function StandardOffersDesk({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'work.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/works/offers" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('deals.standard');
  const works = await verifiedWorks({ enterpriseId: enterprise.id });
  const offers = (await Promise.all(works.map(({ id }) => standardOffersOf(id, { all: true })))).flat();
  const titles = works.map(({ id, text }) => ({ value: id, label: fieldText(text, 'title', locale) }));
  return (
    <>
      <StudioNav enterprise={enterprise} current="works" several={several} />
      <PageHead title={t('studio')} lead={t('studio_lead')} />
      {offers.length === 0 ? (
        <EmptyState title={t('none')} text={t('none_text')} />
      ) : (
        <Offers offers={offers} locale={locale} />
      )}
      {titles.length > 0 && may(actor, 'offer.accept', { enterpriseId: enterprise.id }) && (
        <Publish enterprise={enterprise} works={titles} ways={await confirmWays(actor)} locale={locale} />
      )}
    </>
  );
}

async function Offers({ offers, locale }: { offers: readonly ShownStandard[]; locale: Locale }) {
  const t = await getTranslations('deals.standard');
  const rights = await getTranslations('rights');
  const rows = await Promise.all(
    offers.map(async (offer) => {
      const terms = standardTerms(offer, isoDay(now()));
      return { offer, terms, words: await scopeWords(terms, locale) };
    }),
  );
  return (
    <Table
      caption={t('studio')}
      rows={rows}
      rowKey={({ offer }) => offer.id}
      columns={[
        {
          key: 'work',
          title: rights('deals.work'),
          cell: ({ offer }) => (
            <Link href={`/w/${offer.work.slug}`} className="link">
              {fieldText(offer.work.text, 'title', locale)}
            </Link>
          ),
        },
        {
          key: 'scope',
          title: t('scope'),
          cell: ({ offer, terms, words }) =>
            `${words.rights} · ${words.territories} · ${t('years', { years: offer.years })} · ${rights(`exclusivity.${terms.exclusivity}`)}`,
        },
        {
          key: 'price',
          title: t('price'),
          numeric: true,
          cell: ({ terms }) => formatMoney(money(BigInt(terms.advanceMinor), terms.currency), locale),
        },
        { key: 'taken', title: t('taken'), numeric: true, cell: ({ offer }) => String(offer._count.purchases) },
        {
          key: 'state',
          title: rights('deals.status'),
          cell: ({ offer }) =>
            offer.withdrawnAt ? (
              <Status kind="plain">{t('withdrawn')}</Status>
            ) : (
              <Form action={withdrawStandardAction}>
                <input type="hidden" name="standardOfferId" value={offer.id} />
                <Submit kind="text">{t('withdraw')}</Submit>
              </Form>
            ),
        },
      ]}
    />
  );
}

async function Publish({
  enterprise,
  works,
  ways,
  locale,
}: {
  ways: Ways;
  enterprise: OwnEnterprise;
  works: readonly { value: string; label: string }[];
  locale: Locale;
}) {
  const t = await getTranslations('deals.standard');
  const rights = await getTranslations('rights');
  return (
    <section aria-labelledby="publish" className="mt-12 max-w-[820px]">
      <h2 id="publish" className="mb-4 text-large">
        {t('new')}
      </h2>
      <AskCode ways={ways} />
      <Form action={publishStandardAction} className="grid gap-6">
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <Select name="workId" label={rights('deals.work')} options={works} />
        <ScopeFields locale={locale} scope={undefined} open={false} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            name="exclusivity"
            label={rights('terms.exclusivity')}
            defaultValue="non_exclusive"
            options={licensed.map((value) => ({ value, label: rights(`exclusivity.${value}`) }))}
          />
          <TextInput name="years" label={t('for_years')} inputMode="numeric" defaultValue="2" />
          <TextInput name="price" label={t('price')} hint={t('price_hint')} inputMode="decimal" required />
          <Select
            name="currency"
            label={rights('terms.currency')}
            defaultValue={enterprise.currency}
            options={currencies.map((value) => ({ value, label: value }))}
          />
          <TextInput
            name="signedName"
            label={rights('accept.name')}
            hint={t('sign_hint')}
            autoComplete="name"
            required
          />
        </div>
        <div className="grid max-w-[460px] gap-5">
          <ConfirmFields ways={ways} />
        </div>
        <Submit className="justify-self-start">{t('publish')}</Submit>
      </Form>
    </section>
  );
}
