import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { TermsFields } from '#app/_rights/terms-fields.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { fieldText } from '#lib/languages/index.ts';
import { readDeal, termsHash, termsSchema } from '#lib/rights/index.ts';
import { acceptAction, declineAction, offerAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  return { title: (await params).number, robots: { index: false } };
}

async function findDeal(number: string) {
  try {
    return await readDeal(await currentActor(), number);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

export default async function DealPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const { deal, side } = await findDeal(number);
  const t = await getTranslations('rights');
  const contracts = await getTranslations('contracts');
  const format = await getFormatter();
  const work = deal.works[0]?.work;
  const other = side === deal.holderId ? deal.licensee : deal.holder;
  const versions = deal.offers.map((offer) => ({ offer, terms: termsSchema.parse(offer.terms) }));
  const open = versions.findLast(({ offer }) => offer.status === 'open');
  const accepted = open?.offer.acceptances.some((each) => each.enterpriseId === side);
  const mine = open?.offer.enterpriseId === side;
  return (
    <div className="mx-auto w-full max-w-[820px]">
      <PageHead
        title={work ? fieldText(work.text, 'title', locale) : number}
        lead={t('deal.with', { other: other.displayName, number })}
      >
        <Status kind={dealTone(deal.status)}>{t(`deal_status.${deal.status}`)}</Status>
      </PageHead>
      {deal.licences.map((licence) => (
        <Notice key={licence.id} kind="good">
          {t('deal.born')}{' '}
          <Link href={`/certificates/${licence.number}`} className="link">
            {licence.number}
          </Link>
        </Notice>
      ))}
      {deal.contract && deal.status === 'agreed' && (
        <Notice kind="good">
          <p className="mb-3">{contracts('agreed')}</p>
          <Link href={`/contracts/${deal.contract.number}`} className={buttonStyle()}>
            {contracts('open')}
          </Link>
        </Notice>
      )}
      {deal.contract && deal.status !== 'agreed' && (
        <p className="mt-4">
          <Link href={`/contracts/${deal.contract.number}`} className="link">
            {contracts('title', { number: deal.contract.number })}
          </Link>
        </p>
      )}
      <ol className="mt-6 grid gap-6">
        {versions.map(({ offer, terms }, index) => (
          <li
            key={offer.id}
            className={`rounded-md border p-6 ${offer.status === 'open' ? 'border-ink' : 'border-line'}`}
          >
            <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
              <h2 className="text-large">
                {t('deal.version', { version: offer.version, maker: offer.enterprise.displayName })}
              </h2>
              <p className="text-muted text-small">
                {t(`offer_status.${offer.status}`)} ·{' '}
                {format.dateTime(offer.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </p>
            </div>
            <TermsFacts terms={terms} before={versions[index - 1]?.terms} locale={locale} />
            {offer.note && <p className="mt-4 whitespace-pre-line border-amber border-l-3 pl-4">{offer.note}</p>}
            {offer.acceptances.map((acceptance) => (
              <p key={acceptance.enterpriseId} className="mt-3 text-jade text-small">
                {t('deal.accepted_by', {
                  name: acceptance.signedName,
                  date: format.dateTime(acceptance.createdAt, { dateStyle: 'medium' }),
                })}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {deal.messages.map((message) => (
        <p key={message.id} className="mt-4 whitespace-pre-line border-line border-l-3 pl-4" lang={message.locale}>
          {message.body}
        </p>
      ))}
      {open && !accepted && (
        <section className="mt-10">
          <h2 className="mb-2 text-large">{t('accept.title')}</h2>
          <p className="mb-4 max-w-[62ch] text-muted text-small">{mine ? t('accept.text_own') : t('accept.text')}</p>
          <Form action={acceptAction} className="grid max-w-[420px] gap-5">
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="offerId" value={open.offer.id} />
            <input type="hidden" name="enterpriseId" value={side} />
            <input type="hidden" name="termsHash" value={termsHash(open.terms)} />
            <TextInput
              name="signedName"
              label={t('accept.name')}
              hint={t('accept.name_hint')}
              autoComplete="name"
              required
            />
            <Submit pending={t('accept.sending')}>{t('accept.send', { version: open.offer.version })}</Submit>
          </Form>
        </section>
      )}
      {open && accepted && <p className="mt-8 text-muted">{t('accept.waiting', { other: other.displayName })}</p>}
      {open && !mine && (
        <details className="mt-10 border-line border-t pt-4">
          <summary className={buttonStyle('quiet')}>{t('counter.title')}</summary>
          <Form action={offerAction} className="mt-6 grid gap-7">
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="dealId" value={deal.id} />
            <input type="hidden" name="enterpriseId" value={side} />
            <TermsFields locale={locale} terms={open.terms} currency={open.terms.currency} today={isoDay(now())} />
            <Submit pending={t('ask.sending')}>{t('counter.send')}</Submit>
          </Form>
        </details>
      )}
      {open && (
        <details className="mt-4">
          <summary className={buttonStyle('danger')}>{mine ? t('decline.withdraw') : t('decline.title')}</summary>
          <Form action={declineAction} className="mt-6 grid max-w-[520px] gap-5">
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="offerId" value={open.offer.id} />
            <input type="hidden" name="enterpriseId" value={side} />
            <TextArea name="reason" label={t('decline.reason')} optional={t('optional')} rows={3} />
            <Submit kind="danger">{t('decline.send')}</Submit>
          </Form>
        </details>
      )}
    </div>
  );
}
