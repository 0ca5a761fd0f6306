import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Locale, ReadableText } from '#lib/languages/index.ts';
import { openStandardOffers, standardTerms, workView } from '#lib/rights/index.ts';
import { freePartWords } from './free-part.tsx';

/** The offer of a work in one look: how much of it is free, what its holder prefers, and the way to a licence. The same for everybody. */
export async function AtAGlance({
  work,
  terms,
  locale,
}: {
  work: { id: string; slug: string };
  terms: ReadableText | null;
  locale: Locale;
}) {
  const t = await getTranslations('rights.work');
  const own = await getTranslations('work_glance');
  const [{ answer }, offers] = await Promise.all([workView(work.id, null, null), openStandardOffers(work.id)]);
  const [free] = answer && answer.state !== 'taken' ? await freePartWords(answer, locale, { counted: true }) : [];
  const [cheapest] = offers
    .map((offer) => standardTerms(offer, isoDay(now())))
    .map(({ advanceMinor, currency }) => money(BigInt(advanceMinor), currency))
    .sort((a, b) => Number(a.minor - b.minor));
  return (
    <section
      aria-label={own('title')}
      className="mt-6 grid gap-4 rounded-md border border-line bg-card p-[clamp(18px,3vw,28px)]"
    >
      {free && (
        <div>
          <p className="flex items-baseline gap-2.5 text-large text-jade">
            <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-jade" />
            {free}
          </p>
          <a href="#free" className="link mt-1 inline-flex min-h-11 items-center text-small">
            {own('where')}
          </a>
        </div>
      )}
      {terms && (
        <div>
          <h2 className="mb-1 font-medium font-sans text-muted text-small tracking-normal">{t('preferred')}</h2>
          <p className="border-amber border-l-3 pl-4" lang={terms.locale}>
            {terms.value}
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 pt-1">
        <Link href={`/deals/new?work=${work.slug}`} className={buttonStyle('primary')}>
          {t('ask')}
        </Link>
        {cheapest && (
          <a href="#standard" className="link inline-flex min-h-11 items-center">
            {own('at_once', { price: formatMoney(cheapest, locale) })}
          </a>
        )}
      </div>
    </section>
  );
}
