import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { may } from '#lib/core/authorize.ts';
import { givenRoles, openInvitations, openOffer, teamOf } from '#lib/enterprises/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { Invitations, InviteForm } from './invitations.tsx';
import { MemberCard } from './member-card.tsx';
import { OfferNotice, TransferForm } from './ownership.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('team');
  return { title: t('title'), robots: { index: false } };
}

const said = [
  'invited',
  'sent_again',
  'revoked',
  'roles',
  'removed',
  'offered',
  'owner',
  'offer_ended',
  'joined',
] as const;

export default async function Team({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'team.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/team" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('team');
  const manages = may(actor, 'team.manage', { enterpriseId: enterprise.id });
  const [members, invitations, offer] = await Promise.all([
    teamOf(actor, enterprise.id),
    manages ? openInvitations(actor, enterprise.id) : [],
    openOffer(actor, enterprise.id),
  ]);
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  const roles = givenRoles.map((role) => ({
    role,
    name: t(`roles.${role}.name`),
    may: t(`roles.${role}.may`),
  }));
  const owners = members.filter((member) => member.roles.includes('owner'));
  const forMe = offer?.toId === actor.userId;
  return (
    <>
      <StudioNav enterprise={enterprise} current="team" several={several} />
      <PageHead title={t('title')} lead={t(manages ? 'lead' : 'lead_member')} />
      <div className="grid gap-4 pb-6 empty:hidden">
        {saying && (
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        )}
        {offer && (forMe || manages) && <OfferNotice offer={offer} enterprise={enterprise} forMe={forMe} />}
      </div>
      <ul className="border-line border-t">
        {members.map((member) => (
          <MemberCard
            key={member.userId}
            member={member}
            enterprise={enterprise}
            roles={roles}
            manages={manages}
            lastOwner={owners.length === 1 && owners[0] === member}
          />
        ))}
      </ul>
      {manages && (
        <>
          <RowHead title={t('invite')} />
          <InviteForm enterprise={enterprise} roles={roles} locale={locale} />
          {invitations.length > 0 && (
            <>
              <RowHead title={t('waiting')} />
              <Invitations invitations={invitations} enterprise={enterprise} />
            </>
          )}
          <RowHead title={t('transfer.title')} />
          {offer ? (
            <p className="text-muted text-small">{t('transfer.one_at_a_time')}</p>
          ) : (
            <TransferForm enterprise={enterprise} members={members} />
          )}
        </>
      )}
    </>
  );
}
