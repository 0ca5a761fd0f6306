import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Record } from '#app/_translations/record.tsx';
import { amountOf } from '#app/_translations/words.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { isLocale, type Locale, locales } from '#lib/languages/index.ts';
import { type FoundTranslator, findTranslators } from '#lib/translations/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.translators');
  return { title: t('title'), robots: { index: false } };
}

/** Translators of a pair, by price. */
export default async function Translators({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person')
    return <StudioDoor desk={{ at: 'guest' }} path="/studio/translations/translators" locale={locale} />;
  const asked = await searchParams;
  const from: Locale = asked.from && isLocale(asked.from) ? asked.from : locale;
  const to: Locale = asked.to && isLocale(asked.to) ? asked.to : locale === 'en' ? 'zh-CN' : 'en';
  const t = await getTranslations('translation_jobs.translators');
  const found = await findTranslators(actor, { from, to });
  const options = locales.map((tag) => ({ value: tag, label: languageName(tag, locale) }));
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <form className="mb-8 grid max-w-2xl items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
        <Select name="from" label={t('from')} options={options} defaultValue={from} />
        <Select name="to" label={t('to')} options={options} defaultValue={to} />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('show')}
        </button>
      </form>
      {found.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <ul className="grid max-w-3xl divide-y divide-line border-line border-y">
          {found.map((each) => (
            <Found key={each.profile.enterpriseId} found={each} pair={{ from, to }} locale={locale} />
          ))}
        </ul>
      )}
    </>
  );
}

async function Found({
  found: { profile, record },
  pair,
  locale,
}: {
  found: FoundTranslator;
  pair: { from: Locale; to: Locale };
  locale: string;
}) {
  const t = await getTranslations('translation_jobs.translators');
  const { enterprise } = profile;
  const rate = profile.rates.find((each) => each.fromLocale === pair.from && each.toLocale === pair.to);
  return (
    <li className="grid gap-1 py-5 sm:grid-cols-[1fr_auto] sm:gap-6">
      <div className="min-w-0">
        <h2 className="text-large" lang={enterprise.sourceLocale}>
          <Link href={`/studio/translations/translators/${enterprise.slug}`} className="link">
            {enterprise.displayName}
          </Link>
        </h2>
        <p lang={profile.locale}>{profile.headline}</p>
        <Record record={record} />
      </div>
      <p className="num sm:text-right">
        {rate && t('rate', { price: amountOf(rate.priceMinor, rate.currency, locale) })}
      </p>
    </li>
  );
}
