import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { type InvitationView, nameFor, viewInvitation } from '#lib/enterprises/index.ts';
import { acceptAction, declineAction, joinAction, switchAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('team');
  return { title: t('join.page_title'), robots: { index: false }, referrer: 'no-referrer' };
}

/** The page behind the link of an invitation. Opening it changes nothing; a button does. */
export default async function Join({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { token = '' } = await searchParams;
  const [invitation, actor] = await Promise.all([viewInvitation(token.slice(0, 100)), currentActor()]);
  const t = await getTranslations('team');
  if (invitation?.state !== 'open') {
    const state = invitation?.state ?? 'unknown';
    return (
      <EmptyState whole title={t(`join.over.${state}.title`)} text={t(`join.over.${state}.text`)}>
        <Link href={state === 'accepted' ? '/studio' : '/'} className={buttonStyle()}>
          {t(state === 'accepted' ? 'join.to_studio' : 'join.to_home')}
        </Link>
      </EmptyState>
    );
  }
  const { enterprise, inviter, roles } = invitation;
  return (
    <div className="mx-auto max-w-[560px] pb-10">
      <PageHead
        title={t('join.title', { enterprise: nameFor(enterprise, locale) })}
        lead={
          inviter
            ? t('join.lead', { inviter, enterprise: nameFor(enterprise, locale) })
            : t('join.lead_nobody', { enterprise: nameFor(enterprise, locale) })
        }
      />
      <p className="font-medium text-small">{t('join.you_may')}</p>
      <ul className="mt-2 mb-7 border-line border-t">
        {roles.map((role) => (
          <li key={role} className="border-line border-b py-3">
            {t(`roles.${role}.name`)}
            <span className="block text-muted text-small">{t(`roles.${role}.may`)}</span>
          </li>
        ))}
      </ul>
      <Answer invitation={invitation} actor={actor} token={token} />
    </div>
  );
}

/** What this visitor can do: accept, make an account, sign in, or change to the account that was invited. */
async function Answer({ invitation, actor, token }: { invitation: InvitationView; actor: Actor; token: string }) {
  const t = await getTranslations('team.join');
  const { email } = invitation;
  const hidden = <input type="hidden" name="token" value={token} />;
  const decline = (
    <Form action={declineAction}>
      {hidden}
      <Submit kind="text">{t('decline')}</Submit>
    </Form>
  );
  if (actor.type === 'person' && actor.email.toLowerCase() !== email.toLowerCase()) {
    return (
      <Notice>
        <p className="font-medium">{t('other_account_title')}</p>
        <p className="mt-1">{t('other_account', { invited: email, current: actor.email })}</p>
        <Form action={switchAction} className="mt-4">
          {hidden}
          <Submit>{t('switch')}</Submit>
        </Form>
        <p className="mt-3 text-muted text-small">{t('other_account_ask')}</p>
      </Notice>
    );
  }
  if (actor.type === 'person') {
    return (
      <div className="flex flex-wrap items-center gap-4">
        <Form action={acceptAction}>
          {hidden}
          <Submit pending={t('joining')}>{t('accept')}</Submit>
        </Form>
        {decline}
      </div>
    );
  }
  if (invitation.hasAccount) {
    return (
      <>
        <p className="mb-4">{t('has_account', { email })}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Link href={`/sign-in?next=/join?token=${encodeURIComponent(token)}`} className={buttonStyle()}>
            {t('sign_in')}
          </Link>
          {decline}
        </div>
      </>
    );
  }
  return (
    <>
      <Form action={joinAction} className="grid gap-5">
        {hidden}
        <p>{t('new_account', { email })}</p>
        <TextInput name="name" label={t('name')} hint={t('name_hint')} autoComplete="name" required />
        <Submit className="justify-self-start" pending={t('joining')}>
          {t('accept_new')}
        </Submit>
      </Form>
      <div className="mt-4">{decline}</div>
    </>
  );
}
