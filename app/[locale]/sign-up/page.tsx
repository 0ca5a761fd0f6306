import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { signUpAction } from '../sign-in/actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('account');
  return { title: t('sign_up_title'), robots: { index: false } };
}

export default async function SignUp({ params, searchParams }: Props) {
  await pageLocale(params);
  const { next } = await searchParams;
  const t = await getTranslations('account');
  return (
    <div className="mx-auto max-w-[420px]">
      <PageHead title={t('sign_up_title')} />
      <Form action={signUpAction} className="grid gap-5">
        <input type="hidden" name="next" value={next ?? ''} />
        <TextInput name="name" label={t('name')} autoComplete="name" required />
        <TextInput name="email" type="email" label={t('email')} autoComplete="email" required />
        <TextInput
          name="password"
          type="password"
          label={t('password')}
          hint={t('password_hint')}
          autoComplete="new-password"
          required
        />
        <Submit>{t('sign_up')}</Submit>
      </Form>
      <p className="mt-5 text-small">
        <Link href="/sign-in" className="link">
          {t('have_account')}
        </Link>
      </p>
    </div>
  );
}
