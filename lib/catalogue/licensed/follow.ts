import { config } from '#lib/core/config.ts';
import { pool, prisma, transaction } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations, writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';

/** What the database says when a licence that listings name has moved (trigger `licence_moves_listings`). */
export interface LicenceMoved {
  readonly licenceId: string;
  readonly from: string;
  readonly to: string;
  /** The transaction that moved it: each moving is told once. */
  readonly at: string;
}

const told = { suspended: 'paused', terminated: 'ended', expired: 'selling_off', active: 'resumed' } as const;

/** What the makers of a licence's listings are told when it moves; null where it is nothing to them. */
export function newsOf({ from, to }: Pick<LicenceMoved, 'from' | 'to'>): (typeof told)[keyof typeof told] | null {
  if (to === 'active') return from === 'suspended' ? 'resumed' : null;
  return to === 'suspended' || to === 'terminated' || to === 'expired' ? told[to] : null;
}

const mostNamed = 50;

/** Tells the people of the licensee that their listings rest, are back, or are only sold off. Each moving is told once. */
export async function tellOfMovedLicence(moved: LicenceMoved): Promise<void> {
  const news = newsOf(moved);
  const licence = await prisma().licence.findUnique({
    where: { id: moved.licenceId },
    include: {
      deal: { select: { licenseeId: true } },
      listings: {
        where: { status: { in: ['live', 'scheduled'] } },
        include: { text: withTranslations },
        orderBy: { id: 'asc' },
        take: mostNamed,
      },
    },
  });
  if (!news || !licence || licence.listings.length === 0) return;
  await transaction(async (tx) => {
    const people = await tx.membership.findMany({
      where: { enterpriseId: licence.deal.licenseeId, role: { in: ['owner', 'editor', 'signatory'] } },
      include: { user: true },
      distinct: ['userId'],
    });
    for (const { user } of people) {
      const reader = locale(user.locale);
      const list = new Intl.ListFormat(writtenAs(reader), { type: 'conjunction' });
      await queueMail(tx, {
        cause: `licence:${licence.id}:${news}:${moved.at}:${user.id}`,
        template: 'licensed_listings',
        recipient: user.email,
        locale: reader,
        params: {
          number: licence.number,
          news,
          things: list.format(licence.listings.map(({ text }) => fieldText(text, 'title', reader))),
          link: `${config().SITE_URL}/${reader}/licences/${licence.number}`,
        },
      });
    }
  });
}

/** Brings listings in line with the days of their licences: what begins today is found, what is over is not. */
export async function followLicenceDays(): Promise<void> {
  await pool().query(`
    with moved as (
      update search_entry e set available = not e.available from listing l
      where l.id = e.listing_id and l.licence_id is not null and e.available <> listing_available(l.id) returning l.slug)
    select pg_notify('ambersilk_changes', json_build_object('kind', 'listing', 'slug', slug)::text) from moved`);
}
