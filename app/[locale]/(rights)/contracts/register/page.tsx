import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { registerAction } from '#app/_contracts/actions.ts';
import { redirect } from '#app/_i18n/navigation.ts';
import { TermsBuilder } from '#app/_rights/deals/terms-builder.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { enterprisesOf, nameFor } from '#lib/enterprises/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { verifiedWorks } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('contracts');
  return { title: t('register.title'), robots: { index: false } };
}

/** A contract signed on paper: its file, and its terms typed by hand. */
export default async function Register({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/contracts/register', locale });
  const t = await getTranslations('contracts');
  const sublicences = await getTranslations('sublicences.invite');
  const all = await enterprisesOf(actor);
  const enterprises = all.filter(({ id }) => may(actor, 'contract.sign', { enterpriseId: id }));
  const [first] = enterprises;
  if (!first) return redirect({ href: '/deals', locale });
  const works = (await Promise.all(enterprises.map(({ id }) => verifiedWorks({ enterpriseId: id })))).flat();
  return (
    <div className="mx-auto w-full max-w-[1080px]">
      <PageHead title={t('register.title')} lead={t('register.lead')} />
      <Form action={registerAction} className="grid gap-7">
        <FileField
          name="file"
          label={t('register.file')}
          hint={t('register.file_hint')}
          accept="application/pdf,.pdf"
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            name="enterpriseId"
            label={t('register.enterprise')}
            options={enterprises.map((each) => ({ value: each.id, label: nameFor(each, locale) }))}
            defaultValue={first.id}
          />
          <Select
            name="role"
            label={t('register.role')}
            options={[
              { value: 'holder', label: t('register.as_holder') },
              { value: 'licensee', label: t('register.as_licensee') },
            ]}
            defaultValue="holder"
          />
          <TextInput
            name="work"
            label={t('register.work')}
            hint={t('register.work_hint')}
            suggestions={works.map(({ slug, text }) => ({ value: slug, label: fieldText(text, 'title', locale) }))}
            required
          />
          <TextInput name="other" label={t('register.other')} hint={sublicences('name_hint')} required />
        </div>
        <TermsBuilder
          locale={locale}
          terms={undefined}
          currency={first.currency}
          today={isoDay(now())}
          works={[]}
          settled
        />
        <Submit pending={t('register.sending')}>{t('register.send')}</Submit>
      </Form>
    </div>
  );
}
