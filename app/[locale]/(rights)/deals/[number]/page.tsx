import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { JointOwnerPage } from '#app/_rights/deals/joint-owner.tsx';
import { AcceptForm, EndForm, OptionPanel, WriteForm } from '#app/_rights/deals/steps.tsx';
import { Timeline } from '#app/_rights/deals/timeline.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, writtenAs } from '#lib/languages/index.ts';
import { isOpen, markDealSeen, readAsOwner, readDeal, type WholeDeal } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  return { title: (await params).number, robots: { index: false } };
}

/** What a reading operation gives; null where it says that there is nothing. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

export default async function DealPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  const found = await orNull(readDeal(actor, number));
  if (found) return <Room actor={actor} {...found} locale={locale} />;
  const joint = await orNull(readAsOwner(actor, number));
  if (!joint) notFound();
  return <JointOwnerPage view={joint} locale={locale} />;
}

async function Room({ actor, deal, side, locale }: { actor: Actor; deal: WholeDeal; side: string; locale: Locale }) {
  await markDealSeen(actor, deal.id);
  const t = await getTranslations('deals');
  const rights = await getTranslations('rights');
  const titles = titlesOfDeal(deal, locale);
  const other = side === deal.holderId ? deal.licensee : deal.holder;
  const names = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(Object.values(titles));
  return (
    <>
      <PageHead title={names} lead={rights('deal.with', { other: nameFor(other, locale), number: deal.number })}>
        <Status kind={dealTone(deal.status)}>{rights(`deal_status.${deal.status}`)}</Status>
      </PageHead>
      <p className="mb-5 lg:hidden">
        <a href="#next" className="link inline-flex min-h-11 items-center text-small">
          {t('room.to_next')}
        </a>
      </p>
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-10 lg:grid-cols-[1fr_340px]">
        <div className="grid min-w-0 gap-8">
          {deal.underId && <Sublicence deal={deal} locale={locale} />}
          {deal.purchase && (
            <Notice>{t('room.bought', { forWhom: deal.purchase.forWhom, purpose: deal.purchase.purpose })}</Notice>
          )}
          <Timeline deal={deal} side={side} titles={titles} locale={locale} />
          {may(actor, 'deal.write', { enterpriseId: side }) && (
            <WriteForm deal={deal} side={side} other={nameFor(other, locale)} locale={locale} />
          )}
        </div>
        <aside id="next" className="grid scroll-mt-6 gap-6 lg:sticky lg:top-6">
          <Next actor={actor} deal={deal} side={side} other={nameFor(other, locale)} locale={locale} />
        </aside>
      </div>
    </>
  );
}

/** What a deal is that is about a sublicence, and (for its holder) of which licence. */
async function Sublicence({ deal, locale }: { deal: WholeDeal; locale: Locale }) {
  const t = await getTranslations('sublicences.deal');
  return (
    <Notice>
      {deal.underNumber ? (
        <>
          {t('to_holder')}{' '}
          <Link href={`/licences/${deal.underNumber}`} className="link num">
            {deal.underNumber}
          </Link>
        </>
      ) : (
        t('to_licensee', { holder: nameFor(deal.holder, locale) })
      )}
    </Notice>
  );
}

/** What this side can do next, the one thing to do first. */
async function Next({
  actor,
  deal,
  side,
  other,
  locale,
}: {
  actor: Actor;
  deal: WholeDeal;
  side: string;
  other: string;
  locale: Locale;
}) {
  const t = await getTranslations('deals.room');
  const rights = await getTranslations('rights');
  const of = { enterpriseId: side };
  if (!isOpen(deal)) return <Ended deal={deal} />;
  if (deal.contract?.kind === 'outside') return <Registered number={deal.contract.number} />;
  const offer = deal.offers.findLast(({ status, validUntil }) => status === 'open' && validUntil > now());
  const last = deal.offers.at(-1);
  const mine = offer?.enterpriseId === side;
  // Who spoke last withdraws, and who was spoken to declines; before any offer it was the licensee who asked.
  const own = last ? last.enterpriseId === side : side === deal.licenseeId;
  const accepted = offer?.acceptances.some(({ enterpriseId }) => enterpriseId === side);
  const signs = may(actor, 'offer.accept', of);
  const makes = may(actor, 'offer.make', of);
  return (
    <>
      {deal.status === 'agreed' && <ToContract deal={deal} />}
      {offer ? (
        <Deadline until={offer.validUntil} />
      ) : (
        deal.status !== 'agreed' && <p className="text-muted">{t(last ? 'expired' : 'no_offer')}</p>
      )}
      {offer && accepted && <Waiting deal={deal} offer={offer} other={other} />}
      {offer && !accepted && signs && (
        <AcceptForm deal={deal} side={side} offer={offer} text={rights(mine ? 'accept.text_own' : 'accept.text')} />
      )}
      {offer && !accepted && !signs && <p className="text-muted text-small">{t('signatory_needed')}</p>}
      {makes && (!offer || !mine) && (
        <Link
          href={`/deals/${deal.number}/offer`}
          className={buttonStyle(offer || deal.status === 'agreed' ? 'quiet' : 'primary')}
        >
          {offer || deal.status === 'agreed' ? rights('counter.title') : t('make_offer')}
        </Link>
      )}
      {makes && deal.status !== 'agreed' && <OptionPanel deal={deal} side={side} canPromise={signs} locale={locale} />}
      {makes && <EndForm deal={deal} side={side} own={own} locale={locale} />}
    </>
  );
}

/** For whom a version waits that this side has accepted. */
async function Waiting({ deal, offer, other }: { deal: WholeDeal; offer: WholeDeal['offers'][number]; other: string }) {
  const rights = await getTranslations('rights.accept');
  const sublicences = await getTranslations('sublicences.deal');
  const both = offer.acceptances.length > 1;
  return (
    <p className="text-muted">{both && deal.consentMissing ? sublicences('waits') : rights('waiting', { other })}</p>
  );
}

/** What was signed on paper is read, and confirmed or refused, on the contract's own page. */
async function Registered({ number }: { number: string }) {
  const t = await getTranslations('contracts');
  return (
    <Notice>
      <p className="mb-3">{t('outside')}</p>
      <Link href={`/contracts/${number}`} className={buttonStyle()}>
        {t('title', { number })}
      </Link>
    </Notice>
  );
}

/** What was agreed is signed on the contract's own page. */
async function ToContract({ deal: { contract } }: { deal: WholeDeal }) {
  const t = await getTranslations('contracts');
  return (
    contract && (
      <Notice kind="good">
        <p className="mb-3">{t('agreed')}</p>
        <Link href={`/contracts/${contract.number}`} className={buttonStyle()}>
          {t('open')}
        </Link>
      </Notice>
    )
  );
}

async function Deadline({ until }: { until: Date }) {
  const t = await getTranslations('deals.room');
  const format = await getFormatter();
  return (
    <p className="text-small">
      {t('stands_until', {
        date: format.dateTime(until, { dateStyle: 'long', timeStyle: 'short' }),
        left: format.relativeTime(until, now()),
      })}
    </p>
  );
}

/** What became of the deal, and where it goes on. */
async function Ended({ deal }: { deal: WholeDeal }) {
  const t = await getTranslations('deals.room');
  const rights = await getTranslations('rights');
  const contracts = await getTranslations('contracts');
  if (deal.licences.length === 0) return <p className="text-muted">{t(`closed.${deal.status}`)}</p>;
  return (
    <>
      {deal.licences.map((licence) => (
        <Notice key={licence.id} kind="good">
          {rights('deal.born')}{' '}
          <Link href={`/licences/${licence.number}`} className="link num">
            {licence.number}
          </Link>
        </Notice>
      ))}
      {deal.contract && (
        <Link href={`/contracts/${deal.contract.number}`} className="link inline-flex min-h-11 items-center">
          {contracts('title', { number: deal.contract.number })}
        </Link>
      )}
    </>
  );
}
