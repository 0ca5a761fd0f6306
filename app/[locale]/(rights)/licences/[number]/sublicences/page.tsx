import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { CopyField } from '#app/_lists/copy-field.tsx';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { LeftOutFacts } from '#app/_rights/deals/left-out-facts.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { config } from '#lib/core/config.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { linkPath, type SublicenceDesk, sublicenceDesk, termsSchema } from '#lib/rights/index.ts';
import { inviteToSublicenceAction, offerSublicencesAction, withdrawSublicencesAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('sublicences');
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** From where a licensee offers sublicences: its links, whom it invited, and what it gave. */
export default async function Sublicences({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const desk = await orNotFound(sublicenceDesk(await currentActor(), number));
  const { licence, open, makes } = desk;
  const t = await getTranslations('sublicences');
  const errors = await getTranslations('errors');
  const licensing = await getTranslations('licensing.end');
  const titles = titlesOfDeal(licence.deal, locale);
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(Object.values(titles));
  const terms = termsSchema.parse(licence.terms);
  return (
    <>
      <PageHead
        title={t('title')}
        lead={
          <>
            {names} · <span className="whitespace-nowrap">{number}</span>
          </>
        }
      >
        <Link href={`/licences/${number}`} className="link inline-flex min-h-11 items-center text-small">
          {licensing('back')}
        </Link>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_360px]">
        <div className="grid min-w-0 gap-12">
          <Notice>{open ? t('consent_needed') : errors('rights.above_not_in_use')}</Notice>
          <Links desk={desk} locale={locale} />
          <Given desk={desk} locale={locale} />
        </div>
        <div className="grid min-w-0 gap-12">
          {open && makes && <Make number={number} />}
          <section aria-labelledby="scope">
            <h2 id="scope" className="mb-3 text-large">
              {t('scope')}
            </h2>
            <TermsFacts terms={terms} locale={locale} withMoney={false} />
            <LeftOutFacts terms={terms} titles={titles} locale={locale} />
          </section>
        </div>
      </div>
    </>
  );
}

/** A new link for whoever it is given to, or for one enterprise alone. */
async function Make({ number }: { number: string }) {
  const t = await getTranslations('sublicences');
  const hidden = <input type="hidden" name="number" value={number} />;
  return (
    <div className="grid gap-8">
      <section aria-labelledby="invite">
        <h2 id="invite" className="text-large">
          {t('invite.title')}
        </h2>
        <p className="mt-1 mb-4 text-muted text-small">{t('invite.text')}</p>
        <Form action={inviteToSublicenceAction} className="grid gap-4">
          {hidden}
          <TextInput name="invited" label={t('invite.name')} hint={t('invite.name_hint')} required />
          <Submit className="justify-self-start">{t('invite.send')}</Submit>
        </Form>
      </section>
      <section aria-labelledby="link">
        <h2 id="link" className="text-large">
          {t('link.title')}
        </h2>
        <p className="mt-1 mb-4 text-muted text-small">{t('link.text')}</p>
        <Form action={offerSublicencesAction}>
          {hidden}
          <Submit kind="quiet">{t('link.make')}</Submit>
        </Form>
      </section>
    </div>
  );
}

/** The links that stand, each with the way to end it. */
async function Links({ desk: { licence, makes }, locale }: { desk: SublicenceDesk; locale: Locale }) {
  const t = await getTranslations('sublicences');
  const share = await getTranslations('lists.share');
  const format = await getFormatter();
  return (
    <section aria-labelledby="links">
      <h2 id="links" className="mb-3 text-large">
        {t('links')}
      </h2>
      {licence.sublicenceOffers.length === 0 && <p className="text-muted">{t('no_links')}</p>}
      <ul className="grid gap-6">
        {licence.sublicenceOffers.map(({ id, token, invited, createdAt }) => (
          <li key={id} className="rounded-md bg-silk p-5">
            <p className="mb-3">
              <span className="font-medium">
                {invited ? t('for_one', { name: nameFor(invited, locale) }) : t('for_all')}
              </span>{' '}
              <span className="whitespace-nowrap text-muted text-small">
                {format.dateTime(createdAt, { dateStyle: 'medium' })}
              </span>
            </p>
            <CopyField
              value={`${config().SITE_URL}/${locale}${linkPath(token)}`}
              words={{ label: share('link'), copy: share('copy'), copied: share('copied') }}
            />
            {makes && (
              <Form action={withdrawSublicencesAction} className="mt-2">
                <input type="hidden" name="number" value={licence.number} />
                <input type="hidden" name="sublicenceOfferId" value={id} />
                <button type="submit" className="link inline-flex min-h-11 items-center text-small">
                  {share('withdraw')}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was asked for and given by these links, the last moved first. */
async function Given({ desk: { licence }, locale }: { desk: SublicenceDesk; locale: Locale }) {
  const t = await getTranslations('sublicences');
  const rights = await getTranslations('rights');
  const deals = await getTranslations('deals.list');
  const royalties = await getTranslations('royalties');
  return (
    <section aria-labelledby="given">
      <h2 id="given" className="mb-3 text-large">
        {t('given')}
      </h2>
      {licence.dealsUnder.length === 0 ? (
        <p className="text-muted">{t('none_given')}</p>
      ) : (
        <Table
          caption={t('given')}
          rows={licence.dealsUnder}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'licensee',
              title: royalties('licences.licensee'),
              cell: ({ licensee, number, licences: [made] }) => (
                <Link
                  href={made ? `/licences/${made.number}` : `/deals/${number}`}
                  className="link inline-flex min-h-11 items-center md:min-h-0"
                >
                  {nameFor(licensee, locale)}
                </Link>
              ),
            },
            {
              key: 'number',
              title: royalties('licences.number'),
              cell: ({ number, licences: [made] }) => <span className="num">{made?.number ?? number}</span>,
            },
            {
              key: 'state',
              title: royalties('licences.state'),
              cell: ({ status, licences: [made] }) =>
                made ? (
                  royalties(`licence_status.${made.status}`)
                ) : (
                  <Status kind={dealTone(status)}>{rights(`deal_status.${status}`)}</Status>
                ),
            },
          ]}
        />
      )}
      {licence.dealsUnder.length > 0 && (
        <Link href="/deals?side=giving" className="link mt-4 inline-flex min-h-11 items-center">
          {deals('all')}
        </Link>
      )}
    </section>
  );
}
