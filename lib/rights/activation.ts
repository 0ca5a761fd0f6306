import type { Tx } from '#lib/db/index.ts';
import { complianceBlocks } from './compliance/checklist.ts';

/** One thing that keeps a signed and paid licence from being used: a code that pages have a sentence for, and what the sentence needs. */
export interface ActivationBlock {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What the law still asks before a licence may be used. Whoever changes an answer announces `licence.signed` again. */
export async function activationBlocks(tx: Tx, licenceId: string): Promise<readonly ActivationBlock[]> {
  const blocks = await complianceBlocks(tx, licenceId);
  return blocks.length > 0 ? [{ code: 'compliance', params: { count: blocks.length } }] : [];
}
