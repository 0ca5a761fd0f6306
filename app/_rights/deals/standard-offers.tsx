import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { scopeWords } from '#app/_rights/names.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { RowHead } from '#app/_ui/layout.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { openStandardOffers, standardTerms } from '#lib/rights/index.ts';

/** Licences of fixed scope and price of a work, for whoever takes them: the same for every reader. */
export async function StandardOffers({ workId, locale }: { workId: string; locale: string }) {
  const offers = await openStandardOffers(workId);
  if (offers.length === 0) return null;
  const t = await getTranslations('deals.standard');
  const rights = await getTranslations('rights');
  const cards = await Promise.all(
    offers.map(async (offer) => {
      const terms = standardTerms(offer, isoDay(now()));
      return { offer, terms, words: await scopeWords(terms, locale) };
    }),
  );
  return (
    <>
      <div id="standard" className="scroll-mt-6">
        <RowHead title={t('now')} />
      </div>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {cards.map(({ offer, terms, words }) => (
          <li key={offer.id} className="grid content-between gap-5 rounded-md border border-line bg-card p-5">
            <div>
              <h3 className="text-large">{words.rights}</h3>
              <p className="mt-1">{words.territories}</p>
              <p className="mt-2 text-muted text-small">
                {t('years', { years: offer.years })} · {rights(`exclusivity.${terms.exclusivity}`)} · {words.languages}
              </p>
            </div>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="num text-large">{formatMoney(money(BigInt(terms.advanceMinor), terms.currency), locale)}</p>
              <Link href={`/deals/standard/${offer.id}`} className={buttonStyle('quiet')}>
                {t('take')}
              </Link>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
