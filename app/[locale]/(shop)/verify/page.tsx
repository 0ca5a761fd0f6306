import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { verifyAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('contracts');
  return { title: t('verify.title'), description: t('verify.lead') };
}

/** Anybody drops a contract's file here and is told whether it is genuine. */
export default async function Verify({ params }: Props) {
  await pageLocale(params);
  const t = await getTranslations('contracts');
  return (
    <div className="mx-auto w-full max-w-[680px]">
      <PageHead title={t('verify.title')} lead={t('verify.lead')} />
      <Form action={verifyAction} className="grid gap-5 [overflow-wrap:anywhere]">
        <FileField name="file" label={t('verify.file')} hint={t('verify.file_hint')} accept="application/pdf,.pdf" />
        <Submit pending={t('verify.sending')}>{t('verify.send')}</Submit>
      </Form>
      <h2 className="mt-12 mb-2 text-large">{t('verify.how')}</h2>
      <p className="max-w-[62ch] text-muted">{t('verify.how_text')}</p>
    </div>
  );
}
