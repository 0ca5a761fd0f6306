import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { lastRevision } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { fieldText, locale as localeOf } from '#lib/languages/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { listingOr404 } from '../../_parts/listing.ts';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { listingTone } from '../../_parts/tones.ts';
import { Editor } from './editor.tsx';
import { Files } from './files.tsx';
import { KindFields } from './kind-fields.tsx';
import { Pictures } from './pictures.tsx';
import { Steps } from './steps.tsx';
import { uploadProblem } from './upload-problem.ts';
import { VariantsSection } from './variants-section.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ done?: string; problem?: string; file?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('editor.page_title'), robots: { index: false } };
}

const said = ['saved', 'submitted', 'reopened', 'archived', 'uploaded'] as const;

export default async function EditListing({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const listing = await listingOr404(actor, id);
  if (!may(actor, 'listing.edit', listing)) return redirect({ href: `/studio/listings/${id}/preview`, locale });
  const t = await getTranslations('studio');
  const { done, problem, file } = await searchParams;
  const revision = await lastRevision(actor, listing);
  const source = localeOf(listing.text.sourceLocale);
  const saying = said.find((each) => each === done);
  const wrong = await uploadProblem(problem, file, locale);
  const locked = listing.status === 'in_review';
  const asked = (listing.status === 'changes_requested' || listing.status === 'refused') && revision?.reason;
  return (
    <>
      <StudioNav enterprise={listing.enterprise} current="listings" several={actor.memberships.length > 1} />
      <PageHead title={fieldText(listing.text, 'title', source)} lang={source}>
        <Status kind={listingTone[listing.status]}>{t(`state.${listing.status}`)}</Status>
      </PageHead>
      <div className="grid gap-4 pb-6 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`editor.done.${saying}`)}
          </Notice>
        )}
        {wrong && (
          <Notice kind="bad" role="alert">
            {wrong}
          </Notice>
        )}
        {asked && (
          <Notice kind="bad">
            <h2 className="font-medium font-sans text-base">{t(`editor.asked.${listing.status}`)}</h2>
            <p className="mt-1 whitespace-pre-line">{asked}</p>
          </Notice>
        )}
        {locked && <Notice>{t('editor.locked')}</Notice>}
        {listing.status === 'live' && <Notice>{t('editor.live_note')}</Notice>}
      </div>
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_340px]">
        <div className="grid min-w-0 gap-12">
          <Pictures listing={listing} locale={locale} locked={locked} />
          {(listing.kind === 'download' || listing.kind === 'stream') && (
            <Files listing={listing} locale={locale} locked={locked} />
          )}
          <KindFields listing={listing} locale={locale} locked={locked} />
          {listing.kind !== 'stream' && listing.kind !== 'licence' && (
            <VariantsSection listing={listing} locked={locked} />
          )}
          {!locked && <Editor listing={listing} locale={locale} />}
        </div>
        <Steps listing={listing} />
      </div>
    </>
  );
}
