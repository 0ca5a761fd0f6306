import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import type { Desk } from './desk.ts';
import { Threshold } from './threshold.tsx';

/** What the studio says before there is a desk: sign in, found an enterprise, or choose one of several. */
export async function StudioDoor({
  desk,
  path,
  locale,
}: {
  desk: Exclude<Desk, { at: 'desk' }>;
  path: string;
  locale: string;
}) {
  const t = await getTranslations('studio');
  if (desk.at === 'guest') {
    return (
      <Threshold title={t('door.guest_title')} text={t('door.guest_text')}>
        <Link href={`/sign-in?next=${path}`} className={buttonStyle()}>
          {t('door.sign_in')}
        </Link>
        <Link href="/sign-up" className="link text-small">
          {t('door.sign_up')}
        </Link>
      </Threshold>
    );
  }
  if (desk.at === 'none') {
    return (
      <Threshold title={t('door.none_title')} text={t('door.none_text')}>
        <ol className="grid list-decimal gap-2 pl-5 text-left">
          {(['found', 'list', 'verify', 'sell'] as const).map((step) => (
            <li key={step}>{t(`door.steps.${step}`)}</li>
          ))}
        </ol>
        <Link href="/studio/found" className={buttonStyle()}>
          {t('door.found')}
        </Link>
      </Threshold>
    );
  }
  return (
    <div className="mx-auto max-w-[640px]">
      <PageHead title={t('door.choose_title')} lead={t('door.choose_text')} />
      <ul className="grid gap-2.5">
        {desk.enterprises.map((enterprise) => (
          <li key={enterprise.id}>
            <Link
              href={`${path}?enterprise=${enterprise.slug}`}
              className={buttonStyle('quiet', 'w-full justify-between!')}
            >
              <span lang={enterprise.sourceLocale}>{enterprise.displayName}</span>
              <span className="font-normal text-muted text-small">{countryName(enterprise.country, locale)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
