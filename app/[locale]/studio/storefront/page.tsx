import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { coverage, documentsOf, readDraft } from '#lib/enterprises/index.ts';
import { locale as localeOf } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { LanguageTabs, workedLanguage } from '../_parts/language-tabs.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { Certificates } from './_parts/certificates.tsx';
import { FrontNav } from './_parts/front-nav.tsx';
import { People } from './_parts/people.tsx';
import { PublishBar } from './_parts/publish-bar.tsx';
import { Slot } from './_parts/slot.tsx';
import { slotProblem } from './_parts/slot-problem.ts';
import { WordsForm } from './_parts/words-form.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('storefront');
  return { title: t('nav'), robots: { index: false } };
}

const said = ['saved', 'published', 'discarded', 'restored', 'uploaded'] as const;

export default async function StorefrontDesk({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'storefront.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/storefront" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('storefront');
  const { done, language, problem } = await searchParams;
  const draft = await readDraft(actor, enterprise.id);
  const source = localeOf(enterprise.sourceLocale);
  const place = { draft, language: workedLanguage(language, source) };
  const saying = said.find((each) => each === done);
  const wrong = await slotProblem(problem);
  const documents = await documentsOf(draft.content);
  return (
    <>
      <StudioNav enterprise={enterprise} current="storefront" several={several} />
      <PageHead title={t('nav')} lead={t('lead')} />
      <FrontNav enterprise={enterprise.slug} current="words" />
      <div className="grid gap-4 pb-6 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
        {wrong && (
          <Notice kind="bad" role="alert">
            {wrong}
          </Notice>
        )}
      </div>
      <PublishBar place={place} />
      <section id="pictures" aria-labelledby="pictures-title" className="mb-10 scroll-mt-6">
        <h2 id="pictures-title" className="mb-4 text-title">
          {t('part.pictures')}
        </h2>
        <div className="grid gap-8 sm:grid-cols-2">
          <Slot
            place={place}
            slot="banner"
            label={t('slot.banner')}
            mediaId={draft.content.bannerMediaId}
            locale={locale}
            className="aspect-5/4 w-full max-w-80"
          />
          <Slot place={place} slot="logo" label={t('slot.logo')} mediaId={draft.content.logoMediaId} locale={locale} />
        </div>
      </section>
      <LanguageTabs
        path={`/studio/storefront?enterprise=${enterprise.slug}&language=`}
        current={place.language}
        source={source}
        reader={locale}
        coverage={(tag) => coverage(draft.content, source, tag)}
      />
      <div className="grid max-w-[1080px] gap-14">
        <WordsForm place={place} reader={locale} />
        <People place={place} locale={locale} />
        <Certificates place={place} locale={locale} documents={documents} />
      </div>
    </>
  );
}
