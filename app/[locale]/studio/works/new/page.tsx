import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { workKinds } from '#lib/rights/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { startWorkAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('works.start');
  return { title: t('title'), robots: { index: false } };
}

/** A work begins with what it is and what it is called. */
export default async function NewWork({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'work.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/works/new" locale={locale} />;
  const { enterprise, several } = desk;
  const t = await getTranslations('works');
  const rights = await getTranslations('rights');
  return (
    <>
      <StudioNav enterprise={enterprise} current="works" several={several} />
      <PageHead title={t('start.title')} lead={t('start.lead')} />
      <Form action={startWorkAction} className="grid max-w-[640px] gap-6">
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <Select
          name="kind"
          label={t('facts.kind')}
          empty={t('choose')}
          options={workKinds.map((kind) => ({ value: kind, label: rights(`kind.${kind}`) }))}
        />
        <TextInput
          name="title"
          label={t('words.title')}
          hint={t('start.title_hint', { language: languageName(enterprise.sourceLocale, locale) })}
          lang={enterprise.sourceLocale}
          required
        />
        <div>
          <Submit pending={t('saving')}>{t('start.submit')}</Submit>
        </div>
      </Form>
    </>
  );
}
