import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { confirmStockAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.back');
  return { title: t('confirm_title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** Mail scanners open links, so opening this one confirms nothing: the button does. */
export default async function ConfirmWaiting({ params, searchParams }: Props) {
  await pageLocale(params);
  const t = await getTranslations('lists.back');
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHead title={t('confirm_title')} lead={t('confirm_text')} />
      <Form action={confirmStockAction}>
        <input type="hidden" name="token" value={(await searchParams).token ?? ''} />
        <Submit>{t('confirm')}</Submit>
      </Form>
    </div>
  );
}
