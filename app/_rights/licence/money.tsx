import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { IssuedPapers } from '#app/_invoicing/paper-link.tsx';
import { periodNames } from '#app/_rights/period-names.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import {
  dueCertificateAction,
  payDueAction,
  recordDuePaidAction,
} from '#app/[locale]/(rights)/licences/life-actions.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { LicenceStory, ShownDue } from '#lib/licensing/index.ts';
import { DueRefunds } from './due-refunds.tsx';

/** What was paid for a licence and what is to be paid, with the button that pays it. */
export async function LicenceMoney({ story, locale }: { story: LicenceStory; locale: Locale }) {
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  const { dues } = story;
  if (dues.length === 0) return <p className="text-muted">{t('money.none')}</p>;
  return (
    <Table
      caption={t('part.money')}
      rows={dues}
      rowKey={(due) => due.id}
      columns={[
        {
          key: 'what',
          title: t('money.what'),
          cell: (due) => <What due={due} number={story.licence.number} locale={locale} />,
        },
        {
          key: 'due',
          title: t('money.due'),
          cell: (due) => format.dateTime(due.dueOn, { dateStyle: 'medium', timeZone: 'UTC' }),
        },
        {
          key: 'amount',
          title: t('money.amount'),
          numeric: true,
          cell: (due) => <Amount due={due} story={story} locale={locale} />,
        },
        { key: 'state', title: t('money.state'), cell: (due) => <DueState due={due} story={story} locale={locale} /> },
      ]}
    />
  );
}

async function What({ due, number, locale }: { due: ShownDue; number: string; locale: Locale }) {
  const t = await getTranslations('licensing');
  const word = t(`due_kind.${due.kind}`);
  return due.statement ? (
    <Link
      href={`/licences/${number}/statements/${due.statement.period}`}
      className="link inline-flex min-h-11 items-center md:min-h-0"
    >
      {`${word} · ${(await periodNames(locale))(due.statement.period)}`}
    </Link>
  ) : (
    word
  );
}

async function Amount({ due, story, locale }: { due: ShownDue; story: LicenceStory; locale: Locale }) {
  const t = await getTranslations('licensing.money');
  const { asked, currency } = due;
  const amount = (minor: bigint) => formatMoney(money(minor, currency), locale);
  const share =
    story.side === 'holder' && due.shares.find(({ enterpriseId }) => enterpriseId === story.licence.deal.holderId);
  return (
    <>
      {amount(asked.amountMinor)}
      {asked.taxMinor > 0n && (
        <span className="block text-muted text-small">{t('tax', { amount: amount(asked.taxMinor) })}</span>
      )}
      {asked.withholdingMinor > 0n && (
        <span className="block text-muted text-small">{t('withheld', { amount: amount(asked.withholdingMinor) })}</span>
      )}
      {due.split.length > 1 && (
        <ul aria-label={t('split')} className="text-muted text-small">
          {due.split.map(({ holder, minor }) => (
            <li key={holder.displayName}>
              {t('split_part', { holder: nameFor(holder, locale), amount: amount(minor) })}
            </li>
          ))}
        </ul>
      )}
      {share && (
        <span className="block text-muted text-small">
          {t('earned', { amount: amount(share.shareMinor - share.withholdingMinor - share.commissionMinor) })}
        </span>
      )}
    </>
  );
}

async function DueState({ due, story, locale }: { due: ShownDue; story: LicenceStory; locale: Locale }) {
  const t = await getTranslations('licensing.money');
  const format = await getFormatter();
  const { number } = story.licence;
  if (due.cancelledAt) return <Status kind="plain">{t('cancelled')}</Status>;
  if (due.paidAt)
    return (
      <div className="grid justify-items-start gap-1">
        <Status kind="good">
          {t('paid', { day: format.dateTime(due.paidAt, { dateStyle: 'medium', timeZone: 'UTC' }) })}
        </Status>
        {due.invoices.length > 0 && (
          <ul aria-label={t('papers')} className="text-small">
            <IssuedPapers papers={due.invoices} />
          </ul>
        )}
        {due.withholdingMinor > 0n && <Certificate due={due} number={number} mayAttach={story.can.pay} />}
        <DueRefunds due={due} story={story} locale={locale} />
      </div>
    );
  const total = formatMoney(money(due.asked.totalMinor, due.currency), locale);
  return (
    <div className="grid justify-items-start gap-2">
      <Status kind={due.daysLate > 0 ? 'bad' : 'waiting'}>
        {due.daysLate > 0 ? t('late', { days: due.daysLate }) : t('open')}
      </Status>
      {story.can.pay && (
        <Form action={payDueAction}>
          <input type="hidden" name="dueId" value={due.id} />
          <input type="hidden" name="total" value={`${due.asked.totalMinor}`} />
          <Submit pending={t('paying')}>{t('pay', { amount: total })}</Submit>
        </Form>
      )}
      {story.can.settle && (
        <Form action={recordDuePaidAction} className="grid gap-3">
          <input type="hidden" name="dueId" value={due.id} />
          <input type="hidden" name="number" value={number} />
          <TextInput name="paidOn" type="date" label={t('record')} defaultValue={isoDay(now())} required />
          <Submit kind="quiet">{t('record_send')}</Submit>
        </Form>
      )}
    </div>
  );
}

async function Certificate({ due, number, mayAttach }: { due: ShownDue; number: string; mayAttach: boolean }) {
  const t = await getTranslations('licensing.money');
  return (
    <>
      {due.certificate && (
        <a
          href={`/api/licences/certificate?due=${due.id}`}
          className="link inline-flex min-h-11 items-center text-small"
        >
          {t('certificate')}
        </a>
      )}
      {mayAttach && (
        <details>
          <summary className="link inline-flex min-h-11 items-center text-small">{t('attach')}</summary>
          <Form action={dueCertificateAction} className="grid gap-3 pt-2">
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="dueId" value={due.id} />
            <FileField
              name="file"
              label={t('certificate')}
              hint={t('attach_hint', { megabytes: limits.taxCertificateBytes / 2 ** 20 })}
              accept=".pdf,application/pdf"
            />
            <Submit kind="quiet">{t('send')}</Submit>
          </Form>
        </details>
      )}
    </>
  );
}
