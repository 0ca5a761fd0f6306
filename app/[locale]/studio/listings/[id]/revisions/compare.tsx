import { getTranslations } from 'next-intl/server';
import { ContentDifference } from '#app/_studio/content-difference.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { contentOf, type ListingContent, type RevisionLine } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Edited } from '../edited.ts';

interface Props {
  readonly edited: Edited;
  readonly revisions: readonly RevisionLine[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly locale: Locale;
}

interface Side {
  readonly value: string;
  readonly label: string;
  readonly content: ListingContent;
}

/** Any two states of a listing beside each other: revisions, what buyers see, what is being worked on. */
export async function Compare({ edited: { listing }, revisions, from, to, locale }: Props) {
  const t = await getTranslations('life.revisions');
  const sides: Side[] = [
    { value: 'now', label: t('now'), content: listing.content },
    ...(listing.approved ? [{ value: 'live', label: t('live'), content: contentOf(listing.approved) }] : []),
    ...revisions.flatMap(({ number, content }) =>
      content ? [{ value: String(number), label: t('number', { number }), content }] : [],
    ),
  ];
  const [, second] = sides;
  const before = sides.find(({ value }) => value === from) ?? second ?? sides[0];
  const after = sides.find(({ value }) => value === to) ?? sides[0];
  return (
    <section aria-labelledby="compare" className="min-w-0">
      <h2 id="compare" className="mb-3 text-large">
        {t('compare')}
      </h2>
      <form className="mb-6 flex flex-wrap items-end gap-3">
        <Select name="from" label={t('from')} options={sides} defaultValue={before?.value} className="w-56" />
        <Select name="to" label={t('to')} options={sides} defaultValue={after?.value} className="w-56" />
        <button type="submit" className={buttonStyle('quiet')}>
          {t('show')}
        </button>
      </form>
      {before && after && (
        <ContentDifference
          before={before.content}
          after={after.content}
          source={listing.text.sourceLocale}
          locale={locale}
        />
      )}
    </section>
  );
}
