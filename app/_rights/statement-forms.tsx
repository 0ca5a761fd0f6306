import { getFormatter, getTranslations } from 'next-intl/server';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  acceptStatementAction,
  answerDisputeAction,
  certificateAction,
  disputeLineAction,
  recordPaidAction,
  withdrawDisputeAction,
} from '#app/[locale]/(rights)/licences/actions.ts';
import { limits } from '#lib/core/limits.ts';
import type { Side } from '#lib/royalties/index.ts';
import { lineWord } from './line-word.ts';

interface Seen {
  readonly number: string;
  readonly period: string;
  /** Of the amounts that are on the page. */
  readonly hash: string;
}

function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The holder agrees to what it sees. */
export async function AcceptForm({ seen, licensee, amount }: { seen: Seen; licensee: string; amount: string }) {
  const t = await getTranslations('royalties.accept');
  return (
    <section aria-labelledby="accept">
      <h2 id="accept" className="mb-2 text-large">
        {t('title')}
      </h2>
      <p className="mb-5 max-w-[62ch] text-muted text-small">{t('text', { licensee, amount })}</p>
      <Form action={acceptStatementAction}>
        <Hidden fields={{ ...seen }} />
        <Submit pending={t('sending')}>{t('send')}</Submit>
      </Form>
    </section>
  );
}

/** The holder doubts a line. */
export async function DisputeForm({
  seen,
  lines,
  chosen,
}: {
  seen: Seen;
  lines: readonly string[];
  chosen: string | undefined;
}) {
  const t = await getTranslations('royalties.dispute');
  const kind = await getTranslations('royalties.line_kind');
  return (
    <section id="dispute" aria-labelledby="dispute-title" className="scroll-mt-6">
      <h2 id="dispute-title" className="mb-2 text-large">
        {t('title')}
      </h2>
      <p className="mb-5 max-w-[62ch] text-muted text-small">{t('text')}</p>
      <Form action={disputeLineAction} className="grid max-w-[560px] gap-5">
        <Hidden fields={{ ...seen }} />
        <Select
          name="line"
          label={t('line')}
          defaultValue={lines.find((line) => line === chosen) ?? lines[0]}
          options={lines.map((value) => {
            const { name, nth } = lineWord(value);
            return { value, label: `${kind(name)} ${nth}` };
          })}
        />
        <TextArea name="reason" label={t('reason')} rows={3} required />
        <Submit kind="danger" pending={t('sending')}>
          {t('send')}
        </Submit>
      </Form>
    </section>
  );
}

interface Dispute {
  readonly id: string;
  readonly reason: string;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
}

/** What was said about a line, and where it is answered or taken back. */
export async function LineDisputes({
  disputes,
  side,
  number,
  period,
  doubtable,
  line,
}: {
  disputes: readonly Dispute[];
  side: Side;
  number: string;
  period: string;
  doubtable: boolean;
  line: string;
}) {
  const t = await getTranslations('royalties.dispute');
  const format = await getFormatter();
  const open = disputes.some((each) => !each.answeredAt);
  return (
    <>
      {disputes.map((each) => (
        <div key={each.id} className="mt-3 max-w-[56ch] border-cinnabar border-l-3 pl-4 font-normal">
          <p className="text-muted">
            {t('raised', { date: format.dateTime(each.createdAt, { dateStyle: 'medium' }) })}
          </p>
          <p className="whitespace-pre-line">{each.reason}</p>
          {each.answeredAt && (
            <p className="mt-2 whitespace-pre-line border-jade border-l-3 pl-4">{each.answer ?? t('corrected')}</p>
          )}
          {!each.answeredAt && side === 'licensee' && (
            <Form action={answerDisputeAction} className="mt-3 grid gap-3">
              <Hidden fields={{ number, period, disputeId: each.id }} />
              <TextArea name="answer" label={t('answer')} hint={t('answer_hint')} rows={2} required />
              <Submit kind="quiet">{t('answer_send')}</Submit>
            </Form>
          )}
          {!each.answeredAt && side === 'holder' && (
            <Form action={withdrawDisputeAction} className="mt-1">
              <Hidden fields={{ number, period, disputeId: each.id }} />
              <Submit kind="text">{t('withdraw')}</Submit>
            </Form>
          )}
        </div>
      ))}
      {doubtable && !open && (
        <a href={`?line=${line}#dispute`} className="link mt-1 block w-fit py-1 font-normal text-muted">
          {t('doubt')}
          <span className="sr-only">{` ${line}`}</span>
        </a>
      )}
    </>
  );
}

/** The tax office's certificate of what was withheld. */
export async function TaxCertificate({
  number,
  period,
  certificate,
  mayAttach,
}: {
  number: string;
  period: string;
  certificate: string | null;
  mayAttach: boolean;
}) {
  const t = await getTranslations('royalties.certificate');
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate" className="mb-2 text-large">
        {t('title')}
      </h2>
      {certificate ? (
        <p>
          <a
            href={`/api/royalties/certificate?number=${number}&period=${period}`}
            className="link inline-flex min-h-11 items-center break-all"
          >
            {certificate}
          </a>
        </p>
      ) : (
        <p className="mb-5 max-w-[62ch] text-muted text-small">{t(mayAttach ? 'missing_licensee' : 'missing')}</p>
      )}
      {mayAttach && (
        <Form action={certificateAction} className="mt-4 grid max-w-[560px] gap-5">
          <Hidden fields={{ number, period }} />
          <FileField
            name="file"
            label={t(certificate ? 'replace' : 'file')}
            hint={t('hint', { megabytes: limits.taxCertificateBytes / 2 ** 20 })}
            accept=".pdf,application/pdf"
          />
          <Submit kind="quiet">{t('send')}</Submit>
        </Form>
      )}
    </section>
  );
}

/** Staff has seen the money come. */
export async function PaidForm({ number, period, today }: { number: string; period: string; today: string }) {
  const t = await getTranslations('royalties.settle');
  return (
    <section aria-labelledby="settle">
      <h2 id="settle" className="mb-4 text-large">
        {t('title')}
      </h2>
      <Form action={recordPaidAction} className="grid max-w-[340px] gap-5">
        <Hidden fields={{ number, period }} />
        <TextInput name="paidOn" type="date" label={t('paid_on')} defaultValue={today} required />
        <Submit kind="quiet">{t('send')}</Submit>
      </Form>
    </section>
  );
}
