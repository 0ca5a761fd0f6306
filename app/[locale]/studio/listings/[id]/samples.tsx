import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { posterOf, SamplePlayer, sampleName } from '#app/_shop/samples.tsx';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { altTexts, type WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { type Locale, locale as localeOf, locales } from '#lib/languages/index.ts';
import type { OpenUpload } from '#lib/media/index.ts';
import { sampleAction } from './media-actions.ts';
import { Unfinished } from './unfinished.tsx';
import { Upload } from './upload.tsx';
import { uploadWords } from './upload-words.ts';

/** Sounds and films for buyers to try, in their order, and room for more. */
export async function Samples({
  listing,
  locale,
  locked,
  uploads,
}: {
  listing: WholeListing;
  locale: Locale;
  locked: boolean;
  uploads: readonly OpenUpload[];
}) {
  const t = await getTranslations('media.samples');
  const { samples } = listing;
  const room = limits.samples - samples.length;
  return (
    <section id="samples" aria-labelledby="samples-title" className="scroll-mt-6">
      <h2 id="samples-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 max-w-[64ch] text-muted text-small">{t('lead')}</p>
      {samples.length > 0 && (
        <ol className="mb-6 grid max-w-[640px] gap-6">
          {samples.map((sample, index) => (
            <li key={sample.mediaId}>
              <SamplePlayer sample={sample} sourceLocale={listing.text.sourceLocale} poster={posterOf(listing)} />
              {!locked && (
                <SampleForm
                  listing={listing}
                  sample={sample}
                  locale={locale}
                  first={index === 0}
                  last={index === samples.length - 1}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {!locked && room > 0 && (
        <Upload
          action="/api/studio/samples"
          field="samples"
          purpose="sample"
          accept="audio/mpeg,audio/ogg,audio/wav,audio/flac,audio/mp4,video/mp4,video/webm,model/gltf-binary,.m4a,.flac,.glb"
          multiple
          maxBytes={limits.sampleBytes}
          listingId={listing.id}
          locale={locale}
          label={t('add')}
          hint={[
            t('limits', {
              room,
              megabytes: limits.sampleBytes / 2 ** 20,
              minutes: limits.sampleSeconds / 60,
            }),
            (await getTranslations('models'))('limits', { megabytes: limits.modelBytes / 2 ** 20 }),
          ].join('\n')}
          words={await uploadWords(limits.sampleBytes)}
          unfinished={
            <Unfinished uploads={uploads.filter(({ purpose }) => purpose === 'sample')} listingId={listing.id} />
          }
        />
      )}
    </section>
  );
}

async function SampleForm({
  listing,
  sample,
  locale,
  first,
  last,
}: {
  listing: WholeListing;
  sample: WholeListing['samples'][number];
  locale: Locale;
  first: boolean;
  last: boolean;
}) {
  const t = await getTranslations('media.samples');
  const studio = await getTranslations('studio');
  const media = await getTranslations('media.picture');
  const titles = altTexts(sample.titles);
  const source = localeOf(listing.text.sourceLocale);
  const { value: name } = await sampleName(sample, source);
  const translated = new Set(listing.text.translations.map((translation) => translation.locale));
  const others = locales.filter((each) => each !== source);
  // The languages the listing is read in come first.
  const ordered = [...others.filter((each) => translated.has(each)), ...others.filter((each) => !translated.has(each))];
  const changes = (['earlier', 'later', 'remove'] as const).filter(
    (change) => !((change === 'earlier' && first) || (change === 'later' && last)),
  );
  return (
    <Form action={sampleAction} className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-1">
      <input type="hidden" name="listingId" value={sample.listingId} />
      <input type="hidden" name="mediaId" value={sample.mediaId} />
      <TextInput
        name={`titles.${source}`}
        label={t('name')}
        lang={source}
        defaultValue={titles[source] ?? ''}
        className="flex-1 basis-56"
      />
      <Submit kind="quiet" name="change" value="save">
        {studio('editor.save')} <span className="sr-only">{name}</span>
      </Submit>
      <details className="basis-full">
        <summary className="link inline-flex min-h-11 items-center text-small">{media('other_languages')}</summary>
        <div className="mt-2 mb-3 grid gap-4 sm:grid-cols-2">
          {ordered.map((each) => (
            <TextInput
              key={each}
              name={`titles.${each}`}
              label={languageName(each, locale)}
              lang={each}
              defaultValue={titles[each] ?? ''}
            />
          ))}
        </div>
      </details>
      <span className="flex basis-full gap-4">
        {changes.map((change) => (
          <Submit key={change} kind="text" name="change" value={change} className="px-0! text-small">
            {studio(`pictures.${change}`)} <span className="sr-only">{name}</span>
          </Submit>
        ))}
      </span>
    </Form>
  );
}
