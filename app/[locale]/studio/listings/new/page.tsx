import { Clapperboard, Download, Package, PenTool, Stamp, Ticket } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { ChoiceCards } from '#app/_ui/choice-cards.tsx';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { listingKinds } from '#lib/catalogue/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { startListingAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

const pictures = {
  physical: Package,
  download: Download,
  stream: Clapperboard,
  service: PenTool,
  ticket: Ticket,
  licence: Stamp,
} as const;

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
  const kinds = await getTranslations('kinds');
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <div className="max-w-[1080px]">
        <PageHead title={t('listings.new')} lead={t('start.lead')} />
        <Form action={startListingAction} className="grid gap-7">
          <input type="hidden" name="enterpriseId" value={enterprise.id} />
          <ChoiceCards
            name="kind"
            legend={t('start.kind')}
            hint={t('start.kind_hint')}
            cards={listingKinds.map((value) => {
              const Icon = pictures[value];
              return {
                value,
                title: t(`kind.${value}`),
                text: kinds(`start.${value}.is`),
                note: kinds(`start.${value}.needs`),
                picture: <Icon size={28} strokeWidth={1.5} />,
              };
            })}
            defaultValue="physical"
          />
          <TextInput
            name="title"
            label={t('editor.title')}
            hint={t('start.title_hint', { language: languageName(enterprise.sourceLocale, locale) })}
            lang={enterprise.sourceLocale}
            className="max-w-[640px]"
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
