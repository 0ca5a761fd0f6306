import { getFormatter, getTranslations } from 'next-intl/server';
import { fromCountry, spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { ReviewPictures } from '#app/_shop/review-pictures.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Stars } from '#app/_ui/stars.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Contribution, DeskQuestion, DeskReview } from '#lib/community/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { hideAction, showAction } from './actions.ts';

/** One review or question as staff sees it: in full, with what can be done about it. */
export async function ContributionCard({
  kind,
  each,
  locale,
}: {
  kind: Contribution;
  each: DeskReview | DeskQuestion;
  locale: Locale;
}) {
  const t = await getTranslations('admin.voices');
  const words = await getTranslations('reviews');
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: 'medium' });
  const title = readField(each.listing.text, 'title', locale);
  const { enterprise } = each.listing;
  const name = each.authorName || words(kind === 'review' ? 'anonymous' : 'somebody');
  return (
    <li className="grid gap-x-8 gap-y-3 border-line border-b py-6 md:grid-cols-[1.6fr_1fr]">
      <div className="min-w-0">
        <p className="text-small">
          <Link href={`/l/${each.listing.slug}`} className="link inline-flex min-h-8 items-center" lang={title?.locale}>
            {title?.value}
          </Link>{' '}
          <span className="text-muted">
            · <MakerName of={enterprise} locale={locale} />
          </span>
        </p>
        {'rating' in each && (
          <p className="mt-1">
            <Stars value={each.rating} label={words('of_five', { average: each.rating })} />
          </p>
        )}
        <p className="my-1.5 max-w-[68ch] whitespace-pre-line" lang={each.locale}>
          {each.body}
        </p>
        {'pictures' in each && (
          <div className="mb-2">
            <ReviewPictures review={each} />
          </div>
        )}
        <p className="text-muted text-small">
          {name}
          {each.country && fromCountry(each.country, locale)} · {date(each.createdAt)} ·{' '}
          {spokenLanguage(each.locale, locale)}
        </p>
        {each.answer && (
          <p
            className="mt-3 max-w-[68ch] whitespace-pre-line border-amber border-l-3 pl-4"
            lang={each.answerLocale ?? undefined}
          >
            {each.answer}
          </p>
        )}
      </div>
      {each.hiddenAt ? (
        <Form action={showAction} className="grid content-start gap-3">
          <Status kind="bad">{t('hidden')}</Status>
          <p className="text-small">
            {t('hidden_why', { date: date(each.hiddenAt), reason: each.hiddenReason ?? '' })}
          </p>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={each.id} />
          <Submit kind="quiet" className="justify-self-start" pending={t('saving')}>
            {t('show')}
          </Submit>
        </Form>
      ) : (
        <Form action={hideAction}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={each.id} />
          <FormDetails summary={t('hide_title')}>
            <TextArea
              name="reason"
              rows={3}
              required
              label={t('reason')}
              hint={t('reason_hint', { language: spokenLanguage(each.locale, locale) })}
            />
            <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
              {t('hide')}
            </Submit>
          </FormDetails>
        </Form>
      )}
    </li>
  );
}
