import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { AskedFields, AskFirstForm, MoreWorks } from '#app/_rights/deals/ask-parts.tsx';
import { DealDoor } from '#app/_rights/deals/door.tsx';
import { LeftOutFacts } from '#app/_rights/deals/left-out-facts.tsx';
import { TermsBuilder } from '#app/_rights/deals/terms-builder.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { enterprisesOf, nameFor } from '#lib/enterprises/index.ts';
import { fieldText, writtenAs } from '#lib/languages/index.ts';
import {
  linkPath,
  type OpenedOffer,
  openSublicenceOffer,
  sublicenceLinkStands,
  type Terms,
} from '#lib/rights/index.ts';
import { askAction } from '../../actions.ts';

type Props = {
  params: Promise<{ locale: string; token: string }>;
  searchParams: Promise<{ work?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('sublicences');
  // The address is the secret: it is told to nobody, neither to search engines nor to the sites that links lead to.
  return { title: t('title'), robots: { index: false, follow: false }, referrer: 'no-referrer' };
}

/** A request begins with all that may be handed on from today, as little exclusive as can be. */
function firstTerms({ terms }: OpenedOffer, today: string, currency: string): Terms {
  const { start, end } = terms.scope.term;
  return {
    ...terms,
    scope: { ...terms.scope, term: { start: start > today ? start : today, end } },
    exclusivity: 'non_exclusive',
    currency,
    royalty: 800,
  };
}

/** A sublicence is asked for, by a link that its licensee has given away. */
export default async function AskForSublicence({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') {
    if (!(await sublicenceLinkStands(token))) notFound();
    return <DealDoor actor={actor} next={linkPath(token)} />;
  }
  const offer = await openSublicenceOffer(actor, token);
  if (!offer) notFound();
  const chosen = [(await searchParams).work ?? []].flat();
  const named = offer.works.filter(({ slug }) => chosen.includes(slug)).slice(0, limits.dealWorks);
  const works = named.length > 0 ? named : offer.works.slice(0, 1);
  const [work, ...more] = works;
  if (!work) notFound();
  const enterprises = (await enterprisesOf(actor)).filter(
    ({ id }) =>
      id !== offer.enterprise.id &&
      (offer.invitedId === null || id === offer.invitedId) &&
      may(actor, 'deal.ask', { enterpriseId: id }),
  );
  const [first] = enterprises;
  if (!first) return <DealDoor actor={actor} next={linkPath(token)} />;
  const t = await getTranslations('sublicences');
  const rights = await getTranslations('rights');
  const titles = works.map(({ id, text }) => ({ id, title: fieldText(text, 'title', locale) }));
  const holder = nameFor(offer.enterprise, locale);
  const today = isoDay(now());
  const asked = (
    <AskedFields work={work.id} more={more.map(({ id }) => id)} enterprises={enterprises} locale={locale} />
  );
  return (
    <>
      <PageHead
        title={t('ask.title', {
          work: new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(
            titles.map(({ title }) => title),
          ),
        })}
        lead={t('deal.to_licensee', { holder })}
      >
        <Link href={`/w/${work.slug}`} className="link inline-flex min-h-11 items-center text-small">
          {fieldText(work.text, 'title', locale)}
        </Link>
      </PageHead>
      <section aria-labelledby="offered" className="mb-6 max-w-[820px]">
        <h2 id="offered" className="mb-3 text-large">
          {t('ask.offered', { holder })}
        </h2>
        <TermsFacts terms={{ ...offer.terms, exclusivity: offer.exclusivity }} locale={locale} withMoney={false} />
        <LeftOutFacts
          terms={offer.terms}
          titles={Object.fromEntries(titles.map(({ id, title }) => [id, title]))}
          locale={locale}
        />
      </section>
      <MoreWorks page={linkPath(token)} works={works} all={offer.works} locale={locale} />
      <AskFirstForm holder={holder} locale={locale}>
        {asked}
        <input type="hidden" name="offer" value={token} />
      </AskFirstForm>
      <Form action={askAction} className="mt-8 grid gap-8">
        {asked}
        <TermsBuilder
          locale={locale}
          terms={firstTerms(offer, today, first.currency)}
          currency={first.currency}
          today={today}
          works={titles}
          giver={offer.giver}
          offer={token}
        />
        <Submit className="justify-self-start" pending={rights('ask.sending')}>
          {rights('ask.send')}
        </Submit>
      </Form>
    </>
  );
}
