import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { spendLinkAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string }> };

/** The page behind a mailed link. Opening it uses nothing up (mail scanners open links); pressing the button does. */
export default async function SignInLink({ params, searchParams }: Props) {
  await pageLocale(params);
  const { token } = await searchParams;
  const t = await getTranslations('account');
  return (
    <div className="mx-auto max-w-[420px]">
      <PageHead title={t('link_confirm_title')} lead={t('link_confirm_text')} />
      <Form action={spendLinkAction}>
        <input type="hidden" name="token" value={token ?? ''} />
        <Submit className="w-full">{t('sign_in')}</Submit>
      </Form>
    </div>
  );
}
