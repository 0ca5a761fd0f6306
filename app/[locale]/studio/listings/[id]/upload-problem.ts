import { getTranslations } from 'next-intl/server';
import { uploadFailure } from '#app/api/studio/upload.ts';

/** The sentence of what went wrong with an upload that came back without JavaScript; null where the address names nothing known. */
export async function uploadProblem(
  code: string | undefined,
  file: string | undefined,
  locale: string,
): Promise<string | null> {
  if (!code) return null;
  const sentence = await uploadFailure(code, locale);
  if (!sentence) return null;
  const t = await getTranslations('studio.upload');
  return file ? `${t('failed', { file: file.slice(0, 200) })} ${sentence}` : sentence;
}
