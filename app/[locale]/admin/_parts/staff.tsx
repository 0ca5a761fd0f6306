import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { GroupedNav } from '#app/_ui/grouped-nav.tsx';
import type { Person } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { Threshold } from '../../studio/_parts/threshold.tsx';

// What belongs together in the ways about the desk; a group goes by the name of its first part.
const offered = {
  moderation: 'listing.moderate',
  works: 'work.verify',
  compliance: 'compliance.edit',
  reviews: 'community.moderate',
  collections: 'collection.curate',
} as const;
const sold = {
  orders: 'order.view',
  disputes: 'dispute.view',
  translations: 'translation.settle',
  vouchers: 'voucher.platform',
} as const;
const money = {
  payouts: 'payout.operate',
  commission: 'commission.edit',
  ledger: 'ledger.view',
  reconciliation: 'reconciliation.view',
} as const;
const papers = { tax: 'tax.report', finance: 'company.edit' } as const;
const record = { audit: 'audit.view' } as const;
const groups = [offered, sold, money, papers, record] as const;

/** The parts of the platform's desk with what each needs. */
export const parts = { ...offered, ...sold, ...money, ...papers, ...record } as const satisfies Record<
  string,
  Permission
>;

export type Part = keyof typeof parts;

/** The staff member who may see this part; null for a guest, who is shown the way in. Others learn that there is nothing here. */
export async function openStaffDesk(permission?: Permission): Promise<Person | null> {
  const actor = await currentActor();
  if (actor.type !== 'person') return null;
  if (actor.staffRoles.length === 0 || (permission && !may(actor, permission))) notFound();
  return actor;
}

/** What a guest sees at an address of the staff. */
export async function StaffDoor({ path }: { path: string }) {
  const t = await getTranslations('admin');
  return (
    <Threshold title={t('title')} text={t('guest_text')}>
      <Link href={`/sign-in?next=${path}`} className={buttonStyle()}>
        {t('sign_in')}
      </Link>
    </Threshold>
  );
}

/** The ways about the desk, as far as the person's roles go. */
export async function StaffNav({ actor, current }: { actor: Person; current?: Part }) {
  const t = await getTranslations('admin');
  return (
    <GroupedNav
      label={t('title')}
      lead={
        <Link href="/admin" className="flex min-h-11 items-center font-medium">
          {t('title')}
        </Link>
      }
      groups={groups.map((group) =>
        (Object.keys(group) as Part[])
          .filter((part) => may(actor, parts[part]))
          .map((part) => ({ key: part, href: `/admin/${part}`, name: t(`parts.${part}.title`) })),
      )}
      current={current}
    />
  );
}
