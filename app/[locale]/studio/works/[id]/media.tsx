import { getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { sampleName, sampleSize } from '#app/_shop/samples.tsx';
import { TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import type { DeskWork } from '#lib/rights/index.ts';
import { addPictureAction, addSampleAction, leadAction, removeMediaAction } from '../actions.ts';
import { Section } from './section.tsx';

const megabytes = (bytes: number) => Math.floor(bytes / 2 ** 20);

/** What of a work is seen and heard before anybody asks for it. */
export async function Media({ work, open }: { work: DeskWork; open: boolean }) {
  const t = await getTranslations('works.media');
  const models = await getTranslations('models');
  const locale = await readerLocale();
  const samples = await Promise.all(
    work.samples.map(async (sample) => ({ sample, name: await sampleName(sample, work.text.sourceLocale) })),
  );
  return (
    <>
      <Section id="pictures" title={t('pictures')} lead={t('pictures_lead')}>
        <ul className="mb-4 grid grid-cols-2 gap-4 empty:hidden sm:grid-cols-4">
          {work.pictures.map(({ mediaId }, at) => (
            <li key={mediaId} className="min-w-0">
              <div className="aspect-square overflow-hidden rounded-md bg-silk">
                <Picture
                  mediaId={mediaId}
                  alt={t('picture', { number: at + 1 })}
                  sizes="(max-width: 640px) 44vw, 180px"
                  maxWidth={480}
                />
              </div>
              {open && (
                <div className="flex flex-wrap gap-x-4">
                  {at > 0 && (
                    <Act action={leadAction} work={work} mediaId={mediaId} label={t('lead')} number={at + 1} />
                  )}
                  <Act action={removeMediaAction} work={work} mediaId={mediaId} label={t('remove')} number={at + 1} />
                </div>
              )}
            </li>
          ))}
        </ul>
        {open && work.pictures.length < limits.pictures && (
          <Form action={addPictureAction} key={work.version}>
            <FormDetails summary={t('add_picture')}>
              <input type="hidden" name="workId" value={work.id} />
              <FileField
                name="picture"
                label={t('file')}
                accept="image/*"
                hint={t('picture_limits', { megabytes: megabytes(limits.pictureBytes) })}
              />
              <TextInput name="alt" label={t('alt')} hint={t('alt_hint')} lang={work.text.sourceLocale} />
              <div>
                <Submit kind="quiet" pending={t('uploading')}>
                  {t('upload')}
                </Submit>
              </div>
            </FormDetails>
          </Form>
        )}
      </Section>
      <Section id="samples" title={t('samples')} lead={t('samples_lead')}>
        <ul className="mb-4 empty:hidden">
          {samples.map(({ sample, name }, at) => (
            <li
              key={sample.mediaId}
              className="flex flex-wrap items-center justify-between gap-x-6 border-line border-b py-1 text-small"
            >
              <span lang={name.locale}>
                {name.value} <span className="num text-muted">{sampleSize(sample, locale)}</span>
              </span>
              {open && (
                <Act
                  action={removeMediaAction}
                  work={work}
                  mediaId={sample.mediaId}
                  label={t('remove')}
                  number={at + 1}
                />
              )}
            </li>
          ))}
        </ul>
        {open && work.samples.length < limits.workSamples && (
          <Form action={addSampleAction} key={work.version}>
            <FormDetails summary={t('add_sample')}>
              <input type="hidden" name="workId" value={work.id} />
              <p className="text-muted text-small">{models('limits', { megabytes: megabytes(limits.modelBytes) })}</p>
              <FileField
                name="sample"
                label={t('file')}
                accept="audio/*,video/mp4,video/webm,model/gltf-binary,.glb"
                hint={t('sample_limits', { megabytes: megabytes(limits.workSampleBytes) })}
              />
              <TextInput name="title" label={t('sample_title')} lang={work.text.sourceLocale} />
              <div>
                <Submit kind="quiet" pending={t('uploading')}>
                  {t('upload')}
                </Submit>
              </div>
            </FormDetails>
          </Form>
        )}
      </Section>
    </>
  );
}

function Act({
  action,
  work,
  mediaId,
  label,
  number,
}: {
  action: typeof leadAction;
  work: DeskWork;
  mediaId: string;
  label: string;
  number: number;
}) {
  return (
    <Form action={action}>
      <input type="hidden" name="workId" value={work.id} />
      <input type="hidden" name="mediaId" value={mediaId} />
      <Submit kind="text">
        {label} <span className="sr-only">{number}</span>
      </Submit>
    </Form>
  );
}
