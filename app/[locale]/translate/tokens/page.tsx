import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { translationTokens } from '#lib/identity/index.ts';
import type { LocaleFacts } from '#lib/languages/index.ts';
import { deskAccess, NoDesk } from '../access.tsx';
import { makeTokenAction, revokeTokenAction } from './actions.ts';

interface Props {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange.tokens');
  return { title: t('title'), robots: { index: false } };
}

export default async function TokensPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { actor, languages } = await deskAccess();
  if (languages.length === 0) return <NoDesk actor={actor} back="/translate/tokens" />;
  const t = await getTranslations('exchange.tokens');
  const tokens = await translationTokens(actor);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid gap-x-16 gap-y-12 pb-16 md:grid-cols-2">
        <NewToken languages={languages} locale={locale} />
        <section aria-labelledby="yours" className="min-w-0">
          <h2 id="yours" className="mb-4 text-large">
            {t('yours')}
          </h2>
          {tokens.length === 0 ? (
            <EmptyState title={t('empty_title')} text={t('empty_text')} />
          ) : (
            <ul className="border-line border-t">
              {tokens.map((token) => (
                <TokenItem key={token.id} token={token} locale={locale} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  );
}

async function NewToken({ languages, locale }: { languages: readonly LocaleFacts[]; locale: string }) {
  const t = await getTranslations('exchange.tokens');
  const own = languages.filter(({ tag }) => tag !== 'en');
  return (
    <section aria-labelledby="new" className="min-w-0">
      <h2 id="new" className="mb-4 text-large">
        {t('new')}
      </h2>
      <Form action={makeTokenAction} className="grid gap-5 [overflow-wrap:anywhere]">
        <TextInput name="name" label={t('name')} required />
        <fieldset>
          <legend className="mb-2 font-medium text-small">{t('languages')}</legend>
          <div className="grid grid-cols-2 gap-x-4">
            {own.map(({ tag }) => (
              <label key={tag} className="flex min-h-11 items-center gap-3 text-small">
                <input
                  type="checkbox"
                  name="locales[]"
                  value={tag}
                  defaultChecked={own.length === 1}
                  className="size-5"
                />
                {languageName(tag, locale)}
              </label>
            ))}
          </div>
        </fieldset>
        <Select
          name="rights"
          label={t('rights')}
          options={(['read', 'write'] as const).map((value) => ({ value, label: t(`right.${value}`) }))}
        />
        <Select
          name="days"
          label={t('days')}
          options={[30, 90, 365].map((days) => ({ value: String(days), label: t('for_days', { days }) }))}
        />
        <Submit className="justify-self-start" pending={t('making')}>
          {t('make')}
        </Submit>
      </Form>
    </section>
  );
}

async function TokenItem({
  token,
  locale,
}: {
  token: Awaited<ReturnType<typeof translationTokens>>[number];
  locale: string;
}) {
  const t = await getTranslations('exchange.tokens');
  const format = await getFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: 'medium' });
  const expired = token.expiresAt !== null && token.expiresAt <= now();
  const state = token.revokedAt ? 'revoked' : expired ? 'expired' : 'live';
  return (
    <li className="grid gap-2 border-line border-b py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium font-sans tracking-normal">{token.name}</h3>
        <Status kind={state === 'live' ? 'good' : 'plain'}>{t(state)}</Status>
      </div>
      <p className="text-muted text-small">
        {[
          token.locales.map((tag) => languageName(tag, locale)).join(', '),
          t(`right.${token.rights.includes('write') ? 'write' : 'read'}`),
          t('begins', { hint: token.hint }),
          token.lastUsedAt ? t('used', { when: day(token.lastUsedAt) }) : t('unused'),
          ...(token.expiresAt ? [t('until', { when: day(token.expiresAt) })] : []),
        ].join(' · ')}
      </p>
      {state === 'live' && (
        <Form action={revokeTokenAction}>
          <input type="hidden" name="tokenId" value={token.id} />
          <Submit kind="quiet" pending={t('making')}>
            {t('revoke')}
          </Submit>
        </Form>
      )}
    </li>
  );
}
