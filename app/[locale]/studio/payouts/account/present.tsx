import { getFormatter, getTranslations } from 'next-intl/server';
import { Form } from '#app/_ui/form.tsx';
import { Facts, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { writtenAs } from '#lib/languages/index.ts';
import { accountTail, type payoutAccountOf, requirementsIn } from '#lib/payouts/index.ts';
import { connectAction, withdrawAccountAction } from './actions.ts';

type Account = Awaited<ReturnType<typeof payoutAccountOf>>;
type Own = { readonly id: string; readonly slug: string };

/** The account at Stripe: where it stands, what is asked for, and the way to Stripe's questions. */
export async function StripeAccount({
  account,
  enterprise,
  edits,
}: {
  account: Account;
  enterprise: Own;
  edits: boolean;
}) {
  const t = await getTranslations('payouts.account');
  const format = await getFormatter();
  const { connected } = account;
  const good = connected?.transfersActive && connected.payoutsEnabled;
  const asked = connected ? requirementsIn(connected.currentlyDue) : [];
  const waits = connected && connected.usableFrom > new Date();
  return (
    <>
      {connected ? (
        <>
          <Status kind={good ? 'good' : 'waiting'}>{t(good ? 'stripe_good' : 'stripe_open')}</Status>
          {connected.bankLast4 && <p className="num mt-2">{t('stripe_bank', { tail: connected.bankLast4 })}</p>}
          {waits && (
            <p className="mt-2 text-small">
              {t('waits_until', {
                date: format.dateTime(connected.usableFrom, { dateStyle: 'long', timeStyle: 'short' }),
              })}
            </p>
          )}
          {asked.length > 0 && (
            <>
              <p className="mt-4">{t('asked')}</p>
              <ul className="mt-1 list-disc pl-5">
                {asked.map((kind) => (
                  <li key={kind}>{t(`requirement.${kind}`)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <p className="max-w-[52ch] text-muted">{t('stripe_text')}</p>
      )}
      {edits && (
        <Form action={connectAction} className="mt-5">
          <input type="hidden" name="enterpriseId" value={enterprise.id} />
          <Submit kind={good ? 'quiet' : 'primary'} pending={t('leaving')}>
            {t(good ? 'stripe_change' : connected ? 'stripe_go_on' : 'stripe_start')}
          </Submit>
        </Form>
      )}
    </>
  );
}

type Bank = NonNullable<Account['verified']>;

async function BankFacts({ bank }: { bank: Bank }) {
  const t = await getTranslations('payouts.account');
  return (
    <Facts
      className="mt-2"
      facts={[
        [t('holder'), bank.holderName],
        [
          t(bank.iban ? 'iban' : 'number'),
          <span key="number" className="num">
            {accountTail(bank)}
          </span>,
        ],
        ...(bank.cnapsCode
          ? [
              [
                t('cnaps'),
                <span key="cnaps" className="num">
                  {bank.cnapsCode}
                </span>,
              ] as const,
            ]
          : []),
        ...(bank.bic
          ? [
              [
                t('bic'),
                <span key="bic" className="num">
                  {bank.bic}
                </span>,
              ] as const,
            ]
          : []),
        ...(bank.bankName ? [[t('bank_name'), bank.bankName] as const] : []),
      ]}
    />
  );
}

/** The bank accounts: the one that is paid to, the one that waits, the one that was refused. */
export async function BankAccounts({
  account,
  enterprise,
  edits,
  locale,
}: {
  account: Account;
  enterprise: Own;
  edits: boolean;
  locale: string;
}) {
  const t = await getTranslations('payouts.account');
  const { verified, waiting, refused, rail } = account;
  const date = new Intl.DateTimeFormat(writtenAs(locale), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="grid gap-4">
      {verified && (
        <div className="rounded-md border border-line p-5">
          <Status kind={rail === 'bank_transfer' ? 'good' : 'plain'}>
            {t(rail === 'bank_transfer' ? 'paid_here' : 'not_used')}
          </Status>
          <BankFacts bank={verified} />
          {verified.usableFrom > new Date() && (
            <p className="mt-2 text-small">{t('waits_until', { date: date.format(verified.usableFrom) })}</p>
          )}
        </div>
      )}
      {waiting && (
        <div className="rounded-md border border-line p-5">
          <Status kind="waiting">{t('being_verified')}</Status>
          <BankFacts bank={waiting} />
          <p className="mt-2 text-muted text-small">{t('being_verified_text')}</p>
          {edits && (
            <Form action={withdrawAccountAction} className="mt-3">
              <input type="hidden" name="enterpriseId" value={enterprise.id} />
              <input type="hidden" name="enterprise" value={enterprise.slug} />
              <input type="hidden" name="accountId" value={waiting.id} />
              <Submit kind="quiet" pending={t('saving')}>
                {t('withdraw')}
              </Submit>
            </Form>
          )}
        </div>
      )}
      {refused && !waiting && (
        <div className="rounded-md border border-cinnabar p-5">
          <Status kind="bad">{t('refused')}</Status>
          <BankFacts bank={refused} />
          {refused.reason && <p className="mt-2">{t('refused_why', { reason: refused.reason })}</p>}
        </div>
      )}
    </div>
  );
}
