import { randomUUID } from 'node:crypto';
import { getFormatter, getTranslations } from 'next-intl/server';
import { errorSentence } from '#app/_forms/form-action.ts';
import { languageName } from '#app/_i18n/names.ts';
import { amountOf } from '#app/_translations/words.ts';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Facts, Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { percentOf, type Quote, type QuotedJob, quoteSchema, quoteTranslation } from '#lib/translations/index.ts';
import { orderAction } from '../actions.ts';
import type { OrderChoice } from './asked.ts';

interface Props {
  readonly actor: Actor;
  readonly enterpriseId: string;
  readonly choice: OrderChoice;
  readonly locale: string;
}

/** What it costs by language, and the form that orders it for exactly that. */
export async function PriceEstimate({ actor, enterpriseId, choice, locale }: Props) {
  const t = await getTranslations('translation_jobs.order');
  const quote = await quoted(actor, enterpriseId, choice);
  return (
    <section id="price" aria-labelledby="price-title" className="max-w-3xl scroll-mt-6 py-12">
      <h2 id="price-title" className="mb-4 text-large">
        {t('estimate_title')}
      </h2>
      {typeof quote === 'string' ? (
        <Notice kind="bad" role="alert">
          {quote}
        </Notice>
      ) : quote.jobs.length === 0 ? (
        <Notice>{t('nothing')}</Notice>
      ) : (
        <>
          <Words quote={quote} locale={locale} />
          <OrderForm quote={quote} enterpriseId={enterpriseId} choice={choice} locale={locale} />
        </>
      )}
    </section>
  );
}

/** The quote, or what is wrong with what was chosen, in words. */
async function quoted(actor: Actor, enterpriseId: string, choice: OrderChoice): Promise<Quote | string> {
  const parsed = quoteSchema.safeParse({
    ...choice,
    enterpriseId,
    texts: [...choice.texts],
    targets: [...choice.targets],
    translator: choice.by === 'named' ? choice.translator || '-' : '',
  });
  if (!parsed.success) return errorSentence(new DomainError('validation.choose'));
  try {
    return await quoteTranslation(actor, parsed.data);
  } catch (error) {
    if (error instanceof DomainError) return errorSentence(error);
    throw error;
  }
}

async function Words({ quote, locale }: { quote: Quote; locale: string }) {
  const t = await getTranslations('translation_jobs');
  const format = await getFormatter();
  const amount = (minor: bigint) => amountOf(minor, quote.currency, locale);
  const counted = (kind: 'full' | 'repeat' | 'memory') => ({
    key: kind,
    title: t(`order.column.${kind}`),
    numeric: true,
    cell: (job: QuotedJob) => format.number(job.by[kind]),
  });
  return (
    <>
      <Table
        caption={t('order.estimate_title')}
        rows={quote.jobs}
        rowKey={(job) => `${job.from} ${job.to}`}
        columns={[
          {
            key: 'pair',
            title: t('order.column.pair'),
            cell: (job) => t('pair', { from: languageName(job.from, locale), to: languageName(job.to, locale) }),
          },
          { key: 'texts', title: t('order.column.texts'), numeric: true, cell: (job) => format.number(job.texts) },
          counted('full'),
          counted('repeat'),
          counted('memory'),
          { key: 'rate', title: t('order.column.rate'), numeric: true, cell: (job) => amount(job.rateMinor) },
          { key: 'net', title: t('order.column.net'), numeric: true, cell: (job) => amount(job.netMinor) },
        ]}
      />
      <p className="my-4 max-w-[70ch] text-muted text-small">{t('order.rule', { percent: percentOf.repeat })}</p>
      <Facts
        className="my-6 max-w-md"
        facts={[
          [
            t('order.net'),
            <span key="net" className="num">
              {amount(quote.netMinor)}
            </span>,
          ],
          [
            t('order.tax'),
            <span key="tax" className="num">
              {quote.taxRule === 'reverse_charge' ? t('order.reverse_charge') : amount(quote.taxMinor)}
            </span>,
          ],
          [
            t('order.total'),
            <strong key="total" className="num">
              {amount(quote.totalMinor)}
            </strong>,
          ],
        ]}
      />
      <p className="max-w-[70ch] text-small">{t('order.escrow', { days: limits.translationReviewDays })}</p>
    </>
  );
}

async function OrderForm({
  quote,
  enterpriseId,
  choice,
  locale,
}: {
  quote: Quote;
  enterpriseId: string;
  choice: OrderChoice;
  locale: string;
}) {
  const t = await getTranslations('translation_jobs.order');
  const at = now().getTime();
  return (
    <Form action={orderAction} className="mt-8 grid gap-5">
      <input type="hidden" name="enterpriseId" value={enterpriseId} />
      <input type="hidden" name="placementKey" value={randomUUID()} />
      <input type="hidden" name="scope" value={choice.scope} />
      <input type="hidden" name="translator" value={choice.by === 'named' ? choice.translator : ''} />
      <input type="hidden" name="price" value={choice.price} />
      <input type="hidden" name="currency" value={quote.currency} />
      <input type="hidden" name="total" value={`${quote.totalMinor}`} />
      {choice.targets.map((tag) => (
        <input key={tag} type="hidden" name="targets[]" value={tag} />
      ))}
      {choice.scope === 'chosen' &&
        choice.texts.map((each) => <input key={each} type="hidden" name="texts[]" value={each} />)}
      <TextInput
        name="deliverBy"
        type="date"
        label={t('deliver_by')}
        required
        defaultValue={isoDay(new Date(at + 14 * day))}
        className="max-w-60"
      />
      <TextArea name="note" label={t('note')} hint={t('note_hint')} optional={t('optional')} rows={3} />
      <TextInput
        name="reviewer"
        type="email"
        label={t('reviewer')}
        hint={t('reviewer_hint')}
        optional={t('optional')}
        className="max-w-md"
      />
      <Submit pending={t('paying')} className="justify-self-start">
        {t('pay', { amount: amountOf(quote.totalMinor, quote.currency, locale) })}
      </Submit>
    </Form>
  );
}
