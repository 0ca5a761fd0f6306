import { DomainError } from '#lib/core/errors.ts';
import type { WorkStatus } from '#lib/db/generated/client.ts';

/** The only place that knows how a work moves. What is not `verified` is on no public page and can be licensed by nobody. */
export const workTransitions = {
  draft: ['in_review'],
  in_review: ['verified', 'draft', 'withdrawn'],
  verified: ['withdrawn'],
  withdrawn: ['draft'],
} as const satisfies Record<WorkStatus, readonly WorkStatus[]>;

/** Throws `rights.work_not_possible_now` when the step is not in the table. */
export function requireWorkMove(from: WorkStatus, to: WorkStatus): void {
  const possible: readonly WorkStatus[] = workTransitions[from];
  if (!possible.includes(to)) throw new DomainError('rights.work_not_possible_now');
}

/** Whether what staff verifies (facts, holders, chain of title) may be changed: not while it is looked at, nor once it is verified. */
export function titleOpen(status: WorkStatus): boolean {
  return status === 'draft';
}

/** What a work must have before staff looks at its title. */
export interface Reviewable {
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly creators: readonly string[];
  readonly pictures: number;
  readonly holders: number;
  readonly steps: number;
  /** Steps that no document proves. */
  readonly stepsBare: number;
}

/** Names of what is still missing; empty: it can be submitted. */
export function missingOfWork(work: Reviewable): string[] {
  const wanted: Record<string, boolean> = {
    title: work.title !== '',
    summary: work.summary !== '',
    description: work.description !== '',
    creators: work.creators.length > 0,
    pictures: work.pictures > 0,
    holders: work.holders > 0,
    chain: work.steps > 0,
    documents: work.steps > 0 && work.stepsBare === 0,
  };
  return Object.keys(wanted).filter((name) => !wanted[name]);
}
