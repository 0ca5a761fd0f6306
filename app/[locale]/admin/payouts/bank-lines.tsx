import { getFormatter, getTranslations } from 'next-intl/server';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { RowHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { bankLines, ReturnedLess } from '#lib/payouts/index.ts';
import { importAction, matchAction, setAsideAction } from './actions.ts';

type Lines = Awaited<ReturnType<typeof bankLines>>;
type Line = Lines['open'][number];

/** The bank's statement: taking one in, what waits for a person, and what was dealt with. */
export async function BankStatement({ lines, locale }: { lines: Lines; locale: string }) {
  const t = await getTranslations('payouts.admin.bank');
  const format = await getFormatter();
  const amount = (line: Line) => formatMoney(money(line.amountMinor, line.currency), locale);
  const words = await getTranslations('finance.bank');
  const candidates = (line: Line) => {
    const fitting = lines.payouts.filter(
      (payout) => payout.amountMinor === line.amountMinor && payout.currency === line.currency,
    );
    return fitting.length > 0 ? words('payouts', { ids: format.list(fitting.map(({ id }) => id)) }) : words('hint');
  };
  const day = (line: Line) => format.dateTime(line.bookedOn, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <section id="bank" aria-label={t('title')}>
      <RowHead title={t('title')} />
      <Form action={importAction} className="grid max-w-[560px] gap-4">
        <FileField
          name="file"
          label={t('file')}
          hint={t('file_hint', { megabytes: limits.bankFileBytes / 2 ** 20 })}
          accept=".xml,application/xml,text/xml"
        />
        <Submit kind="quiet" pending={t('reading')}>
          {t('import')}
        </Submit>
      </Form>
      <h3 className="mt-8 mb-2 text-large">{t('open', { count: lines.open.length })}</h3>
      <ul>
        {lines.open.map((line) => (
          <li key={line.id} className="grid gap-x-8 gap-y-3 border-line border-b py-5 lg:grid-cols-[1fr_1fr]">
            <div>
              <p className="flex flex-wrap items-baseline justify-between gap-x-6">
                <span className="num font-medium text-large">{amount(line)}</span>
                <span className="text-muted text-small">{day(line)}</span>
              </p>
              <p>{[line.counterparty, line.iban].filter(Boolean).join(' · ')}</p>
              <p className="break-words text-muted text-small">
                {[line.endToEndId, line.remittance].filter(Boolean).join(' · ')}
              </p>
              <Status kind="waiting">{t(`problem.${line.problem ?? 'unknown_reference'}`)}</Status>
            </div>
            <div className="grid content-start gap-4 sm:grid-cols-2">
              <Form action={matchAction} className="grid content-start gap-3">
                <input type="hidden" name="lineId" value={line.id} />
                <Less less={lines.less.get(line.id)} locale={locale} />
                <TextInput name="endToEndId" label={t('reference')} hint={candidates(line)} />
                <TextInput name="reason" label={words('reason')} />
                {line.amountMinor > 0n && <Checkbox name="lessCharges" label={words('less_charges')} />}
                <Submit kind="quiet" pending={t('saving')}>
                  {t('match')}
                </Submit>
              </Form>
              <Form action={setAsideAction} className="grid content-start gap-3">
                <input type="hidden" name="lineId" value={line.id} />
                <TextInput name="note" label={t('note')} />
                <Submit kind="quiet" pending={t('saving')}>
                  {t('set_aside')}
                </Submit>
              </Form>
            </div>
          </li>
        ))}
      </ul>
      {lines.done.length > 0 && (
        <details className="mt-4">
          <summary className="link inline-flex min-h-11 cursor-pointer items-center">{t('done_title')}</summary>
          <Table
            caption={t('done_title')}
            rows={lines.done}
            rowKey={(line) => line.id}
            columns={[
              { key: 'day', title: t('day'), cell: day },
              {
                key: 'who',
                title: t('who'),
                cell: (line) => line.payment?.enterprise.displayName ?? (line.payout ? 'Stripe' : line.counterparty),
              },
              {
                key: 'reference',
                title: t('reference'),
                cell: (line) => (
                  <>
                    <span className="num break-all">{line.payment?.endToEndId ?? line.payout?.id}</span>
                    {line.note && <span className="block text-muted text-small">{line.note}</span>}
                  </>
                ),
              },
              {
                key: 'state',
                title: t('state'),
                cell: (line) => (
                  <Status kind={line.status === 'matched' ? 'good' : 'plain'}>{t(`state_${line.status}`)}</Status>
                ),
              },
              { key: 'amount', title: t('amount'), numeric: true, cell: amount },
            ]}
          />
        </details>
      )}
    </section>
  );
}

/** What matching a return that brings less than its payment will do, before it is done. */
async function Less({ less, locale }: { less: ReturnedLess | undefined; locale: string }) {
  if (!less) return null;
  const t = await getTranslations('finance.bank');
  return (
    <p className="text-small">
      {t('less', {
        payment: formatMoney(less.payment, locale),
        charges: formatMoney(less.charges, locale),
        enterprise: less.enterprise,
      })}
    </p>
  );
}
