import { getFormatter, getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Member } from '#lib/enterprises/index.ts';
import type { OwnEnterprise } from '../_parts/desk.ts';
import { leaveAction, removeAction, rolesAction } from './actions.ts';
import { RoleFields, type RoleWords } from './role-fields.tsx';

/** Somebody of the team: what they may do, and for owners what can be changed about that. */
export async function MemberCard({
  member,
  enterprise,
  roles,
  manages,
  lastOwner,
}: {
  member: Member;
  enterprise: OwnEnterprise;
  roles: readonly RoleWords[];
  manages: boolean;
  /** Whether this is the only owner, who has to stay one. */
  lastOwner: boolean;
}) {
  const t = await getTranslations('team');
  const format = await getFormatter();
  const where = (
    <>
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
      <input type="hidden" name="userId" value={member.userId} />
    </>
  );
  return (
    <li className="grid gap-x-8 gap-y-3 border-line border-b py-5 md:grid-cols-[1fr_1.4fr]">
      <div className="min-w-0">
        <p className="font-medium">
          {member.name}
          {member.self && <span className="font-normal text-jade text-small"> · {t('you')}</span>}
        </p>
        <p className="text-muted text-small [overflow-wrap:anywhere]">{member.email}</p>
        <p className="text-muted text-small">
          {t('since', { date: format.dateTime(member.since, { dateStyle: 'medium' }) })}
        </p>
      </div>
      <div className="min-w-0">
        <ul className="grid gap-1.5">
          {member.roles.map((role) => (
            <li key={role}>
              <span className="font-medium text-small">{t(`roles.${role}.name`)}</span>
              <span className="block text-muted text-small">{t(`roles.${role}.may`)}</span>
            </li>
          ))}
        </ul>
        {lastOwner && manages && <p className="mt-2 text-muted text-small">{t('last_owner')}</p>}
        {manages && !lastOwner && (
          <Form action={rolesAction}>
            {where}
            <FormDetails summary={t('change_roles')}>
              {member.roles.includes('owner') && <p className="text-small">{t('owner_steps_down')}</p>}
              <RoleFields legend={t('roles_label')} roles={roles} chosen={member.roles} />
              <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
                {t('save_roles')}
              </Submit>
            </FormDetails>
          </Form>
        )}
        {manages && !member.self && (
          <Form action={removeAction}>
            {where}
            <FormDetails summary={t('remove')}>
              <p className="text-small">{t('remove_text', { name: member.name })}</p>
              <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
                {t('remove_confirm', { name: member.name })}
              </Submit>
            </FormDetails>
          </Form>
        )}
        {member.self && !lastOwner && (
          <Form action={leaveAction}>
            <input type="hidden" name="enterpriseId" value={enterprise.id} />
            <FormDetails summary={t('leave')}>
              <p className="text-small">{t('leave_text', { enterprise: enterprise.displayName })}</p>
              <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
                {t('leave_confirm')}
              </Submit>
            </FormDetails>
          </Form>
        )}
      </div>
    </li>
  );
}
