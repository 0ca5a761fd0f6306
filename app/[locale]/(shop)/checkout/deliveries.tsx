import { getFormatter, getTranslations } from 'next-intl/server';
import { SendOnChange } from '#app/_shop/send-on-change.tsx';
import { TextArea } from '#app/_ui/field.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { RadioLines } from '#app/_ui/radio-lines.tsx';
import { day, now } from '#lib/core/clock.ts';
import { formatMoney } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { QuotedCart, QuotedSeller } from '#lib/ordering/index.ts';

/** Each seller's part: how it can be sent and when it comes, and what the seller should know. */
export async function Deliveries({ cart, locale }: { cart: QuotedCart; locale: Locale }) {
  const t = await getTranslations('checkout');
  return (
    <section>
      <h2 className="mb-4 text-large">{t('deliveries')}</h2>
      <div className="grid gap-6">
        {cart.quote.sellers.map((seller) => {
          const line = cart.lines.find((each) => each.variant.listing.enterpriseId === seller.enterpriseId);
          const maker = line ? nameFor(line.variant.listing.enterprise, locale) : '';
          return <SellerDelivery key={seller.enterpriseId} seller={seller} maker={maker} locale={locale} />;
        })}
      </div>
    </section>
  );
}

async function SellerDelivery({ seller, maker, locale }: { seller: QuotedSeller; maker: string; locale: string }) {
  const t = await getTranslations('checkout');
  const format = await getFormatter();
  const from = seller.sentFrom ?? now();
  const arrives = (option: { daysMin: number; daysMax: number }) =>
    t('arrives', {
      dates: format.dateTimeRange(
        new Date(now().getTime() + option.daysMin * day),
        new Date(now().getTime() + option.daysMax * day),
        { day: 'numeric', month: 'short' },
      ),
    });
  return (
    <div className="grid gap-3">
      <h3 className="font-medium font-sans text-base tracking-normal">{maker}</h3>
      {seller.options.length > 0 ? (
        <SendOnChange>
          <RadioLines
            name={`delivery:${seller.enterpriseId}`}
            legend={t('delivery_by', { maker })}
            defaultValue={seller.service}
            lines={seller.options.map((option) => ({
              value: option.service,
              label: t(`service.${option.service}`),
              note: arrives(option),
              end: option.price.minor === 0n ? t('free') : formatMoney(option.price, locale),
            }))}
          />
        </SendOnChange>
      ) : (
        <p className="text-muted text-small">{t('nothing_sent')}</p>
      )}
      {seller.sentFrom && (
        <p className="text-muted text-small">
          {t('sent_from', { date: format.dateTime(from, { dateStyle: 'long' }) })}
        </p>
      )}
      <FormDetails summary={t('note_to', { maker })}>
        <TextArea name={`note:${seller.enterpriseId}`} label={t('note')} hint={t('note_hint')} rows={3} />
      </FormDetails>
    </div>
  );
}

/** A card that is packed with the goods. */
export async function GiftNote() {
  const t = await getTranslations('checkout');
  return (
    <FormDetails summary={t('gift')}>
      <TextArea name="giftNote" label={t('gift_note')} hint={t('gift_hint')} rows={3} />
    </FormDetails>
  );
}
