import { getFormatter, getTranslations } from 'next-intl/server';
import { fileSize } from '#app/_i18n/file-size.ts';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import type { OpenUpload } from '#lib/media/index.ts';
import { Unfinished } from './unfinished.tsx';
import { Upload } from './upload.tsx';
import { uploadWords } from './upload-words.ts';
import { Watermark } from './watermark.tsx';

/** What the buyer of a download receives or of a film sees: the versions so far, and room for a new one. */
export async function Files({
  listing,
  locale,
  locked,
  uploads,
}: {
  listing: WholeListing;
  locale: string;
  locked: boolean;
  uploads: readonly OpenUpload[];
}) {
  const t = await getTranslations('studio.files');
  const format = await getFormatter();
  const isFilm = listing.kind === 'stream';
  const files = [...listing.files].sort((a, b) => b.version - a.version);
  return (
    <section id="files" aria-labelledby="files-title" className="scroll-mt-6">
      <h2 id="files-title" className="text-large">
        {t('title')}
      </h2>
      {files.length === 0 ? (
        <p className="mt-1 mb-4 text-muted text-small">{!isFilm && t('none')}</p>
      ) : (
        <ul className="mt-2 mb-5">
          {files.map((file) => (
            <li key={file.id} className="flex flex-wrap justify-between gap-x-6 border-line border-b py-2.5 text-small">
              <span>
                {t('version', { number: file.version })} · {file.media.fileName}
              </span>
              <span className="num text-muted">
                {fileSize(Number(file.media.bytes), locale)} ·{' '}
                {format.dateTime(file.createdAt, { dateStyle: 'medium' })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {!locked && (
        <Upload
          action="/api/studio/files"
          field="file"
          purpose="file"
          maxBytes={limits.fileBytes}
          listingId={listing.id}
          locale={locale}
          label={files.length === 0 ? t('add') : t('replace')}
          hint={t(isFilm ? 'limits_film' : 'limits', { size: fileSize(limits.fileBytes, locale) })}
          words={await uploadWords(limits.fileBytes)}
          unfinished={
            <Unfinished uploads={uploads.filter(({ purpose }) => purpose === 'file')} listingId={listing.id} />
          }
        />
      )}
      {!isFilm && <Watermark listingId={listing.id} />}
    </section>
  );
}
