import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Record } from '#app/_translations/record.tsx';
import { amountOf, pairOf } from '#app/_translations/words.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Facts, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Stars } from '#app/_ui/stars.tsx';
import { Table } from '#app/_ui/table.tsx';
import { readTranslator, translatorFields } from '#lib/translations/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.translators');
  return { title: t('title'), robots: { index: false } };
}

/** A translator as enterprises see it: what it asks, what it knows about, and what customers said. */
export default async function TranslatorPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person')
    return <StudioDoor desk={{ at: 'guest' }} path={`/studio/translations/translators/${slug}`} locale={locale} />;
  const { profile, record, said } = await orNotFound(readTranslator(actor, slug));
  const t = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const fields = translatorFields.filter((each) => profile.fields.includes(each)).map((each) => t(`field.${each}`));
  return (
    <>
      <PageHead
        title={<span lang={profile.enterprise.sourceLocale}>{profile.enterprise.displayName}</span>}
        lead={<span lang={profile.locale}>{profile.headline}</span>}
      >
        {profile.available && (
          <Link href={`/studio/translations/order?by=named&translator=${slug}`} className={buttonStyle()}>
            {t('translators.order')}
          </Link>
        )}
      </PageHead>
      <div className="grid max-w-3xl gap-8">
        {!profile.available && <Notice>{t('translators.closed')}</Notice>}
        <Record record={record} />
        {profile.about && (
          <p lang={profile.locale} className="whitespace-pre-line">
            {profile.about}
          </p>
        )}
        {fields.length > 0 && (
          <Facts facts={[[t('translators.fields'), format.list(fields, { type: 'conjunction' })]]} />
        )}
        <section aria-labelledby="rates">
          <h2 id="rates" className="mb-3 text-large">
            {t('translators.rates')}
          </h2>
          <Table
            caption={t('translators.rates')}
            rows={profile.rates}
            rowKey={(rate) => `${rate.fromLocale} ${rate.toLocale}`}
            columns={[
              { key: 'pair', title: t('order.column.pair'), cell: (rate) => t('pair', pairOf(rate, locale)) },
              {
                key: 'rate',
                title: t('order.column.rate'),
                numeric: true,
                cell: (rate) => amountOf(rate.priceMinor, rate.currency, locale),
              },
            ]}
          />
        </section>
        <section aria-labelledby="said">
          <h2 id="said" className="mb-3 text-large">
            {t('translators.said')}
          </h2>
          {said.length === 0 && <p className="text-muted">{t('translators.said_none')}</p>}
          <ul className="grid gap-5">
            {said.map((each) => (
              <li key={each.jobId}>
                <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
                  <Stars value={each.stars} label={t('translators.stars', { stars: `${each.stars}` })} />
                  <span className="text-muted text-small">
                    {each.job.enterprise.displayName} ·{' '}
                    {t('pair', {
                      from: languageName(each.job.fromLocale, locale),
                      to: languageName(each.job.toLocale, locale),
                    })}
                  </span>
                </p>
                {each.words && <p className="mt-1 whitespace-pre-line">{each.words}</p>}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
