import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { AskedFields, AskFirstForm, MoreWorks } from '#app/_rights/deals/ask-parts.tsx';
import { DealDoor } from '#app/_rights/deals/door.tsx';
import { TermsBuilder } from '#app/_rights/deals/terms-builder.tsx';
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
import { readWork, verifiedWorks, type WholeWork } from '#lib/rights/index.ts';
import { askAction } from '../actions.ts';
import { presetTerms } from './preset-terms.ts';

type Query = { work?: string | string[]; listing?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('work.ask'), robots: { index: false } };
}

/** The works that an address names, of one holder; the first says whose. */
async function worksAsked({ work = [] }: Query): Promise<WholeWork[]> {
  const slugs = [...new Set([work].flat())].slice(0, limits.dealWorks);
  const works = await Promise.all(slugs.map((slug) => readWork(slug)));
  const [first] = works;
  return works.filter((each) => each !== null).filter((each) => each.enterpriseId === first?.enterpriseId);
}

export default async function NewDeal({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const query = await searchParams;
  const works = await worksAsked(query);
  const [work, ...more] = works;
  if (!work) notFound();
  const actor = await currentActor();
  const enterprises =
    actor.type === 'person'
      ? (await enterprisesOf(actor)).filter(
          ({ id }) => id !== work.enterpriseId && may(actor, 'deal.ask', { enterpriseId: id }),
        )
      : [];
  const [first] = enterprises;
  if (!first) return <DealDoor actor={actor} next={`/deals/new?work=${work.slug}`} />;
  const t = await getTranslations('rights');
  const titles = works.map(({ id, text }) => ({ id, title: fieldText(text, 'title', locale) }));
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const asked = (
    <AskedFields work={work.id} more={more.map(({ id }) => id)} enterprises={enterprises} locale={locale} />
  );
  return (
    <>
      <PageHead
        title={t('ask.title', { work: list.format(titles.map(({ title }) => title)) })}
        lead={t('ask.lead', { holder: nameFor(work.enterprise, locale) })}
      >
        <Link href={`/w/${work.slug}`} className="link text-small">
          {fieldText(work.text, 'title', locale)}
        </Link>
      </PageHead>
      <MoreWorks
        page="/deals/new"
        works={works}
        all={await verifiedWorks({ enterpriseId: work.enterpriseId })}
        locale={locale}
      />
      <AskFirstForm holder={nameFor(work.enterprise, locale)} locale={locale}>
        {asked}
      </AskFirstForm>
      <Form action={askAction} className="mt-8 grid gap-8">
        {asked}
        <TermsBuilder
          locale={locale}
          terms={await presetTerms(query.listing ?? '', work.id, first.currency)}
          currency={first.currency}
          today={isoDay(now())}
          works={titles}
        />
        <Submit className="justify-self-start" pending={t('ask.sending')}>
          {t('ask.send')}
        </Submit>
      </Form>
    </>
  );
}
