import type { Tx } from '#lib/db/index.ts';

/** One thing that keeps a signed and paid licence from being used: a code that pages have a sentence for, and what the sentence needs. */
export interface ActivationBlock {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * What the law still asks before a licence may be used. Nothing is asked yet: the checklist of compliance answers here, and announces
 * `licence.signed` again when an answer of it changes.
 */
export async function activationBlocks(_tx: Tx, _licenceId: string): Promise<readonly ActivationBlock[]> {
  return [];
}
