import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { startListingSchema } from '#lib/catalogue/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { startListingAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('listings.new'), robots: { index: false } };
}

export default async function NewListing({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/listings/new" locale={locale} />;
  const { enterprise, several } = desk;
  const t = await getTranslations('studio');
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <div className="max-w-[640px]">
        <PageHead title={t('listings.new')} lead={t('start.lead')} />
        <Form action={startListingAction} className="grid gap-5">
          <input type="hidden" name="enterpriseId" value={enterprise.id} />
          <Select
            name="kind"
            label={t('start.kind')}
            hint={t('start.kind_hint')}
            options={startListingSchema.shape.kind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
            defaultValue="physical"
          />
          <TextInput
            name="title"
            label={t('editor.title')}
            hint={t('start.title_hint', { language: languageName(enterprise.sourceLocale, locale) })}
            lang={enterprise.sourceLocale}
            required
          />
          <div>
            <Submit pending={t('start.submitting')}>{t('start.submit')}</Submit>
          </div>
        </Form>
      </div>
    </>
  );
}
