import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Checkbox, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Facts, RowHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type accountsToVerify, groupedNumber } from '#lib/payouts/index.ts';
import { refuseAction, verifyAction } from './actions.ts';

type Waiting = Awaited<ReturnType<typeof accountsToVerify>>;

/** Bank accounts that wait to be verified: what was given beside what is registered. */
export async function Accounts({ accounts, locale }: { accounts: Waiting; locale: string }) {
  const t = await getTranslations('payouts.admin.accounts');
  return (
    <section aria-label={t('title')}>
      <RowHead title={t('title')} />
      {accounts.length === 0 && <p className="text-muted">{t('empty')}</p>}
      <ul>
        {accounts.map((account) => (
          <li key={account.id} className="grid gap-x-10 gap-y-4 border-line border-b py-6 lg:grid-cols-2">
            <AccountFacts account={account} locale={locale} />
            <div className="grid content-start gap-4">
              <Form action={verifyAction} className="grid gap-3">
                <input type="hidden" name="accountId" value={account.id} />
                <Checkbox name="nameMatches" label={t('name_matches')} />
                <Checkbox name="numberSeen" label={t('number_seen')} />
                <TextInput name="note" label={t('note')} optional={t('optional')} />
                <Submit kind="quiet" pending={t('saving')}>
                  {t('verify')}
                </Submit>
              </Form>
              <Form action={refuseAction}>
                <input type="hidden" name="accountId" value={account.id} />
                <FormDetails summary={t('refuse')}>
                  <TextArea name="reason" label={t('reason')} hint={t('reason_hint')} rows={3} />
                  <Submit kind="danger" pending={t('saving')}>
                    {t('refuse')}
                  </Submit>
                </FormDetails>
              </Form>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function AccountFacts({ account, locale }: { account: Waiting[number]; locale: string }) {
  const t = await getTranslations('payouts.admin.accounts');
  const words = await getTranslations('payouts.account');
  const format = await getFormatter();
  const { enterprise } = account;
  const number = account.iban ?? account.accountNumber ?? '';
  return (
    <div>
      <h3 className="mb-2 text-large" lang={enterprise.sourceLocale}>
        {enterprise.displayName}
      </h3>
      <Facts
        facts={[
          [t('registered'), `${enterprise.legalName} · ${enterprise.legalNameLatin}`],
          [words('holder'), <strong key="holder">{account.holderName}</strong>],
          [
            words(account.iban ? 'iban' : 'number'),
            <span key="number" className="num">
              {groupedNumber(number)}
            </span>,
          ],
          ...(account.cnapsCode
            ? [
                [
                  words('cnaps'),
                  <span key="cnaps" className="num">
                    {account.cnapsCode}
                  </span>,
                ] as const,
              ]
            : []),
          ...(account.bic
            ? [
                [
                  words('bic'),
                  <span key="bic" className="num">
                    {account.bic}
                  </span>,
                ] as const,
              ]
            : []),
          [
            words('bank_country'),
            `${countryName(account.bankCountry, locale)}${account.bankName ? ` · ${account.bankName}` : ''}`,
          ],
          [t('given'), format.dateTime(account.createdAt, { dateStyle: 'medium', timeStyle: 'short' })],
          [t('usable'), format.dateTime(account.usableFrom, { dateStyle: 'medium', timeStyle: 'short' })],
          [
            words('document'),
            account.documentKey ? (
              <a
                key="document"
                href={`/api/payouts/documents/${account.id}`}
                className="link inline-flex min-h-6 items-center"
              >
                {t('open_document')}
              </a>
            ) : (
              t('no_document')
            ),
          ],
        ]}
      />
    </div>
  );
}
