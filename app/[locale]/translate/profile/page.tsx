import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { currencies } from '#lib/core/currency.ts';
import { enterprisesOf } from '#lib/enterprises/index.ts';
import { locales } from '#lib/languages/index.ts';
import { ownProfile, translatesFor, translatorFields, typedRates } from '#lib/translations/index.ts';
import { NoDesk } from '../access.tsx';
import { profileAction } from '../jobs/actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ enterprise?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.profile');
  return { title: t('title'), robots: { index: false } };
}

/** What an enterprise offers as a translator. */
export default async function ProfilePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return <NoDesk actor={actor} back="/translate/profile" />;
  const t = await getTranslations('translation_jobs');
  const may = translatesFor(actor);
  const own = (await enterprisesOf(actor)).filter(({ id }) => may.includes(id));
  const { enterprise: wanted } = await searchParams;
  const enterprise = own.find(({ slug }) => slug === wanted) ?? own[0];
  if (!enterprise)
    return (
      <EmptyState whole title={t('board.join_title')} text={t('board.join_text')}>
        <Link href="/studio/found" className={buttonStyle()}>
          {t('board.found')}
        </Link>
      </EmptyState>
    );
  return (
    <>
      <PageHead title={t('profile.title')} lead={t('profile.lead')} />
      {own.length > 1 && (
        <nav aria-label={t('profile.choose')} className="mb-6 flex flex-wrap gap-x-6">
          {own.map((each) => (
            <Link
              key={each.id}
              href={`/translate/profile?enterprise=${each.slug}`}
              aria-current={each.id === enterprise.id ? 'page' : undefined}
              className="link inline-flex min-h-11 items-center aria-[current]:font-medium"
              lang={each.sourceLocale}
            >
              {each.displayName}
            </Link>
          ))}
        </nav>
      )}
      {enterprise.status !== 'verified' && (
        <div className="mb-6">
          <Notice>{t('profile.unverified')}</Notice>
        </div>
      )}
      <ProfileForm key={enterprise.id} actor={actor} enterprise={enterprise} locale={locale} />
    </>
  );
}

async function ProfileForm({
  actor,
  enterprise,
  locale,
}: {
  actor: Actor;
  enterprise: { readonly id: string; readonly currency: string; readonly sourceLocale: string };
  locale: string;
}) {
  const t = await getTranslations('translation_jobs');
  const profile = await ownProfile(actor, enterprise.id);
  const currency = profile?.rates[0]?.currency ?? enterprise.currency;
  return (
    <Form action={profileAction} className="grid max-w-2xl gap-6">
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <TextInput name="headline" label={t('profile.headline')} required defaultValue={profile?.headline} />
      <TextArea name="about" label={t('profile.about')} rows={6} defaultValue={profile?.about} />
      <Select
        name="locale"
        label={t('profile.language')}
        options={locales.map((tag) => ({ value: tag, label: languageName(tag, locale) }))}
        defaultValue={profile?.locale ?? enterprise.sourceLocale}
      />
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('profile.fields')}</legend>
        <div className="grid gap-x-6 sm:grid-cols-2">
          {translatorFields.map((field) => (
            <Checkbox
              key={field}
              name="fields[]"
              value={field}
              label={t(`field.${field}`)}
              defaultChecked={profile?.fields.includes(field) ?? false}
            />
          ))}
        </div>
      </fieldset>
      <TextArea
        name="rates"
        label={t('profile.rates')}
        hint={t('profile.rates_hint')}
        rows={5}
        required
        defaultValue={profile ? typedRates(profile.rates) : undefined}
      />
      <Select
        name="currency"
        label={t('profile.currency')}
        options={currencies.map((code) => ({ value: code, label: code }))}
        defaultValue={currency}
      />
      <Checkbox name="available" label={t('profile.available')} defaultChecked={profile?.available ?? true} />
      <Submit className="justify-self-start">{t('profile.save')}</Submit>
    </Form>
  );
}
