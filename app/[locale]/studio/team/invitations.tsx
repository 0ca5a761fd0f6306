import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { openInvitations } from '#lib/enterprises/index.ts';
import { allLocaleFacts, type Locale } from '#lib/languages/index.ts';
import type { OwnEnterprise } from '../_parts/desk.ts';
import { inviteAction, resendAction, revokeAction } from './actions.ts';
import { RoleFields, type RoleWords } from './role-fields.tsx';

type Invitation = Awaited<ReturnType<typeof openInvitations>>[number];

/** Those who were invited and have not answered. */
export async function Invitations({
  invitations,
  enterprise,
}: {
  invitations: readonly Invitation[];
  enterprise: OwnEnterprise;
}) {
  const t = await getTranslations('team');
  const format = await getFormatter();
  return (
    <ul className="border-line border-t">
      {invitations.map((invitation) => {
        const expired = invitation.expiresAt <= now();
        const hidden = (
          <>
            <input type="hidden" name="invitationId" value={invitation.id} />
            <input type="hidden" name="enterprise" value={enterprise.slug} />
          </>
        );
        return (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-line border-b py-4"
          >
            <div className="min-w-0">
              <p className="[overflow-wrap:anywhere]">{invitation.email}</p>
              <p className="text-muted text-small">
                {format.list(
                  invitation.roles.map((role) => t(`roles.${role}.name`)),
                  { type: 'conjunction' },
                )}
              </p>
              <Status kind={expired ? 'bad' : 'waiting'}>
                {t(expired ? 'expired' : 'expires', {
                  date: format.dateTime(invitation.expiresAt, { dateStyle: 'medium' }),
                })}
              </Status>
            </div>
            <div className="flex flex-wrap gap-x-5">
              {invitation.sends < limits.invitationSends && (
                <Form action={resendAction}>
                  {hidden}
                  <Submit kind="text" className="px-0!" pending={t('saving')}>
                    {t('resend')} <span className="sr-only">{invitation.email}</span>
                  </Submit>
                </Form>
              )}
              <Form action={revokeAction}>
                {hidden}
                <Submit kind="text" className="px-0!" pending={t('saving')}>
                  {t('revoke')} <span className="sr-only">{invitation.email}</span>
                </Submit>
              </Form>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Invites somebody: to which address, to do what, and in which language the mail is. */
export async function InviteForm({
  enterprise,
  roles,
  locale,
}: {
  enterprise: OwnEnterprise;
  roles: readonly RoleWords[];
  locale: Locale;
}) {
  const t = await getTranslations('team');
  return (
    <Form action={inviteAction} className="grid max-w-[760px] gap-5 rounded-md bg-silk p-6">
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
      <div className="grid gap-5 sm:grid-cols-[1.6fr_1fr]">
        <TextInput name="email" type="email" inputMode="email" autoComplete="off" label={t('email')} required />
        <Select
          name="locale"
          label={t('mail_language')}
          options={allLocaleFacts().map(({ tag, name }) => ({ value: tag, label: name }))}
          defaultValue={locale}
        />
      </div>
      <RoleFields legend={t('roles_label')} roles={roles} />
      <Submit className="justify-self-start" pending={t('sending')}>
        {t('invite_send')}
      </Submit>
    </Form>
  );
}
