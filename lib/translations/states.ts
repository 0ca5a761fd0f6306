import { DomainError } from '#lib/core/errors.ts';
import type { TranslationJobStatus } from '#lib/db/generated/client.ts';

/** The only place that knows how a job moves. Whatever ends it divides its money (`settle.ts`). */
export const jobTransitions = {
  awaiting_payment: ['offered', 'cancelled'],
  offered: ['taken', 'cancelled', 'expired'],
  // A translator may give a job back; then it is offered again, while there is time.
  taken: ['delivered', 'offered', 'cancelled', 'overdue'],
  delivered: ['changes', 'accepted', 'disputed'],
  changes: ['delivered', 'disputed', 'overdue'],
  disputed: ['settled'],
  accepted: [],
  cancelled: [],
  expired: [],
  overdue: [],
  settled: [],
} as const satisfies Record<TranslationJobStatus, readonly TranslationJobStatus[]>;

export function mayMove(from: TranslationJobStatus, to: TranslationJobStatus): boolean {
  return jobTransitions[from].some((each) => each === to);
}

/** Throws `translations.not_now` where the job is somewhere else by now. */
export function requireMove(from: TranslationJobStatus, to: TranslationJobStatus): void {
  if (!mayMove(from, to)) throw new DomainError('translations.not_now', { status: from });
}

/** Nothing moves it any more. */
export function isOver(status: TranslationJobStatus): boolean {
  return jobTransitions[status].length === 0;
}

/** The translator may write. */
export function isWorkedOn(status: TranslationJobStatus): boolean {
  return status === 'taken' || status === 'changes';
}
