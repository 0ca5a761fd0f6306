import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead } from '#app/_ui/layout.tsx';
import {
  accountsToVerify,
  bankLines,
  batches,
  dueByBank,
  heldAtStripe,
  ownPayouts,
  platformAccount,
  waitingSums,
} from '#lib/payouts/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';
import { Accounts } from './accounts.tsx';
import { BankStatement } from './bank-lines.tsx';
import { BatchList, Due } from './due.tsx';
import { Treasury } from './treasury.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.payouts.title'), robots: { index: false } };
}

const said = ['cancelled', 'matched', 'set_aside', 'verified', 'refused', 'named', 'moved'] as const;

export default async function AdminPayouts({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.payouts);
  if (!actor) return <StaffDoor path="/admin/payouts" />;
  const t = await getTranslations('admin');
  const words = await getTranslations('payouts.admin');
  const waiting = await getTranslations('waiting');
  const [due, made, lines, accounts, held, own, debtor, sums] = await Promise.all([
    dueByBank(actor),
    batches(actor),
    bankLines(actor),
    accountsToVerify(actor),
    // Stripe may be away; the bank's part works all the same.
    heldAtStripe(actor).catch(() => null),
    ownPayouts(actor),
    platformAccount(),
    waitingSums(actor),
  ]);
  const { done } = await searchParams;
  const saying = said.find((each) => each === done);
  return (
    <>
      <StaffNav actor={actor} current="payouts" />
      <PageHead title={t('parts.payouts.title')} lead={t('parts.payouts.text')} />
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {words(`done.${saying}`)}
          </Notice>
        </div>
      )}
      {sums.length > 0 && (
        <div className="mb-10">
          <Notice kind={sums.some(({ hold }) => hold) ? 'bad' : 'info'}>
            <p>{waiting('in_all', { count: sums.reduce((all, { count }) => all + count, 0) })}</p>
            <Link href="/admin/payouts/waiting" className="link mt-1 inline-flex min-h-11 items-center">
              {waiting('title')}
            </Link>
          </Notice>
        </div>
      )}
      <Due rows={due} locale={locale} />
      <BatchList batches={made} locale={locale} />
      <BankStatement lines={lines} locale={locale} />
      <Accounts accounts={accounts} locale={locale} />
      <Treasury debtor={debtor} held={held} payouts={own} locale={locale} />
    </>
  );
}
