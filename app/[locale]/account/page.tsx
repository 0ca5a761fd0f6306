import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentSession } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { openSessions } from '#lib/identity/index.ts';
import { revokeAction, signOutAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('account');
  return { title: t('title'), robots: { index: false } };
}

/** A browser and a system out of a user agent, as far as a person wants to know. */
function device(userAgent: string): string {
  const browser = /(Firefox|Edg|Chrome|Safari)\/\d+/.exec(userAgent)?.[1]?.replace('Edg', 'Edge') ?? '';
  const system =
    /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent)?.[1]?.replace('Mac OS X', 'macOS') ?? '';
  return [browser, system].filter(Boolean).join(' · ');
}

export default async function Account({ params }: Props) {
  const locale = await pageLocale(params);
  const { actor, sessionId } = await currentSession();
  if (actor.type !== 'person') return redirect({ href: '/sign-in', locale });
  const t = await getTranslations('account');
  const lists = await getTranslations('lists');
  const addresses = await getTranslations('addresses');
  const library = await getTranslations('library');
  const contracts = await getTranslations('contracts');
  const format = await getFormatter();
  const sessions = await openSessions(actor);
  const places = [
    { href: '/orders', label: t('to_orders'), shown: true },
    { href: '/account/addresses', label: addresses('nav'), shown: true },
    { href: '/library', label: library('title'), shown: true },
    { href: '/lists', label: lists('nav.lists'), shown: true },
    { href: '/account/following', label: lists('nav.following'), shown: true },
    { href: '/account/searches', label: lists('nav.searches'), shown: true },
    { href: '/account/alerts', label: lists('nav.alerts'), shown: true },
    { href: '/account/security', label: contracts('factor.nav'), shown: true },
    { href: '/studio', label: t('to_studio'), shown: true },
    { href: '/translate', label: t('to_translate'), shown: actor.translates.length > 0 },
    { href: '/admin', label: t('to_admin'), shown: actor.staffRoles.length > 0 },
  ].filter((place) => place.shown);
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <PageHead title={t('title')} lead={t('signed_in_as', { name: actor.name, email: actor.email })}>
        <Form action={signOutAction}>
          <Submit kind="quiet">{t('sign_out')}</Submit>
        </Form>
      </PageHead>
      <ul className="flex flex-wrap gap-2.5">
        {places.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} className={buttonStyle('quiet')}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <RowHead title={t('sessions')} />
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
          >
            <span>
              {device(session.userAgent) || t('unknown_device')}{' '}
              {session.id === sessionId && <span className="text-jade text-small">· {t('this_device')}</span>}
              <span className="block text-muted text-small">
                {t('since', { date: format.dateTime(session.createdAt, { dateStyle: 'medium', timeStyle: 'short' }) })}
              </span>
            </span>
            {session.id !== sessionId && (
              <Form action={revokeAction}>
                <input type="hidden" name="sessionId" value={session.id} />
                <Submit kind="text">{t('revoke')}</Submit>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
