import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Prose } from '#app/_shop/prose.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { chainOfWork, type DeskWork, viewWork } from '#lib/rights/index.ts';
import { ChainSteps } from '../../../studio/works/[id]/chain-steps.tsx';
import { Facts } from '../../../studio/works/[id]/facts.tsx';
import { Holders } from '../../../studio/works/[id]/holders.tsx';
import { workTone } from '../../../studio/works/work-tone.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { decideWorkAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.works.title'), robots: { index: false } };
}

/** One work as staff verifies its title: what it is, who holds it by which papers, and the decision. */
export default async function VerifyWork({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await openStaffDesk(parts.works);
  if (!actor) return <StaffDoor path={`/admin/works/${id}`} />;
  const work = await orNotFound(viewWork(actor, id));
  const t = await getTranslations('works');
  const title = readField(work.text, 'title', locale);
  const description = readField(work.text, 'description', locale);
  const pending = work.reviews.find(({ decision }) => decision === 'pending');
  const broken = chainOfWork(work);
  return (
    <>
      <StaffNav actor={actor} current="works" />
      <PageHead title={title?.value ?? ''} lead={nameFor(work.enterprise, locale)}>
        <Status kind={workTone(work.status)}>{t(`status.${work.status}`)}</Status>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-10 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-12">
          <ul className="grid grid-cols-3 gap-3 sm:grid-cols-5">
            {work.pictures.map(({ mediaId }, at) => (
              <li key={mediaId} className="aspect-square overflow-hidden rounded-md bg-silk">
                <Picture mediaId={mediaId} alt={t('media.picture', { number: at + 1 })} sizes="160px" maxWidth={480} />
              </li>
            ))}
          </ul>
          {description && (
            <div lang={description.locale}>
              <Prose text={description.value} />
            </div>
          )}
          <Facts work={work} locale={locale} open={false} />
          <Holders work={work} locale={locale} open={false} />
          <section aria-labelledby="chain-title">
            <h2 id="chain-title" className="mb-4 text-large">
              {t('chain.title')}
            </h2>
            {broken && (
              <div className="mb-5">
                <Notice kind="bad">{t(`queue.broken.${broken.kind}`)}</Notice>
              </div>
            )}
            <ChainSteps work={work} />
          </section>
          <History work={work} />
        </div>
        {pending && <Decide work={work} review={pending.number} locale={locale} />}
      </div>
    </>
  );
}

async function Decide({ work, review, locale }: { work: DeskWork; review: number; locale: Locale }) {
  const t = await getTranslations('works.queue');
  const verified = work.enterprise.status === 'verified';
  return (
    <section className="rounded-md bg-silk p-6 lg:sticky lg:top-6">
      <h2 className="mb-4 text-large">{t('decide')}</h2>
      {!verified && (
        <div className="mb-4">
          <Notice>{t('verify_first')}</Notice>
        </div>
      )}
      <Form action={decideWorkAction} className="grid gap-4">
        <input type="hidden" name="workId" value={work.id} />
        <input type="hidden" name="review" value={review} />
        <TextArea
          name="reason"
          rows={4}
          label={t('reason')}
          hint={t('reason_hint', { language: languageName(work.enterprise.sourceLocale, locale) })}
        />
        <Submit name="decision" value="approved">
          {t('approve')}
        </Submit>
        <Submit kind="quiet" name="decision" value="changes_requested">
          {t('ask')}
        </Submit>
        <Submit kind="danger" name="decision" value="refused">
          {t('refuse')}
        </Submit>
      </Form>
    </section>
  );
}

async function History({ work }: { work: DeskWork }) {
  const t = await getTranslations('works.queue');
  const format = await getFormatter();
  const past = work.reviews.filter(({ decision }) => decision !== 'pending');
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-3 text-large">
        {t('history')}
      </h2>
      <ol className="grid gap-3 text-small">
        {past.map(({ id, decision, decidedAt, submittedAt, reason }) => (
          <li key={id} className="border-line border-b pb-3">
            {t(`decisions.${decision}`)} · {format.dateTime(decidedAt ?? submittedAt, { dateStyle: 'medium' })}
            {reason && <span className="mt-1 block whitespace-pre-line text-muted">{reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
