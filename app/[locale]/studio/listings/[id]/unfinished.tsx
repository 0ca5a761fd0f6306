import { getFormatter, getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { OpenUpload } from '#lib/media/index.ts';
import { dropUploadAction } from './media-actions.ts';

/** Files that were cut off, with how much of each is here: chosen again they go on from there. */
export async function Unfinished({ uploads, listingId }: { uploads: readonly OpenUpload[]; listingId: string }) {
  if (uploads.length === 0) return null;
  const t = await getTranslations('media.upload');
  const format = await getFormatter();
  return (
    <div className="mb-4 max-w-[640px] border-amber border-l-3 bg-silk px-5 py-4 text-small" data-unfinished>
      <p>{t('unfinished')}</p>
      <ul>
        {uploads.map((upload) => (
          <li key={upload.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 break-words">
              {upload.fileName}{' '}
              <span className="num text-muted">
                · {format.number(upload.arrived / upload.bytes, { style: 'percent', maximumFractionDigits: 0 })}
              </span>
            </span>
            <Form action={dropUploadAction}>
              <input type="hidden" name="uploadId" value={upload.id} />
              <input type="hidden" name="listingId" value={listingId} />
              <Submit kind="text" className="px-0! text-small">
                {t('discard')} <span className="sr-only">{upload.fileName}</span>
              </Submit>
            </Form>
          </li>
        ))}
      </ul>
    </div>
  );
}
