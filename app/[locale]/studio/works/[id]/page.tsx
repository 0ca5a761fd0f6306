import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { locale as localeOf, readField, writtenText } from '#lib/languages/index.ts';
import { licencesToShow, titleOpen, viewWork, workFields } from '#lib/rights/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { LanguageTabs, workedLanguage } from '../../_parts/language-tabs.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { workTone } from '../work-tone.ts';
import { Chain } from './chain.tsx';
import { Declared } from './declared.tsx';
import { Facts } from './facts.tsx';
import { Holders } from './holders.tsx';
import { Media } from './media.tsx';
import { Shown } from './shown.tsx';
import { Steps } from './steps.tsx';
import { Words } from './words.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ done?: string; language?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('works');
  return { title: t('page_title'), robots: { index: false } };
}

const said = ['saved', 'uploaded', 'removed', 'step', 'declared', 'submitted', 'reopened', 'withdrawn'] as const;

/** A work's record: what it is, who holds it and since when, what is kept back, and its way to being verified. */
export default async function WorkDesk({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/works" locale={locale} />;
  const work = await orNotFound(viewWork(actor, id));
  const t = await getTranslations('works');
  const { done, language } = await searchParams;
  const saying = said.find((each) => each === done);
  const source = localeOf(work.text.sourceLocale);
  const writing = workedLanguage(language, source);
  const editor = may(actor, 'work.edit', work);
  const open = editor && titleOpen(work.status);
  const shown = editor && work.status !== 'in_review';
  const written = (tag: string) => {
    const fields = work.text.translations.find((each) => each.locale === tag)?.fields;
    return workFields.filter((field) => fields instanceof Object && Reflect.get(fields, field)).length;
  };
  const [last] = work.reviews;
  const title = readField(work.text, 'title', locale);
  return (
    <>
      <StudioNav enterprise={work.enterprise} current="works" several={inSeveralEnterprises(actor)} />
      <PageHead title={title?.value ?? writtenText(work.text, 'title')} lang={title?.locale ?? source}>
        <Status kind={workTone(work.status)}>{t(`status.${work.status}`)}</Status>
      </PageHead>
      <div className="grid gap-4 pb-6 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
        {(work.status === 'draft' || work.status === 'withdrawn') && last?.reason && (
          <Notice kind="bad">
            <strong className="font-medium">
              {t(last.decision === 'refused' ? 'review.refused' : 'review.asked')}
            </strong>
            <span className="mt-1 block whitespace-pre-line">{last.reason}</span>
          </Notice>
        )}
        {work.status === 'verified' && editor && <Notice>{t('verified_note')}</Notice>}
      </div>
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-10 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid min-w-0 gap-14">
          <div className="min-w-0">
            <LanguageTabs
              path={`/studio/works/${work.id}?language=`}
              current={writing}
              source={source}
              reader={locale}
              coverage={(tag) => ({ written: written(tag), of: written(source) })}
            />
            <Words work={work} language={writing} reader={locale} open={shown} />
          </div>
          <Media work={work} open={shown} />
          <Facts work={work} locale={locale} open={open} />
          <Holders work={work} locale={locale} open={open} />
          <Chain work={work} open={open} add={editor} />
          <Declared work={work} locale={locale} open={editor} />
          <Shown work={work} licences={await licencesToShow(actor, work.id)} locale={locale} open={shown} />
        </div>
        <Steps work={work} editor={editor} />
      </div>
    </>
  );
}
