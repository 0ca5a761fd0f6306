import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { integer, optionalText, text } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { changeKind, kindForm } from './change.ts';

export interface Milestone {
  readonly name: string;
  /** Per cent of the price. */
  readonly share: number;
  /** Days after the order. */
  readonly days: number;
}

export type MilestoneProblem =
  | { readonly code: 'catalogue.milestones_needed' }
  | { readonly code: 'catalogue.milestones_sum'; readonly sum: number }
  | { readonly code: 'catalogue.milestones_order' };

/** What is wrong with the milestones together: their shares make the whole price, and each is reached after the one before. */
export function milestoneProblem(milestones: readonly Pick<Milestone, 'share' | 'days'>[]): MilestoneProblem | null {
  if (milestones.length === 0) return { code: 'catalogue.milestones_needed' };
  const sum = milestones.reduce((all, { share }) => all + share, 0);
  if (sum !== 100) return { code: 'catalogue.milestones_sum', sum };
  const late = milestones.some(({ days }, at) => days < (milestones[at - 1]?.days ?? 0));
  return late ? { code: 'catalogue.milestones_order' } : null;
}

const cells = { name: text(limits.milestoneName), share: integer(1, 100), days: integer(1, 730) } as const;

type Row = { at: number; cells: Record<keyof typeof cells, string> };

/** The rows of the table that have anything in them. */
function filledRows(form: Record<string, unknown>): Row[] {
  const cell = (name: string, at: number) => {
    const value = form[`milestone_${name}_${at}`];
    return typeof value === 'string' ? value : '';
  };
  return Array.from({ length: limits.milestones }, (_, at) => ({
    at,
    cells: { name: cell('name', at), share: cell('share', at), days: cell('days', at) },
  })).filter(({ cells: { name, share, days } }) => `${name}${share}${days}`.trim() !== '');
}

export const saveServiceSchema = z
  .object({ ...kindForm, revisions: integer(0, 20) })
  .catchall(z.unknown())
  .transform((form, context) => {
    const rows = filledRows(form);
    const milestones = rows.flatMap(({ at, cells: typed }): Milestone[] => {
      const read = z.object(cells).safeParse(typed);
      if (read.success) return [read.data];
      for (const issue of read.error.issues)
        context.addIssue({
          code: 'custom',
          path: [`milestone_${String(issue.path[0])}_${at}`],
          message: issue.message,
        });
      return [];
    });
    const problem = milestones.length === rows.length ? milestoneProblem(milestones) : null;
    if (problem) {
      const field =
        problem.code === 'catalogue.milestones_needed' ? 'milestone_name_0' : `milestone_share_${rows[0]?.at ?? 0}`;
      context.addIssue({ code: 'custom', path: [field], message: problem.code, params: { ...problem } });
    }
    const questions = Array.from({ length: limits.questionsToBuyer }, (_, at) => {
      const read = optionalText(limits.shortText).safeParse(form[`question_${at}`]);
      if (read.success) return read.data;
      context.addIssue({
        code: 'custom',
        path: [`question_${at}`],
        message: read.error.issues[0]?.message ?? 'invalid',
      });
      return '';
    }).filter(Boolean);
    const { listingId, version, seen, revisions } = form;
    return { listingId, version, seen, revisions, milestones, questions };
  });

/** Saves what a service promises: its milestones, how often it is revised, and what the buyer is asked. */
export async function saveService(actor: Actor, input: z.output<typeof saveServiceSchema>): Promise<Listing> {
  const { milestones, questions, revisions } = input;
  return changeKind(actor, input, 'service', async (_tx, _listing, working) => ({
    ...working,
    offer: { kind: 'service', milestones, revisions, questions },
  }));
}
