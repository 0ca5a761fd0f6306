import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { demoPeople } from '#lib/identity/index.ts';
import { demoAction, sendLinkAction, signInAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('account');
  return { title: t('sign_in_title'), robots: { index: false } };
}

/** Where each part of the demo lands: on work to do. */
const workOf: Readonly<Record<string, string>> = {
  buyer: '/browse',
  enterprise: '/studio/orders',
  licensor: '/deals',
  licensee: '/rights',
  translator: '/translate',
  moderator: '/admin/moderation',
  finance: '/admin/ledger',
};

export default async function SignIn({ params, searchParams }: Props) {
  await pageLocale(params);
  const { next } = await searchParams;
  const t = await getTranslations('account');
  const people = await demoPeople();
  return (
    <div className="mx-auto max-w-[920px]">
      <PageHead title={t('sign_in_title')} />
      <div className="grid gap-x-16 gap-y-12 md:grid-cols-2">
        <div>
          <Form action={signInAction} className="grid gap-5">
            <input type="hidden" name="next" value={next ?? ''} />
            <TextInput name="email" type="email" label={t('email')} autoComplete="email" required />
            <TextInput name="password" type="password" label={t('password')} autoComplete="current-password" required />
            <Submit>{t('sign_in')}</Submit>
          </Form>
          <p className="mt-5 text-small">
            <Link href="/sign-up" className="link">
              {t('no_account')}
            </Link>
          </p>
          <h2 className="mt-10 mb-4 text-large">{t('link_title')}</h2>
          <Form action={sendLinkAction} className="grid gap-5">
            <TextInput name="email" type="email" label={t('email')} autoComplete="email" required />
            <Submit kind="quiet">{t('link_send')}</Submit>
          </Form>
        </div>
        {people.length > 0 && (
          <section className="rounded-md bg-silk p-6">
            <h2 className="text-large">{t('demo_title')}</h2>
            <p className="mt-1 mb-4 text-muted text-small">{t('demo_text')}</p>
            <ul className="grid gap-2">
              {people.map((person) => (
                <li key={person.email}>
                  <Form action={demoAction}>
                    <input type="hidden" name="email" value={person.email} />
                    <input type="hidden" name="next" value={next ?? workOf[person.part] ?? ''} />
                    <Submit kind="quiet" className="w-full justify-between! bg-card text-left!">
                      <span lang={person.locale} className="shrink-0 whitespace-nowrap">
                        {person.name}
                      </span>
                      <span className="text-right font-normal text-muted text-small">{t(`demo.${person.part}`)}</span>
                    </Submit>
                  </Form>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}
