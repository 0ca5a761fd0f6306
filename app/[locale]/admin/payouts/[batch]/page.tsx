import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Facts, Notice, PageHead, RowHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { accountTail, type BatchView, readBatch } from '#lib/payouts/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { approveAction, cancelAction, dropAction, exportAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string; batch: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('payouts.admin');
  return { title: t('batch.title'), robots: { index: false } };
}

async function batchOr404(actor: Actor, id: string) {
  if (!uuidPattern.test(id)) notFound();
  try {
    return await readBatch(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const said = ['made', 'approved', 'exported', 'dropped'] as const;

export default async function Batch({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { batch: id } = await params;
  const actor = await openStaffDesk(parts.payouts);
  if (!actor) return <StaffDoor path="/admin/payouts" />;
  const { batch, names, own } = await batchOr404(actor, id);
  const t = await getTranslations('payouts.admin');
  const format = await getFormatter();
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  const live = batch.payments.filter(({ status }) => status !== 'dropped');
  const total = live.reduce((sum, each) => sum + each.amountMinor, 0n);
  const approvers = batch.approvals.map(({ userId }) => names.get(userId) ?? '–');
  return (
    <>
      <StaffNav actor={actor} current="payouts" />
      <PageHead title={t('batch.of', { number: batch.number })} lead={t('batch.lead', { count: live.length })}>
        <p className="num text-title">{formatMoney(money(total, batch.currency), locale)}</p>
      </PageHead>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-16 gap-y-6 lg:grid-cols-[1fr_380px]">
        <Facts
          facts={[
            [t('batch.made_by'), names.get(batch.createdById ?? '') ?? '–'],
            [t('batch.approved_by'), approvers.length > 0 ? approvers.join(', ') : t('batch.nobody')],
            [t('batches.execute'), format.dateTime(batch.executeOn, { dateStyle: 'long', timeZone: 'UTC' })],
          ]}
        />
        <Steps batch={batch} approved={batch.approvals.some(({ userId }) => userId === own)} />
      </div>
      <RowHead title={t('batches.payments')} />
      <Payments batch={batch} locale={locale} />
      <p className="mt-8">
        <Link href="/admin/payouts" className="link inline-flex min-h-11 items-center">
          {t('batch.back')}
        </Link>
      </p>
    </>
  );
}

/** What the reader can do with the batch now. */
async function Steps({ batch, approved }: { batch: BatchView; approved: boolean }) {
  const t = await getTranslations('payouts.admin');
  const which = <input type="hidden" name="batchId" value={batch.id} />;
  if (batch.status !== 'proposed') {
    return batch.file ? (
      <a href={`/api/payouts/batches/${batch.id}`} className={buttonStyle('primary', 'w-full')} download>
        {t('batch.download')}
      </a>
    ) : (
      <p className="text-muted">{t(`batches.${batch.status}`)}</p>
    );
  }
  const full = batch.approvals.length >= 2;
  return (
    <div className="grid gap-3 rounded-md bg-silk p-6">
      {full ? (
        <Form action={exportAction}>
          {which}
          <Submit className="w-full" pending={t('saving')}>
            {t('batch.export')}
          </Submit>
          <p className="mt-2 text-muted text-small">{t('batch.export_text')}</p>
        </Form>
      ) : approved ? (
        <p>{t('batch.waits_for_other')}</p>
      ) : (
        <Form action={approveAction}>
          {which}
          <Submit className="w-full" pending={t('saving')}>
            {t('batch.approve')}
          </Submit>
          <p className="mt-2 text-muted text-small">{t('batch.approve_text')}</p>
        </Form>
      )}
      <Form action={cancelAction}>
        {which}
        <Submit kind="quiet" className="w-full" pending={t('saving')}>
          {t('batch.cancel')}
        </Submit>
      </Form>
    </div>
  );
}

const tones = { proposed: 'waiting', dropped: 'plain', sent: 'waiting', settled: 'good', returned: 'bad' } as const;

async function Payments({ batch, locale }: { batch: BatchView; locale: string }) {
  const t = await getTranslations('payouts.admin');
  return (
    <Table
      caption={t('batches.payments')}
      rows={batch.payments}
      rowKey={(payment) => payment.id}
      columns={[
        {
          key: 'who',
          title: t('enterprise'),
          cell: (payment) => <span lang={payment.enterprise.sourceLocale}>{payment.enterprise.displayName}</span>,
        },
        {
          key: 'to',
          title: t('batch.to'),
          cell: (payment) => (
            <span className="num">{`${payment.account.holderName} ${accountTail(payment.account)}`}</span>
          ),
        },
        {
          key: 'reference',
          title: t('bank.reference'),
          cell: (payment) => <span className="num break-all">{payment.endToEndId}</span>,
        },
        { key: 'transfers', title: t('transfers'), numeric: true, cell: (payment) => String(payment._count.transfers) },
        {
          key: 'state',
          title: t('batch.state'),
          cell: (payment) => (
            <Status kind={tones[payment.status]}>
              {t(`payment.${payment.status}`)}
              {payment.returnReason && ` · ${payment.returnReason}`}
            </Status>
          ),
        },
        {
          key: 'amount',
          title: t('batch.amount'),
          numeric: true,
          cell: (payment) => formatMoney(money(payment.amountMinor, payment.currency), locale),
        },
        {
          key: 'drop',
          title: <span className="sr-only">{t('batch.drop')}</span>,
          cell: (payment) =>
            batch.status === 'proposed' &&
            payment.status === 'proposed' && (
              <Form action={dropAction}>
                <input type="hidden" name="batchId" value={batch.id} />
                <input type="hidden" name="paymentId" value={payment.id} />
                <Submit kind="text" pending={t('saving')}>
                  {t('batch.drop')}
                </Submit>
              </Form>
            ),
        },
      ]}
    />
  );
}
