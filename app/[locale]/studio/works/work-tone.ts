import type { DeskWork } from '#lib/rights/index.ts';

/** The tone of a work's state. */
export function workTone(status: DeskWork['status']): 'good' | 'waiting' | 'bad' | 'plain' {
  return ({ draft: 'plain', in_review: 'waiting', verified: 'good', withdrawn: 'bad' } as const)[status];
}
