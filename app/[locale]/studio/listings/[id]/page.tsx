import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { LiveDesk } from '#app/_studio/desk/live-desk.tsx';
import { PreviewPanel } from '#app/_studio/desk/preview-panel.tsx';
import { Sides } from '#app/_studio/desk/sides.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { formFields, missingOf, typedFields } from '#lib/catalogue/index.ts';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { allLocaleFacts, locale as localeOf } from '#lib/languages/index.ts';
import { openUploads } from '#lib/media/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { listingTone } from '../../_parts/tones.ts';
import { deskWords } from './desk-words.ts';
import { editedListing } from './edited.ts';
import { Editor } from './editor.tsx';
import { Files } from './files.tsx';
import { KindFields } from './kind-fields.tsx';
import { Licensed } from './licensed.tsx';
import { Pictures } from './pictures.tsx';
import { SaleSection } from './sale-section.tsx';
import { Samples } from './samples.tsx';
import { Standing, Undo } from './standing.tsx';
import { Steps } from './steps.tsx';
import { uploadProblem } from './upload-problem.ts';
import { VariantsSection } from './variants-section.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ done?: string; v?: string; problem?: string; file?: string; removed?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('editor.page_title'), robots: { index: false } };
}

const said = [
  'saved',
  'submitted',
  'reopened',
  'archived',
  'uploaded',
  'unshelved',
  'discarded',
  'duplicated',
  'scheduled',
  'restored',
] as const;

export default async function EditListing({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { actor, listing, locked } = edited;
  const t = await getTranslations('studio');
  const life = await getTranslations('life');
  const { done, v = '', problem, file, removed } = await searchParams;
  const saying = said.find((each) => each === done);
  const wrong = await uploadProblem(problem, file, locale);
  const fields = locked ? null : typedFields(formFields(listing), locale);
  const uploads = await openUploads(actor, listing);
  return (
    <>
      <StudioNav enterprise={listing.enterprise} current="listings" several={inSeveralEnterprises(actor)} />
      <PageHead title={listing.content.words['title'] ?? ''} lang={localeOf(listing.text.sourceLocale)}>
        <Status kind={listingTone[listing.status]}>{t(`state.${listing.status}`)}</Status>
      </PageHead>
      <LiveDesk
        listingId={listing.id}
        personId={actor.userId}
        locale={locale}
        fields={fields}
        missing={missingOf(listing)}
        proposal={listing.approved !== null}
        words={await deskWords()}
      >
        <div className="grid gap-4 pb-6 empty:hidden">
          {saying && (
            <Notice kind="good" role="status">
              {t(`editor.done.${saying}`)}
              {saying === 'archived' && <Undo listing={listing} />}
            </Notice>
          )}
          {wrong && (
            <Notice kind="bad" role="alert">
              {wrong}
            </Notice>
          )}
          <Standing edited={edited} />
          <p>
            <Link
              href={`/studio/translations/order?text=${listing.text.id}&enterprise=${listing.enterprise.slug}`}
              className="link inline-flex min-h-8 items-center text-small"
            >
              {(await getTranslations('translation_jobs'))('from_listing')}
            </Link>
          </p>
        </div>
        <Sides
          words={{ edit: life('sides.edit'), preview: life('sides.preview'), label: life('sides.label') }}
          steps={<Steps listing={listing} locked={locked} />}
          preview={
            <PreviewPanel
              listingId={listing.id}
              locales={allLocaleFacts().map(({ tag, name }) => ({ tag, name }))}
              words={{
                title: t('preview.title'),
                language: t('preview.language'),
                width: life('preview.width'),
                phone: life('preview.phone'),
                desktop: life('preview.desktop'),
              }}
            />
          }
        >
          <Pictures listing={listing} locale={locale} locked={locked} uploads={uploads} removed={removed} />
          <Samples listing={listing} locale={locale} locked={locked} uploads={uploads} />
          {(listing.kind === 'download' || listing.kind === 'stream') && (
            <Files listing={listing} locale={locale} locked={locked} uploads={uploads} />
          )}
          <KindFields listing={listing} locale={locale} locked={locked} />
          {listing.kind !== 'licence' && <Licensed listing={listing} locale={locale} locked={locked} />}
          {listing.kind !== 'stream' && listing.kind !== 'licence' && (
            <VariantsSection listing={listing} locked={listing.status === 'in_review'} />
          )}
          {listing.kind !== 'licence' && <SaleSection listing={listing} locked={listing.status === 'in_review'} />}
          {fields && <Editor key={v} listing={listing} fields={fields} locale={locale} />}
        </Sides>
      </LiveDesk>
    </>
  );
}
