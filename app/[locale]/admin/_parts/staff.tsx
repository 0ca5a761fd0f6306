import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { Person } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { Threshold } from '../../studio/_parts/threshold.tsx';

/** The parts of the platform's desk with what each needs. */
export const parts = {
  moderation: 'listing.moderate',
  works: 'work.verify',
  compliance: 'compliance.edit',
  orders: 'order.view',
  disputes: 'dispute.view',
  translations: 'translation.settle',
  reviews: 'community.moderate',
  collections: 'collection.curate',
  vouchers: 'voucher.platform',
  payouts: 'payout.operate',
  commission: 'commission.edit',
  ledger: 'ledger.view',
  reconciliation: 'reconciliation.view',
  tax: 'tax.report',
  finance: 'company.edit',
  audit: 'audit.view',
} as const satisfies Record<string, Permission>;

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
  const shown = (Object.keys(parts) as Part[]).filter((part) => may(actor, parts[part]));
  return (
    <nav aria-label={t('title')} className="mt-2 flex flex-wrap gap-x-6 border-line border-b text-small">
      <Link href="/admin" className="flex min-h-11 items-center font-medium">
        {t('title')}
      </Link>
      {shown.map((part) => (
        <Link
          key={part}
          href={`/admin/${part}`}
          aria-current={part === current ? 'page' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:decoration-amber aria-[current=page]:underline-offset-8"
        >
          {t(`parts.${part}.title`)}
        </Link>
      ))}
    </nav>
  );
}
