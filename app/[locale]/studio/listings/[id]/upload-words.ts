import { getTranslations } from 'next-intl/server';
import { fileSize } from '#app/_i18n/file-size.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import type { UploadWords } from './upload.tsx';

/** What the upload says while it works, in the reader's language. */
export async function uploadWords(maxBytes: number): Promise<UploadWords> {
  const t = await getTranslations('media.upload');
  const studio = await getTranslations('studio.upload');
  const errors = await getTranslations('errors');
  return {
    send: studio('send'),
    choose: t('choose'),
    drop: t('drop'),
    waiting: t('waiting'),
    sending: t('sending'),
    checking: t('checking'),
    done: studio('done'),
    refused: t('refused'),
    stopped: t('stopped'),
    cancel: t('cancel'),
    again: t('again'),
    dismiss: t('dismiss'),
    tooLarge: errors('media.too_large', { size: fileSize(maxBytes, await readerLocale()) }),
  };
}
