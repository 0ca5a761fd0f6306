import { z } from 'zod';
import { type Currency, currency } from '#lib/core/currency.ts';
import type { LicenceStatus } from '#lib/db/generated/client.ts';
import { fraction, parseFraction, type RoyaltyTerms, rounded, times } from '#lib/royalties/index.ts';

/** What a due is for; each has a word in messages/<locale>/licensing.json under `due_kind`. */
export const dueKinds = [
  'flat_fee',
  'advance',
  'instalment',
  'guarantee',
  'amendment',
  'royalty',
  'royalty_interest',
  'interest',
  /** What a bank took back, owed again. */
  'charged_back',
] as const;
export type DueKind = (typeof dueKinds)[number];

/** Of these a statement says everything: the licensee's debt is in the books already, and what is withheld is off. */
export function isRoyalty(kind: string): boolean {
  return kind === 'royalty';
}

export function isInterest(kind: string): boolean {
  return kind === 'interest' || kind === 'royalty_interest';
}

/** What a licence has cost already, whenever it ends; of one that was used, what a bank took back as well. The database is asked with it. */
export function costOf({ used }: { readonly used: boolean }): DueKind[] {
  return dueKinds.filter((kind) => isRoyalty(kind) || isInterest(kind) || (used && kind === 'charged_back'));
}

export interface PlannedDue {
  readonly kind: DueKind;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly dueOn: string;
  readonly withholdingMinor: bigint;
}

/** Terms may name their payments one by one; those that name none owe their advance. */
const namedDues = z.object({
  dues: z
    .array(
      z.object({
        kind: z.enum(['flat_fee', 'advance', 'instalment', 'guarantee']),
        minor: z.string().regex(/^\d{1,13}$/),
        on: z.iso.date(),
      }),
    )
    .max(60)
    .optional(),
});

/** What is withheld of an amount by the terms. */
export function withheld(amount: bigint, terms: Pick<RoyaltyTerms, 'withholding'>): bigint {
  return rounded(times(parseFraction(terms.withholding.rate), fraction(amount)));
}

/**
 * The payments that a signed licence owes from the beginning: those that its terms name, or its advance (a flat fee where royalties are
 * not set against it) within the days that its terms give, counted from the signature. Guarantees are topped up by statements.
 */
export function scheduleOf(signed: unknown, terms: RoyaltyTerms, signedOn: string): PlannedDue[] {
  const { dues } = namedDues.catch({}).parse(signed);
  const code = currency(terms.currency);
  const plan = dues ?? [
    {
      kind: terms.advance.recoupable ? 'advance' : 'flat_fee',
      minor: terms.advance.minor,
      on: firstDueOn(signedOn),
    } as const,
  ];
  return plan
    .filter(({ minor }) => BigInt(minor) > 0n)
    .map(({ kind, minor, on }) => ({
      kind,
      amountMinor: BigInt(minor),
      currency: code,
      dueOn: on,
      withholdingMinor: withheld(BigInt(minor), terms),
    }))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** Days from the signature in which what opens the licence is paid. */
export const firstPaymentDays = 14;

function firstDueOn(signedOn: string): string {
  return new Date(Date.parse(`${signedOn}T00:00:00Z`) + firstPaymentDays * 86_400_000).toISOString().slice(0, 10);
}

/** What of a due is asked of the licensee, part by part. */
export interface Asked {
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
  readonly withholdingMinor: bigint;
  readonly totalMinor: bigint;
}

export function askedOf(due: { amountMinor: bigint; withholdingMinor: bigint }, taxMinor: bigint): Asked {
  const { amountMinor, withholdingMinor } = due;
  return { amountMinor, taxMinor, withholdingMinor, totalMinor: amountMinor + taxMinor - withholdingMinor };
}

interface Ended {
  readonly status: LicenceStatus;
  readonly activatedAt: Date | null;
  readonly life: { readonly terminatesOn: Date | null } | null;
}

/**
 * Whether a due is asked for although its licence was ended before its time: what was due by the last day is owed, and so is what the
 * licence has cost already (royalties, interest, what a bank took back of one that was used). Everything is while the licence stands.
 */
export function outlivesEnd(due: { readonly kind: string; readonly dueOn: Date }, licence: Ended): boolean {
  const { status, activatedAt, life } = licence;
  if (status !== 'terminated' || !life?.terminatesOn) return true;
  const cost = costOf({ used: activatedAt !== null });
  return cost.some((kind) => kind === due.kind) || due.dueOn <= life.terminatesOn;
}

interface OpeningDue {
  readonly kind: string;
  readonly dueOn: Date;
  readonly paidAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly amountMinor?: bigint;
  /** What went back of it. */
  readonly returns?: readonly { readonly netMinor: bigint }[];
}

/**
 * Whether what opens the licence is paid, and still is: the first of its schedule, or nothing where nothing is owed at first. What a bank
 * took back opens nothing until it has come again.
 */
export function opened(dues: readonly OpeningDue[]): boolean {
  const wantsAgain = dues.some(({ kind, paidAt, cancelledAt }) => kind === 'charged_back' && !paidAt && !cancelledAt);
  if (wantsAgain) return false;
  const [first] = dues
    .filter(({ kind, cancelledAt }) => !cancelledAt && !isRoyalty(kind) && !isInterest(kind) && kind !== 'charged_back')
    .sort((a, b) => a.dueOn.getTime() - b.dueOn.getTime());
  if (!first) return true;
  const back = (first.returns ?? []).reduce((sum, { netMinor }) => sum + netMinor, 0n);
  const paidAgain = dues.some(({ kind, paidAt }) => kind === 'charged_back' && paidAt);
  return first.paidAt !== null && (back === 0n || back !== first.amountMinor || paidAgain);
}

/** Days before a due's day on which the licensee is told; below zero: after it. The first late one gives notice of suspension. */
export const remindSteps = [14, 3, 0, -1, -7] as const;
export const noticeStep = -1;
/** Days after the notice from which the licence may be suspended for what is unpaid. */
export const noticeDays = 14;

/** The step of a reminder that has come for something due in so many days: the last one reached. */
export function stepFor<T extends number>(steps: readonly T[], daysLeft: number): T | null {
  return steps.findLast((before) => daysLeft <= before) ?? null;
}

/** Days before its end on which both sides are told. */
export const expirySteps = [90, 30, 7] as const;
