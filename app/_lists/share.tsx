import { getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { config } from '#lib/core/config.ts';
import { shareListAction, withdrawShareAction } from '../[locale]/(shop)/lists/actions.ts';
import { CopyField } from './copy-field.tsx';

/** Whether a list can be read by others, under which link, and the way to end that. */
export async function Share({
  list,
  locale,
}: {
  list: { readonly id: string; readonly shareToken: string | null };
  locale: string;
}) {
  const t = await getTranslations('lists.share');
  if (!list.shareToken) {
    return (
      <section id="share" className="rounded-md bg-silk p-5">
        <h2 className="text-large">{t('title')}</h2>
        <p className="mt-1 mb-4 text-muted text-small">{t('text')}</p>
        <Form action={shareListAction}>
          <input type="hidden" name="listId" value={list.id} />
          <Submit kind="quiet">{t('make')}</Submit>
        </Form>
      </section>
    );
  }
  return (
    <section id="share" className="rounded-md bg-silk p-5">
      <h2 className="text-large">{t('title_on')}</h2>
      <p className="mt-1 mb-4 text-muted text-small">{t('text_on')}</p>
      <CopyField
        value={`${config().SITE_URL}/${locale}/shared/${list.shareToken}`}
        words={{ label: t('link'), copy: t('copy'), copied: t('copied') }}
      />
      <Form action={withdrawShareAction} className="mt-2">
        <input type="hidden" name="listId" value={list.id} />
        <button type="submit" className="link inline-flex min-h-11 items-center text-small">
          {t('withdraw')}
        </button>
      </Form>
    </section>
  );
}
