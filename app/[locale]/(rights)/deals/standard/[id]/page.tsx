import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { DealDoor } from '#app/_rights/deals/door.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { enterprisesOf, nameFor } from '#lib/enterprises/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { readStandard, standardTerms } from '#lib/rights/index.ts';
import { buyStandardAction } from '../../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('deals.standard');
  return { title: t('buy'), robots: { index: false } };
}

/** A standard offer, taken like a product: who it is for, for what, from when, and a name. */
export default async function BuyStandard({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const offer = await readStandard(id);
  if (!offer) notFound();
  const actor = await currentActor();
  const enterprises =
    actor.type === 'person'
      ? (await enterprisesOf(actor)).filter(
          (each) => each.id !== offer.enterpriseId && may(actor, 'offer.accept', { enterpriseId: each.id }),
        )
      : [];
  if (enterprises.length === 0) return <DealDoor actor={actor} next={`/deals/standard/${id}`} />;
  const t = await getTranslations('deals.standard');
  const rights = await getTranslations('rights');
  const today = isoDay(now());
  const terms = standardTerms(offer, today);
  const [picture] = offer.work.pictures;
  const price = formatMoney(money(BigInt(terms.advanceMinor), terms.currency), locale);
  return (
    <>
      <PageHead
        title={t('title', { work: fieldText(offer.work.text, 'title', locale) })}
        lead={t('from', { holder: nameFor(offer.enterprise, locale) })}
      >
        <Link href={`/w/${offer.work.slug}`} className="link text-small">
          {t('back')}
        </Link>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,5vw,72px)] gap-y-8 md:grid-cols-2">
        <div className="grid gap-6">
          {picture && (
            <div className="aspect-3/2 overflow-hidden rounded-md bg-silk">
              <Picture mediaId={picture.mediaId} alt="" sizes="(max-width: 760px) 92vw, 40vw" />
            </div>
          )}
          <TermsFacts terms={terms} locale={locale} withMoney={false} />
          <p className="num text-title">{price}</p>
          <p className="text-muted text-small">{t('price_hint')}</p>
        </div>
        <Form action={buyStandardAction} className="grid gap-5">
          <input type="hidden" name="standardOfferId" value={offer.id} />
          <Select
            name="enterpriseId"
            label={t('licensee')}
            options={enterprises.map((each) => ({ value: each.id, label: nameFor(each, locale) }))}
          />
          <TextInput name="forWhom" label={t('for_whom')} hint={t('for_whom_hint')} required />
          <TextArea name="purpose" rows={3} label={t('purpose')} hint={t('purpose_hint')} required />
          <TextInput
            name="startsOn"
            type="date"
            label={rights('terms.starts')}
            hint={t('starts_hint', { years: offer.years })}
            defaultValue={today}
            required
          />
          <TextInput
            name="signedName"
            label={rights('accept.name')}
            hint={rights('accept.name_hint')}
            autoComplete="name"
            required
          />
          <Submit pending={rights('accept.sending')}>{t('accept', { price })}</Submit>
          <p className="text-muted text-small">{t('next')}</p>
        </Form>
      </div>
    </>
  );
}
