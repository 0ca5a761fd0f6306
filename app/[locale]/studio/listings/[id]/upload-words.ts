import { getTranslations } from 'next-intl/server';
import type { UploadWords } from './upload.tsx';

/** What the upload says while it works, in the reader's language. `{file}` stands where the file's name goes. */
export async function uploadWords(maxBytes: number): Promise<UploadWords> {
  const t = await getTranslations('studio.upload');
  const errors = await getTranslations('errors');
  return {
    send: t('send'),
    sending: t('sending', { file: '{file}' }),
    done: t('done'),
    failed: t('failed', { file: '{file}' }),
    tooLarge: errors('media.too_large', { megabytes: maxBytes / 2 ** 20 }),
    away: t('away'),
  };
}
