import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { config } from '#lib/core/config.ts';
import { allLocaleFacts, type LocaleFacts } from '#lib/languages/index.ts';

/** Who asks, and the languages that they may work on: suggest for, or also edit. */
export async function deskAccess(
  right: 'message.suggest' | 'message.edit' = 'message.suggest',
): Promise<{ actor: Actor; languages: LocaleFacts[] }> {
  const actor = await currentActor();
  return { actor, languages: allLocaleFacts().filter(({ tag }) => may(actor, right, { locale: tag })) };
}

/** Said to whoever has no language at the desk: how to sign in, or how to ask for one. */
export async function NoDesk({ actor, back }: { actor: Actor; back: string }) {
  const t = await getTranslations('translate');
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('guest_title')} text={t('guest_text')}>
        <Link href={`/sign-in?next=${encodeURIComponent(back)}`} className={buttonStyle()}>
          {t('sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const address = /<([^>]+)>/.exec(config().MAIL_FROM)?.[1] ?? config().MAIL_FROM;
  return (
    <EmptyState whole title={t('denied_title')} text={t('denied_text', { address, email: actor.email })}>
      <a href={`mailto:${address}?subject=${encodeURIComponent(t('denied_subject'))}`} className={buttonStyle()}>
        {t('denied_action')}
      </a>
    </EmptyState>
  );
}

/** Said to a translator of other languages. */
export async function WrongLanguage() {
  const t = await getTranslations('translate');
  return (
    <EmptyState whole title={t('wrong_language')}>
      <Link href="/translate" className={buttonStyle()}>
        {t('your_languages')}
      </Link>
    </EmptyState>
  );
}
