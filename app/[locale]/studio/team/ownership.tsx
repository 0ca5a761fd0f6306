import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Member, OpenOffer } from '#lib/enterprises/index.ts';
import type { OwnEnterprise } from '../_parts/desk.ts';
import { acceptOfferAction, endOfferAction, offerAction } from './actions.ts';

/** An offer of the ownership that waits: for the one it is made to, to answer; for owners, to take back. */
export async function OfferNotice({
  offer,
  enterprise,
  forMe,
}: {
  offer: OpenOffer;
  enterprise: OwnEnterprise;
  forMe: boolean;
}) {
  const t = await getTranslations('team');
  const format = await getFormatter();
  const date = format.dateTime(offer.expiresAt, { dateStyle: 'medium' });
  const hidden = (
    <>
      <input type="hidden" name="offerId" value={offer.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
    </>
  );
  if (!forMe) {
    return (
      <Notice>
        <p>{t('offer.waits', { name: offer.to.name, date })}</p>
        <Form action={endOfferAction} className="mt-3">
          {hidden}
          <Submit kind="quiet" pending={t('saving')}>
            {t('offer.withdraw')}
          </Submit>
        </Form>
      </Notice>
    );
  }
  return (
    <Notice>
      <p className="font-medium">{t('offer.for_you', { name: offer.from.name, enterprise: enterprise.displayName })}</p>
      <p className="mt-1">
        {t(offer.shared ? 'offer.shared_text' : 'offer.whole_text', { name: offer.from.name, date })}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Form action={acceptOfferAction}>
          {hidden}
          <Submit pending={t('saving')}>{t('offer.accept')}</Submit>
        </Form>
        <Form action={endOfferAction}>
          {hidden}
          <Submit kind="quiet" pending={t('saving')}>
            {t('offer.decline')}
          </Submit>
        </Form>
      </div>
    </Notice>
  );
}

/** Hands the ownership over: to whom, what the giver stays, and the enterprise's name as a confirmation. */
export async function TransferForm({ enterprise, members }: { enterprise: OwnEnterprise; members: readonly Member[] }) {
  const t = await getTranslations('team');
  const others = members.filter((member) => !member.self && !member.roles.includes('owner'));
  if (others.length === 0) return <p className="text-muted text-small">{t('transfer.nobody')}</p>;
  return (
    <Form action={offerAction}>
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
      <p className="max-w-[64ch] text-muted text-small">{t('transfer.text')}</p>
      <FormDetails summary={t('transfer.open')}>
        <div className="grid max-w-[560px] gap-5">
          <Select
            name="userId"
            label={t('transfer.to')}
            options={others.map(({ userId, name, email }) => ({ value: userId, label: `${name} · ${email}` }))}
            defaultValue={others[0]?.userId}
          />
          <Select
            name="stay"
            label={t('transfer.you_stay')}
            options={(['editor', 'owner'] as const).map((value) => ({ value, label: t(`transfer.stay_${value}`) }))}
            defaultValue="editor"
          />
          <TextInput
            name="typedName"
            label={t('transfer.type_name')}
            hint={enterprise.displayName}
            autoComplete="off"
            required
          />
          <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
            {t('transfer.submit')}
          </Submit>
        </div>
      </FormDetails>
    </Form>
  );
}
