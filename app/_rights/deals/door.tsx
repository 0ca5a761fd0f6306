import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';

/** What stands before a deal for who has not signed in, or has no enterprise that may ask. */
export async function DealDoor({ actor, next }: { actor: Actor; next: string }) {
  const t = await getTranslations('rights');
  const guest = actor.type !== 'person';
  return (
    <EmptyState whole title={t('work.ask')} text={t(guest ? 'deals.guest' : 'deals.no_enterprise')}>
      <Link href={guest ? `/sign-in?next=${encodeURIComponent(next)}` : '/studio/found'} className={buttonStyle()}>
        {t(guest ? 'deals.sign_in' : 'deals.found')}
      </Link>
    </EmptyState>
  );
}
