import { isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import type { LicenceStatus } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { dueOn, endedPeriods } from './calendar.ts';
import { daysBetween } from './interest.ts';
import { daysOf, type RoyaltyLicence, royaltyLicence, termsForLicence } from './licence.ts';
import { peopleOf, titleOf } from './tell.ts';

/** Days before a report is due on which its licensee is told; once more when it is a day late, with what follows. */
export const remindBefore = [30, 7, 0, -1] as const;
/** Days after which a licence may be suspended for a report that did not come; the mail of the first late day gives this notice. */
export const noticeDays = 14;

/** A report that is missing. */
export interface MissingReport {
  readonly period: string;
  readonly dueOn: string;
  /** Below zero: it is not due yet. */
  readonly daysLate: number;
}

/** The periods of a licence that have ended and whose statement was not sent yet, the oldest first. */
export function missingReports(
  licence: Pick<RoyaltyLicence, 'terms' | 'royaltyTerms' | 'startsOn' | 'endsOn'>,
  sent: readonly { readonly period: string; readonly status: string }[],
  today: string,
): MissingReport[] {
  const { calendar } = termsForLicence(licence);
  const { start, end } = daysOf(licence);
  const known = new Set(sent.filter((each) => each.status !== 'draft').map((each) => each.period));
  return endedPeriods(calendar.every, start, end, today)
    .filter(({ key }) => !known.has(key))
    .map((period) => {
      const due = dueOn(calendar, period);
      return { period: period.key, dueOn: due, daysLate: daysBetween(due, today) };
    });
}

const reporting: LicenceStatus[] = ['active', 'suspended'];
const portion = 200;

async function* everyLicence() {
  for (let after: string | undefined; ; ) {
    const licences = await prisma().licence.findMany({
      where: { status: { in: reporting }, ...(after ? { id: { gt: after } } : {}) },
      include: { ...royaltyLicence, statements: { select: { period: true, status: true } } },
      orderBy: { id: 'asc' },
      take: portion,
    });
    yield* licences;
    after = licences.at(-1)?.id;
    if (licences.length < portion) return;
  }
}

export interface OverdueReport extends MissingReport {
  readonly licenceId: string;
  readonly number: string;
  /** Whether the notice has run out, so that the licence may be suspended for it. */
  readonly noticeOver: boolean;
}

/** The oldest overdue report of each active or suspended licence: who suspends for it looks at `noticeOver`. */
export async function overdueReports(at: Date = now()): Promise<OverdueReport[]> {
  const overdue: OverdueReport[] = [];
  for await (const licence of everyLicence()) {
    const [first] = missingReports(licence, licence.statements, isoDay(at));
    if (first && first.daysLate > 0)
      overdue.push({
        ...first,
        licenceId: licence.id,
        number: licence.number,
        noticeOver: first.daysLate > noticeDays,
      });
  }
  return overdue;
}

/** Tells licensees of reports that are due soon, today, or late; each step of each period once, however often this runs. */
export async function remindOfReports(): Promise<void> {
  const today = isoDay(now());
  for await (const licence of everyLicence()) {
    const [first] = missingReports(licence, licence.statements, today);
    const step = first && remindBefore.findLast((before) => -first.daysLate <= before);
    if (!first || step === undefined) continue;
    await transaction(async (tx) => {
      for (const { id, email, reader } of await peopleOf(tx, licence.deal.licenseeId)) {
        await queueMail(tx, {
          cause: `royalty_report:${licence.id}:${first.period}:${step}:${id}`,
          template: 'royalty_report_due',
          recipient: email,
          locale: reader,
          params: {
            title: titleOf(licence, reader),
            link: `${config().SITE_URL}/${reader}/licences/${licence.number}/reports`,
            period: first.period,
            holder: nameFor(licence.deal.holder, reader),
            due: new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(
              new Date(first.dueOn),
            ),
            late: first.daysLate > 0 ? 'yes' : first.daysLate === 0 ? 'today' : 'no',
            notice: noticeDays,
          },
        });
      }
    });
  }
}
