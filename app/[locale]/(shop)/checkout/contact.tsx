import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TextInput } from '#app/_ui/field.tsx';
import type { Actor } from '#lib/core/actor.ts';

/** Where the receipt goes. */
export async function Contact({ actor }: { actor: Actor }) {
  const t = await getTranslations('checkout');
  return (
    <section>
      <h2 className="mb-4 text-large">{t('contact')}</h2>
      <TextInput
        name="email"
        type="email"
        autoComplete="email"
        label={t('email')}
        hint={t('email_hint')}
        defaultValue={actor.type === 'person' ? actor.email : undefined}
        required
      />
      {actor.type !== 'person' && (
        <p className="mt-3 text-small">
          <Link href="/sign-in?next=/checkout" className="link">
            {t('sign_in')}
          </Link>
        </p>
      )}
    </section>
  );
}
