import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { invitationsWanted } from '#lib/community/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { setInvitationsAction } from './actions.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<{ key?: string; done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('reviews.invitation');
  // The key in the address goes to nobody else; with no referrer at all a form without script has no origin, and is refused.
  return { title: t('title'), robots: { index: false }, referrer: 'same-origin' };
}

async function wanted(number: string, key: string | undefined) {
  try {
    return await invitationsWanted(await currentActor(), number, key);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

/** Where the link of a mail that asks for reviews leads whoever wants no more of them; only pressing the button changes anything. */
export default async function Invitations({ params, searchParams }: Props) {
  await pageLocale(params);
  const { number } = await params;
  const { key, done } = await searchParams;
  const state = await wanted(number, key);
  const t = await getTranslations('reviews.invitation');
  const { email } = state;
  return (
    <div className="mx-auto max-w-[680px]">
      <PageHead title={state.wanted ? t('ask_title') : t('title')} />
      {done === 'yes' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('asked_again', { email })}
          </Notice>
        </div>
      )}
      <p>{state.wanted ? t('ask_text', { email }) : t('text', { email })}</p>
      <Form action={setInvitationsAction} className="mt-6 flex flex-wrap items-center gap-4">
        <input type="hidden" name="number" value={number} />
        {key && <input type="hidden" name="key" value={key} />}
        <input type="hidden" name="wanted" value={state.wanted ? 'no' : 'yes'} />
        <Submit kind={state.wanted ? 'primary' : 'quiet'}>{state.wanted ? t('stop') : t('again')}</Submit>
        <Link
          href={`/orders/${number}${key ? `?key=${encodeURIComponent(key)}` : ''}`}
          className="link inline-flex min-h-11 items-center text-small"
        >
          {t('back')}
        </Link>
      </Form>
    </div>
  );
}
