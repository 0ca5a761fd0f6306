import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  licenceRefusal,
  licencesTaken,
  licensedAs,
  placesSold,
  sellsOff,
  usesFor,
  type WholeListing,
} from '#lib/catalogue/index.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { worksOf } from '#lib/rights/index.ts';
import { chooseLicenceAction } from './licensed-action.ts';

/** Under which licence a product is made, and what that means for where and how long it is sold. Nothing for makers who have taken none. */
export async function Licensed({
  listing,
  locale,
  locked,
}: {
  listing: WholeListing;
  locale: Locale;
  locked: boolean;
}) {
  const [taken, licensed] = await Promise.all([licencesTaken(listing.enterpriseId), licensedAs(listing.id)]);
  const fitting = taken.filter((licence) => usesFor(listing.kind, licence).length > 0);
  if (fitting.length === 0 && !licensed) return null;
  const t = await getTranslations('licensed');
  const names = await rightsNames(locale);
  const works = new Map((await worksOf(fitting.flatMap(({ workIds }) => workIds))).map((work) => [work.id, work]));
  const title = (ids: readonly string[]) =>
    ids.flatMap((id) => fieldText(works.get(id)?.text, 'title', locale) || []).join(' · ');
  const options = fitting.flatMap((licence) =>
    usesFor(listing.kind, licence).map((right) => ({
      value: `${licence.licenceId}:${right}`,
      label: t('option', { work: title(licence.workIds), use: names.right(right), number: licence.number }),
    })),
  );
  const chosen = licensed ? `${licensed.reach.licenceId}:${licensed.use ?? ''}` : '';
  const ended = licensed && !options.some(({ value }) => value === chosen);
  return (
    <section id="licensed" aria-labelledby="licensed-title" className="max-w-[760px] scroll-mt-6">
      <h2 id="licensed-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 mb-4 text-muted text-small">{t('lead')}</p>
      {licensed && <Standing licensed={licensed} locale={locale} />}
      {!locked && (
        <Form action={chooseLicenceAction} key={chosen} className="mt-4 flex flex-wrap items-end gap-3">
          <input type="hidden" name="listingId" value={listing.id} />
          <Select
            name="under"
            label={t('under')}
            empty={t('none')}
            options={ended ? [{ value: chosen, label: licensed.reach.number }, ...options] : options}
            defaultValue={chosen}
            className="min-w-0 grow sm:max-w-[560px]"
          />
          <Submit kind="quiet" pending={t('saving')}>
            {t('save')}
          </Submit>
        </Form>
      )}
    </section>
  );
}

/** Where and until when it is sold under its licence, and what stands in the way. */
async function Standing({
  licensed,
  locale,
}: {
  licensed: NonNullable<Awaited<ReturnType<typeof licensedAs>>>;
  locale: string;
}) {
  const t = await getTranslations('licensed');
  const format = await getFormatter();
  const names = await rightsNames(locale);
  const { reach, sentTo } = licensed;
  const today = isoDay(now());
  const refusal = licenceRefusal(licensed, today);
  const selling = sellsOff(reach, today);
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  const places = placesSold(reach, sentTo);
  const others = sentTo?.filter((country) => !reach.territories.includes(country)) ?? [];
  return (
    <Notice kind={refusal && !selling ? 'bad' : 'info'}>
      {refusal && !selling && <p className="font-medium">{t(`refusal.${refusal}`)}</p>}
      {selling && reach.sellsUntil && (
        <p className="font-medium">{t('selling_off', { date: date(reach.sellsUntil) })}</p>
      )}
      {places.length > 0 && <p>{t('sold_to', { places: names.list(places.map(names.territory)) })}</p>}
      {others.length > 0 && (
        <p className="text-muted">{t('not_sold_to', { places: names.list(others.map(names.territory)) })}</p>
      )}
      {reach.endsOn && !selling && <p className="text-muted">{t('until', { date: date(reach.endsOn) })}</p>}
      <Link href={`/licences/${reach.number}`} className="link inline-flex min-h-11 items-center">
        {t('open', { number: reach.number })}
      </Link>
    </Notice>
  );
}
