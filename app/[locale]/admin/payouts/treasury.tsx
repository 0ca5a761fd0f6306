import { randomUUID } from 'node:crypto';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Facts, RowHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, type Money, money } from '#lib/core/money.ts';
import { groupedNumber, type ownPayouts, type platformAccount } from '#lib/payouts/index.ts';
import { debtorAction, toBankAction } from './actions.ts';

/** The platform's own money: the account that batches are paid from, what lies at Stripe, and moving it to the bank. */
export async function Treasury({
  debtor,
  held,
  payouts,
  locale,
}: {
  debtor: Awaited<ReturnType<typeof platformAccount>>;
  held: readonly Money[] | null;
  payouts: Awaited<ReturnType<typeof ownPayouts>>;
  locale: string;
}) {
  const t = await getTranslations('payouts.admin.treasury');
  const stripe = await getTranslations('payouts.stripe');
  const words = await getTranslations('finance.bank');
  const format = await getFormatter();
  return (
    <section id="treasury" aria-label={t('title')}>
      <RowHead title={t('title')} />
      <div className="grid items-start gap-x-16 gap-y-8 lg:grid-cols-2">
        <div>
          <h3 className="mb-2 text-large">{t('account')}</h3>
          {debtor ? (
            <Facts
              facts={[
                [t('name'), debtor.name],
                [
                  t('iban'),
                  <span key="iban" className="num">
                    {groupedNumber(debtor.iban)}
                  </span>,
                ],
                [
                  t('bic'),
                  <span key="bic" className="num">
                    {debtor.bic}
                  </span>,
                ],
              ]}
            />
          ) : (
            <p className="text-muted">{t('no_account')}</p>
          )}
          <Form action={debtorAction} className="mt-3">
            <FormDetails summary={t(debtor ? 'change' : 'name_it')}>
              <TextInput name="name" label={t('name')} defaultValue={debtor?.name} />
              <TextInput name="iban" label={t('iban')} defaultValue={debtor?.iban} />
              <TextInput name="bic" label={t('bic')} defaultValue={debtor?.bic} />
              <Submit kind="quiet" pending={t('saving')}>
                {t('save')}
              </Submit>
            </FormDetails>
          </Form>
        </div>
        <div>
          <h3 className="mb-2 text-large">{t('stripe')}</h3>
          {held === null && <p className="text-muted">{t('stripe_away')}</p>}
          {held?.length === 0 && <p className="text-muted">{t('stripe_nothing')}</p>}
          {held && held.length > 0 && (
            <>
              <p className="num">
                {format.list(
                  held.map((amount) => formatMoney(amount, locale)),
                  { type: 'conjunction' },
                )}
              </p>
              <Form action={toBankAction} className="mt-3 grid gap-3 sm:grid-cols-[1fr_auto_auto] sm:items-end">
                <input type="hidden" name="key" value={randomUUID()} />
                <TextInput name="amount" label={t('amount')} inputMode="decimal" />
                <Select
                  name="currency"
                  label={t('currency')}
                  options={held.map(({ currency }) => ({ value: currency, label: currency }))}
                  defaultValue={held[0]?.currency}
                />
                <Submit kind="quiet" pending={t('saving')}>
                  {t('move')}
                </Submit>
              </Form>
            </>
          )}
          {payouts.length > 0 && (
            <div className="mt-4">
              <Table
                caption={t('payouts')}
                rows={payouts}
                rowKey={(payout) => payout.id}
                columns={[
                  {
                    key: 'day',
                    title: t('day'),
                    cell: (payout) => format.dateTime(payout.createdAt, { dateStyle: 'medium' }),
                  },
                  {
                    key: 'state',
                    title: t('state'),
                    cell: (payout) => (
                      <Status kind={payout.status === 'paid' ? 'good' : payout.status === 'failed' ? 'bad' : 'waiting'}>
                        {payout.bankLine
                          ? words('in_bank', {
                              date: format.dateTime(payout.bankLine.bookedOn, { dateStyle: 'medium', timeZone: 'UTC' }),
                            })
                          : stripe(payout.status)}
                      </Status>
                    ),
                  },
                  {
                    key: 'amount',
                    title: t('amount'),
                    numeric: true,
                    cell: (payout) => formatMoney(money(payout.amountMinor, payout.currency), locale),
                  },
                ]}
              />
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
