import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { nameOrder, preferences } from '#app/_session/preferences.ts';
import { AddressFields } from '#app/_shop/address-fields.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Checkbox, Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { zoneCountries } from '#lib/enterprises/index.ts';
import { addressOf, readAddress, type SavedAddress } from '#lib/ordering/index.ts';
import { saveAddressAction } from '../actions.ts';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ country?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('addresses');
  return { title: t('title'), robots: { index: false } };
}

/** The address; null: a new one. Another person's is no page at all. */
async function addressOr404(actor: Actor, id: string): Promise<SavedAddress | null> {
  if (id === 'new') return null;
  try {
    return uuidPattern.test(id) ? await readAddress(actor, id) : notFound();
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

export default async function EditAddress({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/addresses', locale });
  const row = await addressOr404(actor, id);
  const t = await getTranslations('addresses');
  const asked = (await searchParams).country ?? '';
  const country = zoneCountries.includes(asked) ? asked : (row?.country ?? (await preferences(locale)).country);
  return (
    <div className="mx-auto w-full max-w-[680px]">
      <PageHead title={t(row ? 'edit_title' : 'new_title')}>
        <Link href="/account/addresses" className="link inline-flex min-h-11 items-center text-small">
          {t('back')}
        </Link>
      </PageHead>
      <form method="get" className="mb-8 grid items-end gap-3 sm:grid-cols-[1fr_auto]">
        <Select
          name="country"
          label={t('country')}
          options={countryOptions(zoneCountries, locale, await nameOrder())}
          defaultValue={country}
        />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('change_country')}
        </button>
      </form>
      <Form action={saveAddressAction} className="grid gap-6">
        <input type="hidden" name="addressId" value={row?.id ?? ''} />
        <input type="hidden" name="country" value={country} />
        <AddressFields
          country={country}
          values={row ? addressOf(row) : { name: actor.name }}
          section="section-book shipping"
        />
        {!row?.isDefault && <Checkbox name="makeDefault" label={t('make_usual_check')} />}
        <p>
          <Submit pending={t('saving')}>{t('save')}</Submit>
        </p>
      </Form>
    </div>
  );
}
